"""A target: an edition of an award, or a platform, and what it asks of a practice. Data that the staff keep."""

import datetime

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from aval.rutas import RUTAS
from base.generacion import NADIE
from base.idiomas import ESPANOL, en_su_idioma
from base.models import FilaOrdenada
from base.opciones import OpcionesField
from formularios.models import Campo, Formulario
from practicas.models import Evidencia

_ANIO = [MinValueValidator(1900), MaxValueValidator(2100)]
_ALGO = [MinValueValidator(1)]


class Idioma(models.TextChoices):
    ES = "es", _("español")
    EN = "en", _("inglés")
    FR = "fr", _("francés")
    PT = "pt", _("portugués")
    AR = "ar", _("árabe")
    RU = "ru", _("ruso")
    ZH = "zh", _("chino")
    TR = "tr", _("turco")


class Objetivo(ClusterableModel):
    """Its form is ``formulario``: a version that packages have answered is not edited, another one takes its place."""

    empieza_generacion = NADIE

    class Clase(models.TextChoices):
        PREMIO = "premio", _("premio")
        PLATAFORMA = "plataforma", _("plataforma")
        FONDO = "fondo", _("fondo")

    class Admite(models.TextChoices):
        SI = "si", _("Bogotá puede postular")
        TERCERO = "por_tercero", _("solo si la postula un tercero")
        CONFIRMAR = "confirmar", _("falta confirmarlo")
        NO = "no", _("Bogotá no puede: sirve de modelo")

    clave = models.SlugField(_("clave"), max_length=40, unique=True)
    clase = models.CharField(_("clase"), max_length=12, choices=Clase)
    nombre_es = models.CharField(_("nombre en español"), max_length=200)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200)
    organiza = models.CharField(_("quién lo organiza"), max_length=250, blank=True)
    premio = models.ForeignKey(
        "eventos.Premio",
        verbose_name=_("premio del Banco"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objetivos",
        limit_choices_to={"locale__language_code": ESPANOL},
        help_text=_("Si está en la lista: de él salen las fechas de la edición, y en él queda el reconocimiento."),
    )
    plataforma = models.ForeignKey(
        "redes.Plataforma",
        verbose_name=_("plataforma del Banco"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objetivos",
        limit_choices_to={"locale__language_code": ESPANOL},
    )
    edicion_anio = models.PositiveSmallIntegerField(_("año de la edición"), null=True, blank=True, validators=_ANIO)
    edicion = models.CharField(_("de qué edición son los datos"), max_length=300, blank=True)
    historico = models.BooleanField(
        _("es histórico"), default=False, help_text=_("De una edición que pasó: se mide, y no se prepara para él.")
    )
    abre = models.DateField(
        _("abre"), null=True, blank=True, help_text=_("Vacía si la edición está en el premio del Banco.")
    )
    cierra = models.DateField(_("cierra"), null=True, blank=True)
    idiomas = OpcionesField(
        _("idiomas en que se presenta"), opciones=Idioma, help_text=_("Ninguno: no se sabe en qué idioma la pide.")
    )
    admite = models.CharField(_("¿puede Bogotá?"), max_length=12, choices=Admite, default=Admite.CONFIRMAR)
    condiciones_es = models.TextField(_("quién puede postular, en español"), blank=True)
    condiciones_en = models.TextField(_("quién puede postular, en inglés"), blank=True)
    criterios_es = models.TextField(_("criterios, en español"), blank=True, help_text=_("Uno por renglón."))
    criterios_en = models.TextField(_("criterios, en inglés"), blank=True)
    anexos_es = models.TextField(_("anexos que pide, en español"), blank=True, help_text=_("Uno por renglón."))
    anexos_en = models.TextField(_("anexos que pide, en inglés"), blank=True)
    anexos_limite = models.CharField(
        _("límite de los anexos"), max_length=20, choices=Campo.Certeza, default=Campo.Certeza.DESCONOCIDO
    )
    anexos_mb = models.PositiveIntegerField(_("anexos: MB en total"), null=True, blank=True, validators=_ALGO)
    anexos_archivos = models.PositiveIntegerField(
        _("anexos: cuántos archivos"), null=True, blank=True, validators=_ALGO
    )
    total_limite = models.CharField(
        _("límite de todo el texto"), max_length=20, choices=Campo.Certeza, default=Campo.Certeza.DESCONOCIDO
    )
    total_maximo = models.PositiveIntegerField(_("máximo de todo el texto"), null=True, blank=True, validators=_ALGO)
    total_unidad = models.CharField(
        _("en qué se cuenta"),
        max_length=20,
        choices=[par for par in Campo.Unidad.choices if par[0] not in (Campo.Unidad.ELEMENTOS, Campo.Unidad.MB)],
        blank=True,
    )
    nota_es = models.TextField(_("nota en español"), blank=True)
    nota_en = models.TextField(_("nota en inglés"), blank=True)
    fuente = models.URLField(_("fuente"), max_length=500, blank=True)
    otras_fuentes = models.TextField(_("otras fuentes"), blank=True, help_text=_("Una dirección por renglón."))
    verificado = models.DateField(_("verificado el"), null=True, blank=True)
    formulario = models.OneToOneField(
        Formulario, on_delete=models.PROTECT, related_name="objetivo", editable=False, verbose_name=_("formulario")
    )

    class Meta:
        verbose_name = _("objetivo de postulación")
        verbose_name_plural = _("objetivos de postulación")
        ordering = ["nombre_es", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objetivo_anexos_con_algo",
                condition=(Q(anexos_mb__isnull=True) | Q(anexos_mb__gte=1))
                & (Q(anexos_archivos__isnull=True) | Q(anexos_archivos__gte=1)),
                violation_error_message=_("Un límite de cero no deja anexar nada: quítelo o escriba cuánto."),
            ),
            models.CheckConstraint(
                name="objetivo_total_con_unidad",
                condition=Q(total_maximo__isnull=True) | (Q(total_maximo__gte=1) & ~Q(total_unidad="")),
                violation_error_message=_("Un límite dice cuánto y en qué unidad; sin número, no lo hay o no se sabe."),
            ),
        ]

    def __str__(self):
        nombre = self.nombre()
        return f"{nombre} {self.edicion_anio}" if self.edicion_anio else nombre

    @admin.display(description=_("Objetivo"), ordering="nombre_es")
    def llamado(self):
        return str(self)

    def nombre(self, idioma=None):
        return en_su_idioma(self, "nombre", idioma)

    def en_este_idioma(self, campo):
        """``condiciones``, ``criterios``, ``anexos`` or ``nota`` for who reads."""
        return en_su_idioma(self, campo)

    @property
    def fuentes(self):
        return [linea.strip() for linea in (self.fuente, *self.otras_fuentes.split("\n")) if linea.strip()]

    @property
    def idioma_de_trabajo(self):
        """The language of ours in which the practice is measured and the package written."""
        return Idioma.EN.value if Idioma.EN in self.idiomas and Idioma.ES not in self.idiomas else ESPANOL

    @property
    def idiomas_nuestros(self):
        """The languages of its forms in which the Bank has the practices; Spanish if it is not known which it asks."""
        return [uno for uno in ("es", "en") if uno in self.idiomas] or [ESPANOL]

    @property
    def fechas(self):
        """When its call opens and closes: those of the edition in the Bank's award, or its own. A pair, with Nones."""
        if self.premio:
            ediciones = self.premio.ediciones.all()
            suya = (
                [una for una in ediciones if una.anio == self.edicion_anio]
                if self.edicion_anio
                else [una for una in ediciones if una.cierra and una.cierra >= datetime.date.today()]
            )
            if suya and (suya[0].abre or suya[0].cierra):
                return suya[0].abre, suya[0].cierra
        return self.abre, self.cierra

    def clean(self):
        super().clean()
        errores = {}
        if self.premio_id and self.plataforma_id:
            errores["plataforma"] = _("Es de un premio o de una plataforma: deje uno de los dos.")
        if self.abre and self.cierra and self.cierra < self.abre:
            errores["cierra"] = _("La convocatoria cierra antes de abrir.")
        numerados = {
            "anexos_limite": (self.anexos_limite, self.anexos_mb or self.anexos_archivos),
            "total_limite": (self.total_limite, self.total_maximo),
        }
        for campo, (certeza, numero) in numerados.items():
            con_numero = certeza in (Campo.Certeza.EXACTO, Campo.Certeza.APROXIMADO)
            if con_numero != bool(numero):
                errores[campo] = _("Un límite dice cuánto y en qué unidad; sin número, no lo hay o no se sabe.")
            elif con_numero and not (self.fuente and self.verificado):
                errores["fuente" if not self.fuente else "verificado"] = _(
                    "De un límite se dice de dónde sale y qué día se verificó."
                )
        if self.total_maximo and not self.total_unidad:
            errores["total_unidad"] = _("Diga en qué se cuenta.")
        if errores:
            raise ValidationError(errores)

    @transaction.atomic
    def save(self, *args, **kwargs):
        if self.formulario_id is None:
            self.formulario = Formulario.objects.create(
                codigo=self.clave,
                version="1",
                clase=Formulario.Clase.POSTULACION,
                nombre_es=self.nombre_es,
                nombre_en=self.nombre_en,
            )
        super().save(*args, **kwargs)

    @transaction.atomic
    def nueva_version(self):
        """Put in the place of its form a copy that may be edited. The packages keep the one they answered."""
        versiones = Formulario.objects.filter(codigo=self.formulario.codigo).count()
        self.formulario = self.formulario.nueva_version(str(versiones + 1))
        self.save(update_fields=["formulario"])


class Regla(FilaOrdenada):
    """A condition of eligibility, with what it needs to be told of a practice."""

    empieza_generacion = NADIE

    class Codigo(models.TextChoices):
        MIN_MESES = "min_meses", _("al menos tantos meses en ejecución")
        MENOS_DE_ANIOS = "menos_de_anios", _("empezó hace menos de tantos años")
        DESDE_ANIO = "desde_anio", _("empezó en este año o después")
        TERMINADA_HACE = "terminada_hace", _("sigue en marcha o terminó hace menos de tantos años")
        ACTORES = "actores", _("al menos tantos actores de distinta naturaleza")
        RUTA = "ruta", _("tiene la ruta")
        IDIOMA = "idioma_con_aval", _("tiene aval en el idioma")
        CAMBIO = "cambio_duradero", _("demuestra un cambio duradero en")
        UNA_CATEGORIA = "una_categoria", _("se presenta en una sola categoría")
        A_MANO = "a_mano", _("se comprueba a mano")

    CON_NUMERO = (Codigo.MIN_MESES, Codigo.MENOS_DE_ANIOS, Codigo.DESDE_ANIO, Codigo.TERMINADA_HACE, Codigo.ACTORES)

    objetivo = ParentalKey(Objetivo, on_delete=models.CASCADE, related_name="reglas")
    codigo = models.CharField(_("regla"), max_length=20, choices=Codigo)
    numero = models.PositiveSmallIntegerField(_("cuánto"), null=True, blank=True, validators=_ALGO)
    valor = models.CharField(
        _("cuál"),
        max_length=30,
        blank=True,
        choices=[
            (_("Ruta"), list(RUTAS.items())),
            (_("Idioma"), [("es", _("español")), ("en", _("inglés"))]),
            (_("Cambio duradero"), [("cualquiera", _("en cualquier cosa")), *Evidencia.CambioDuradero.choices]),
        ],
    )
    dice_es = models.CharField(_("qué dice, en español"), max_length=300, blank=True)
    dice_en = models.CharField(_("qué dice, en inglés"), max_length=300, blank=True)

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("regla")
        verbose_name_plural = _("reglas")

    def __str__(self):
        return str(self.get_codigo_display())

    def dice(self):
        return en_su_idioma(self, "dice") or str(self)

    def clean(self):
        super().clean()
        sirve = {
            self.Codigo.RUTA: set(RUTAS),
            self.Codigo.IDIOMA: {"es", "en"},
            self.Codigo.CAMBIO: {"cualquiera", *Evidencia.CambioDuradero.values},
        }.get(self.codigo)  # type: ignore[call-overload]
        if self.codigo in self.CON_NUMERO and not self.numero:
            raise ValidationError({"numero": _("Esta regla necesita su número, mayor que cero.")})
        if sirve is not None and self.valor not in sirve:
            raise ValidationError({"valor": _("Elija cuál: esta regla lo necesita.")})
        if self.codigo == self.Codigo.A_MANO and not self.dice_es:
            raise ValidationError({"dice_es": _("Escriba qué hay que comprobar.")})
