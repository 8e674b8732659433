"""A piece of work that goes through a method: who, for what, in which phase. Internal: no public page reads it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from actores.compromisos import Compromiso
from base.generacion import NADIE

from .metodos import Fase, Metodo

LARGO_DE_MOTIVO = 400  # characters, of why a phase was left as it was


class FilaDeProceso(Orderable):
    """Abstract: a row of a process, in the order that the people gave it."""

    empieza_generacion = NADIE

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]


class Proceso(ClusterableModel):
    """What runs through a method. A practice has at most one hoja de ruta (line «promoción») that is not closed."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        BORRADOR = "borrador", _("borrador")
        EN_MARCHA = "en_marcha", _("en curso")
        EN_PAUSA = "en_pausa", _("en pausa")
        CERRADO = "cerrado", _("cerrado")
        CANCELADO = "cancelado", _("cancelado")

    FINALES = (Estado.CERRADO, Estado.CANCELADO)
    SIGUIENTES = {
        Estado.BORRADOR: (Estado.EN_MARCHA, Estado.CANCELADO),
        Estado.EN_MARCHA: (Estado.EN_PAUSA, Estado.CERRADO, Estado.CANCELADO),
        Estado.EN_PAUSA: (Estado.EN_MARCHA, Estado.CERRADO, Estado.CANCELADO),
        Estado.CERRADO: (),
        Estado.CANCELADO: (),
    }

    metodo = models.ForeignKey(Metodo, on_delete=models.PROTECT, related_name="procesos", verbose_name=_("método"))
    linea = models.CharField(max_length=20, choices=Metodo.Linea, editable=False)  # of its method, for the constraint
    titulo = models.CharField(_("título"), max_length=200)
    practica = models.ForeignKey(
        "practicas.PracticaPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="procesos",
        verbose_name=_("práctica"),
    )
    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="procesos", verbose_name=_("entidad")
    )
    responsable_ddri = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("responsable en la DDRI"),
    )
    fase = models.ForeignKey(
        Fase, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("fase")
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.BORRADOR, editable=False)
    abierto = models.DateField(_("abierto"), default=timezone.localdate, editable=False)
    cerrado = models.DateField(_("cerrado"), null=True, editable=False)
    motivo = models.TextField(_("motivo"), blank=True, editable=False)
    publico = models.ForeignKey(
        "intercambios.Intercambio",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("texto para el público"),
    )

    class Meta:
        verbose_name = _("proceso")
        verbose_name_plural = _("procesos")
        ordering = ["-abierto", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practica"],
                condition=Q(linea="promocion", estado__in=("borrador", "en_marcha", "en_pausa")),
                name="una_hoja_de_ruta_abierta",
                violation_error_message=_("Esta práctica ya tiene una hoja de ruta abierta."),
            )
        ]

    def __str__(self):
        return self.titulo

    @property
    def abierta(self):
        return self.estado not in self.FINALES

    def save(self, *args, **kwargs):
        self.linea = self.metodo.linea
        if self.fase is None:
            self.fase = self.metodo.fases.first()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.fase and self.metodo_id and self.fase.metodo_id != self.metodo_id:
            raise ValidationError({"fase": _("Esa fase es de otro método.")})

    def pasos(self):
        """The phases of its method, each with whether it is done, skipped (and why), the present one, or to come."""
        dados = {paso.fase_id: paso for paso in self.pasos_dados.all()}
        return [
            {"fase": fase, "paso": dados.get(fase.pk), "es_esta": self.abierta and fase.pk == self.fase_id}
            for fase in self.metodo.fases.all()
        ]


class Paso(models.Model):
    """That a process left a phase: done, or skipped with a reason; and why, with what was still to be done in it."""

    empieza_generacion = NADIE

    proceso = models.ForeignKey(Proceso, on_delete=models.CASCADE, related_name="pasos_dados")
    fase = models.ForeignKey(Fase, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField(auto_now_add=True)
    omitida = models.BooleanField(default=False)
    motivo = models.CharField(max_length=LARGO_DE_MOTIVO, blank=True)
    por_que_siguen = models.CharField(max_length=LARGO_DE_MOTIVO, blank=True, default="", db_default="")

    class Meta:
        ordering = ["momento", "pk"]
        constraints = [models.UniqueConstraint(fields=["proceso", "fase"], name="paso_una_vez")]

    def __str__(self):
        return str(self.fase)


class CompromisoDeProceso(Compromiso, FilaDeProceso):
    """What somebody is to do in a process, in the column of the DDRI or of the punto focal."""

    class Clase(models.TextChoices):
        REQUISITO = "requisito", _("requisito")
        ACCION = "accion", _("acción")
        ACUERDO = "acuerdo", _("acuerdo")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="compromisos")
    clase = models.CharField(_("clase"), max_length=20, choices=Clase, default=Clase.ACCION)

    class Meta(FilaDeProceso.Meta):
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")


