"""What shows that a practice works: an indicator before and after, a study, a recognition, a change that lasts."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from base.escrito import CifraDelModelo
from base.models import FilaOrdenada

from .. import cifras
from .filas import PRACTICA

ANIOS = [MinValueValidator(1900), MaxValueValidator(2100)]


def _numero(nombre, **mas):
    return CifraDelModelo(nombre, max_digits=18, decimal_places=4, null=True, blank=True, **mas)


def _palabras(nombre, largo, **mas):
    return models.CharField(nombre, max_length=largo, blank=True, default="", **mas)


class Evidencia(TranslatableMixin, FilaOrdenada):
    """A row of evidence. Its numbers are the same in every language; its words are translated."""

    class Medida(models.TextChoices):
        CANTIDAD = "cantidad", _("cantidad")
        PORCENTAJE = "porcentaje", _("parte de un total (%)")
        VARIACION = "variacion", _("variación (%)")
        DINERO = "dinero", _("dinero")

    class Calificador(models.TextChoices):
        EXACTO = "exacto", _("exacto")
        MAS_DE = "mas_de", _("más de")
        MENOS_DE = "menos_de", _("menos de")
        CERCA_DE = "cerca_de", _("cerca de")

    class Tipo(models.TextChoices):
        REGISTRO_PROPIO = "registro_propio", _("registro propio")
        ESTUDIO = "estudio", _("estudio")
        EVALUACION_EXTERNA = "evaluacion_externa", _("evaluación externa")
        RECONOCIMIENTO = "reconocimiento", _("reconocimiento")

    class Cumplimiento(models.TextChoices):
        CUMPLIDA = "cumplida", _("se cumplió")
        EN_PARTE = "en_parte", _("se cumplió en parte")
        NO_CUMPLIDA = "no_cumplida", _("no se cumplió")

    class CambioDuradero(models.TextChoices):
        """What the Dubai award asks a lasting change in (DDRI manual 2014, 4.b)."""

        NORMA = "norma", _("leyes y normas")
        POLITICA = "politica", _("política social o estrategia del sector")
        INSTITUCIONES = "instituciones", _("instituciones y manera de decidir")
        GESTION = "gestion", _("sistema de gestión")

    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="evidencias")
    indicador = models.CharField(
        _("qué se mide o qué se demuestra"),
        max_length=160,
        help_text=_("En pocas palabras: «hogares con agua», «delegaciones recibidas», «decreto que la adopta»."),
    )
    medida = models.CharField(_("en qué se mide"), max_length=12, choices=Medida, default=Medida.CANTIDAD)
    unidad = _palabras(
        _("unidad"), 60, help_text=_("«ciudades», «toneladas al año»; del dinero, la moneda: USD, COP o EUR.")
    )
    linea_base = _numero(_("antes (línea de base)"))
    linea_base_anio = models.PositiveSmallIntegerField(_("año de antes"), null=True, blank=True, validators=ANIOS)
    calificador = models.CharField(_("el valor es"), max_length=10, choices=Calificador, default=Calificador.EXACTO)
    valor = _numero(_("después (valor)"))
    anio = models.PositiveSmallIntegerField(_("año del valor"), null=True, blank=True, validators=ANIOS)
    periodo = _palabras(_("período"), 80, help_text=_("Si el año no basta: «en doce meses», «de 2012 a 2015»."))
    desagregacion = _palabras(_("desagregación"), 200, help_text=_("Por sexo, edad, localidad… y de dónde no la hay."))
    esperado = _numero(_("meta"))
    cumplimiento = models.CharField(_("¿se cumplió?"), max_length=12, choices=Cumplimiento, blank=True, default="")
    tipo = models.CharField(_("clase de evidencia"), max_length=20, choices=Tipo, default=Tipo.REGISTRO_PROPIO)
    documento = models.ForeignKey(
        "base.Documento",
        verbose_name=_("fuente: un archivo de esta ficha"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Uno de los que están en «Archivos»; si lo acaba de poner, guarde primero."),
    )
    enlace = models.URLField(_("fuente: una dirección"), blank=True, default="")
    fuente = _palabras(_("fuente: quién lo dice y dónde"), 200)
    criterio = models.ForeignKey(
        "vocabulario.Criterio",
        verbose_name=_("criterio que respalda"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cambio_duradero = models.CharField(
        _("cambio duradero en"), max_length=16, choices=CambioDuradero, blank=True, default=""
    )
    nota = _palabras(_("nota"), 300, help_text=_("Cómo se midió y qué no dice la cifra."))

    panels = [
        FieldPanel("indicador"),
        FieldRowPanel([FieldPanel("medida"), FieldPanel("unidad")]),
        FieldRowPanel([FieldPanel("linea_base"), FieldPanel("linea_base_anio")]),
        FieldRowPanel([FieldPanel("calificador"), FieldPanel("valor"), FieldPanel("anio")]),
        FieldRowPanel([FieldPanel("esperado"), FieldPanel("cumplimiento")]),
        FieldRowPanel([FieldPanel("periodo"), FieldPanel("desagregacion")]),
        FieldRowPanel([FieldPanel("tipo"), FieldPanel("criterio", widget=forms.Select), FieldPanel("cambio_duradero")]),
        FieldPanel("fuente"),
        FieldRowPanel([FieldPanel("enlace"), FieldPanel("documento", widget=forms.Select)]),
        FieldPanel("nota"),
    ]
    TRADUCIDOS = ("indicador", "unidad", "periodo", "desagregacion", "fuente", "nota")
    NUMEROS = ("linea_base", "valor", "esperado")
    override_translatable_fields = [
        SynchronizedField(campo, overridable=False) for campo in ("enlace", "documento", "criterio")
    ]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("evidencia")
        verbose_name_plural = _("evidencia")

    def __str__(self):
        """All that is read of it, in a line: so a moderator reads it."""
        partes = (cifras.en_una_linea(self), self.desagregacion, self.get_cumplimiento_display())
        de_que = (self.get_cambio_duradero_display(), self.get_tipo_display(), self.fuente, self.enlace, self.nota)
        return " · ".join(str(parte) for parte in (*partes, *de_que) if parte)
