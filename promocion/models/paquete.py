"""A package: what enters one practice for one target, in one language, from its draft to what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aval.models import Aval
from base.generacion import NADIE
from formularios.models import Llenado

from .objetivo import Objetivo


class Paquete(models.Model):
    """Internal. Its answers are a ``Llenado`` of the version of the form that its target had when it was begun."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        BORRADOR = "borrador", _("en preparación")
        CONFIRMADO = "confirmado", _("confirmado por la entidad")
        LISTO = "listo", _("listo")
        PRESENTADO = "presentado", _("presentado")
        CERRADO = "cerrado", _("con resultado")

    class Resultado(models.TextChoices):
        GANADORA = "ganadora", _("Ganadora")
        MEJOR = "mejor", _("Mejor práctica")
        BUENA = "buena", _("Buena práctica")
        PROMISORIA = "promisoria", _("Práctica promisoria")
        FINALISTA = "finalista", _("Finalista")
        MENCION = "mencion", _("Mención")
        PUBLICADA = "publicada", _("Publicada en la plataforma")
        SIN_RECONOCIMIENTO = "sin_reconocimiento", _("Sin reconocimiento")

    practica = models.ForeignKey(
        "practicas.PracticaPage", on_delete=models.PROTECT, related_name="paquetes", verbose_name=_("práctica")
    )
    objetivo = models.ForeignKey(
        Objetivo, on_delete=models.PROTECT, related_name="paquetes", verbose_name=_("objetivo")
    )
    idioma = models.CharField(_("idioma"), max_length=2)
    llenado = models.OneToOneField(Llenado, on_delete=models.PROTECT, related_name="+", editable=False)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.BORRADOR)
    # Of each answer, the source that it was written from as it was then.
    huellas = models.JSONField(default=dict, blank=True, editable=False)
    categoria = models.CharField(_("categoría en que se presenta"), max_length=200, blank=True)
    creado = models.DateTimeField(_("creado"), auto_now_add=True)
    modificado = models.DateTimeField(_("modificado"), auto_now=True)
    preparo = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")
    confirmo = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")
    confirmado = models.DateTimeField(_("confirmado"), null=True)
    marco = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")
    listo = models.DateTimeField(_("listo"), null=True)
    # What it was made ready with: the aval of the text in its language, and what the target asked.
    aval = models.ForeignKey(Aval, null=True, on_delete=models.PROTECT, related_name="+")
    pedia = models.CharField(max_length=64, blank=True)
    presentado = models.DateField(_("presentado el"), null=True, blank=True)
    radicado = models.CharField(_("número o comprobante"), max_length=120, blank=True)
    resultado = models.CharField(_("resultado"), max_length=20, choices=Resultado, blank=True)
    reconocimiento = models.ForeignKey(
        "eventos.Reconocimiento", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("paquete de postulación")
        verbose_name_plural = _("paquetes de postulación")
        ordering = ["-modificado", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practica", "objetivo", "idioma"],
                name="paquete_una_vez",
                violation_error_message=_("Esa práctica ya tiene un paquete para este objetivo en ese idioma."),
            ),
            models.CheckConstraint(
                name="paquete_presentado_con_fecha",
                condition=~Q(estado__in=("presentado", "cerrado")) | Q(presentado__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.practica} · {self.objetivo}"

    @property
    def formulario(self):
        return self.llenado.formulario

    @property
    def se_edita(self):
        return self.estado in (self.Estado.BORRADOR, self.Estado.CONFIRMADO)

    @property
    def es_definitivo(self):
        """Whether it goes out without the mark of a draft."""
        return self.estado in (self.Estado.LISTO, self.Estado.PRESENTADO, self.Estado.CERRADO)