class Destino(FilaDeProceso):
    """Where a practice should go: one network, platform, award, event or organisation; what for, and how it stands."""

    class Fin(models.TextChoices):
        VISIBILIDAD = "visibilidad", _("visibilidad")
        RECONOCIMIENTO = "reconocimiento", _("reconocimiento")
        INTERCAMBIO = "intercambio", _("intercambio")
        ALIANZA = "alianza", _("alianza")

    class Estado(models.TextChoices):
        IDENTIFICADO = "identificado", _("identificado")
        EN_PREPARACION = "en_preparacion", _("en preparación")
        PRESENTADO = "presentado", _("presentado")
        LOGRADO = "logrado", _("logrado")
        NO_LOGRADO = "no_logrado", _("no logrado")

    CLASES = ("red", "plataforma", "premio", "evento", "actor")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="destinos")
    red = models.ForeignKey(
        "redes.Red", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("red")
    )
    plataforma = models.ForeignKey(
        "redes.Plataforma",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("plataforma"),
    )
    premio = models.ForeignKey(
        "eventos.Premio", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("premio")
    )
    evento = models.ForeignKey(
        "eventos.Evento", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("evento")
    )
    actor = models.ForeignKey(
        "actores.Actor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("relación directa con"),
    )
    fin = models.CharField(_("para qué"), max_length=20, choices=Fin)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.IDENTIFICADO)
    resultado = models.CharField(
        _("qué resultó"), max_length=400, blank=True, help_text=_("De lo logrado: qué es y dónde se puede ver.")
    )

    class Meta(FilaDeProceso.Meta):
        verbose_name = _("destino")
        verbose_name_plural = _("destinos")

    def __str__(self):
        return str(self.cual or "")

    @property
    def cual(self):
        return next((getattr(self, clase) for clase in self.CLASES if getattr(self, clase) is not None), None)

    def clean(self):
        super().clean()
        if sum(getattr(self, f"{clase}_id") is not None for clase in self.CLASES) != 1:
            raise ValidationError(
                {"red": _("Elija uno: una red, una plataforma, un premio, un evento o una organización.")}
            )
        if self.estado == self.Estado.LOGRADO and not self.resultado.strip():
            raise ValidationError({"resultado": _("De lo logrado se dice qué resultó y dónde se puede ver.")})


class Participacion(FilaDeProceso):
    """An organisation with a part in a process."""

    class Papel(models.TextChoices):
        COOPERANTE = "cooperante", _("cooperante")
        ALIADO_TECNICO = "aliado_tecnico", _("aliado técnico")
        ALIADO_FINANCIERO = "aliado_financiero", _("aliado financiero")
        DEMANDANTE = "demandante", _("posible demandante")
        INTERMEDIARIO = "intermediario", _("intermediario")

    class Instrumento(models.TextChoices):
        NINGUNO = "ninguno", _("ninguno")
        CONVENIO = "convenio", _("convenio")
        DECLARACION = "declaracion", _("declaración")
        COMISION_MIXTA = "comision_mixta", _("comisión mixta")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="participaciones")
    actor = models.ForeignKey(
        "actores.Actor", on_delete=models.PROTECT, related_name="+", verbose_name=_("organización")
    )
    papel = models.CharField(_("papel"), max_length=20, choices=Papel)
    instrumento = models.CharField(_("instrumento"), max_length=20, choices=Instrumento, default=Instrumento.NINGUNO)
    nota = models.CharField(_("nota"), max_length=300, blank=True)

    class Meta(FilaDeProceso.Meta):
        verbose_name = _("socio")
        verbose_name_plural = _("socios y oportunidades")

    def __str__(self):
        return str(self.actor)


class Pieza(FilaDeProceso):
    """An instrument of promotion: a brochure, a video, a technical visit."""

    class Clase(models.TextChoices):
        BROCHURE = "brochure", _("plegable (brochure)")
        VIDEO = "video", _("video")
        IMAGENES = "imagenes", _("imágenes")
        VISITA = "visita", _("visita técnica")
        JORNADA_AQUI = "jornada_aqui", _("jornada de sensibilización en Bogotá")
        JORNADA_FUERA = "jornada_fuera", _("jornada de sensibilización en el exterior")
        PRESENTACION = "presentacion", _("presentación")
        MEDIOS = "medios", _("medios y redes sociales")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="piezas")
    clase = models.CharField(_("clase"), max_length=20, choices=Clase)
    titulo = models.CharField(_("qué es"), max_length=200)
    idioma = models.CharField(_("idioma"), max_length=40, blank=True)
    enlace = models.URLField(_("enlace"), blank=True)

    class Meta(FilaDeProceso.Meta):
        verbose_name = _("instrumento")
        verbose_name_plural = _("instrumentos de promoción")

    def __str__(self):
        return self.titulo


class Anotacion(models.Model):
    """What happened in a process, when, and who wrote it down. Added to, never changed."""

    empieza_generacion = NADIE

    proceso = models.ForeignKey(Proceso, on_delete=models.CASCADE, related_name="anotaciones")
    quien = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("quién")
    )
    momento = models.DateTimeField(_("momento"), auto_now_add=True)
    que = models.TextField(_("qué pasó"))

    class Meta:
        verbose_name = _("anotación")
        verbose_name_plural = _("bitácora")
        ordering = ["-momento", "-pk"]

    def __str__(self):
        return self.que
