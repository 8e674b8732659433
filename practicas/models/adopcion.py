"""What another city asks before it reads on: what it takes to adopt the practice, and whether Bogotá can help.

All of it may be empty, which the public reads as not reported. The study asks for it when the practice is to be
exchanged (``reglas.sin_decir_para_adoptarla``).
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.escrito import CifraDelModelo
from base.monedas import Moneda
from base.opciones import OpcionesField


class Costo(models.TextChoices):
    """What it took to set it up, in dollars, so that cities of any country compare."""

    HASTA_50 = "hasta-50-mil", _("hasta USD 50 mil")
    HASTA_250 = "50-a-250-mil", _("de USD 50 mil a 250 mil")
    HASTA_1000 = "250-mil-a-1-millon", _("de USD 250 mil a 1 millón")
    HASTA_5000 = "1-a-5-millones", _("de USD 1 a 5 millones")
    MAS = "mas-de-5-millones", _("más de USD 5 millones")
    NO_SE_CONOCE = "no-se-conoce", _("no se conoce")


# Band → the dollars that it goes from and to.
TOPES = {
    Costo.HASTA_50: (0, 50_000),
    Costo.HASTA_250: (50_000, 250_000),
    Costo.HASTA_1000: (250_000, 1_000_000),
    Costo.HASTA_5000: (1_000_000, 5_000_000),
    Costo.MAS: (5_000_000, None),
}


class Tiempo(models.TextChoices):
    MENOS_DE_6_MESES = "menos-de-6-meses", _("menos de 6 meses")
    HASTA_1_ANIO = "6-meses-a-1-anio", _("de 6 meses a 1 año")
    HASTA_2_ANIOS = "1-a-2-anios", _("de 1 a 2 años")
    HASTA_4_ANIOS = "2-a-4-anios", _("de 2 a 4 años")
    MAS_DE_4_ANIOS = "mas-de-4-anios", _("más de 4 años")
    NO_SE_CONOCE = "no-se-conoce", _("no se conoce")


class Formato(models.TextChoices):
    CONVERSACION = "conversacion", _("conversación a distancia")
    DOCUMENTOS = "documentos", _("guías y documentos")
    ASESORIA = "asesoria", _("asesoría a distancia")
    TALLER = "taller", _("taller o capacitación")
    VISITA_A_BOGOTA = "visita-a-bogota", _("visita técnica a Bogotá")
    VISITA_DE_BOGOTA = "visita-de-bogota", _("visita del equipo de Bogotá")
    ACOMPANAMIENTO = "acompanamiento", _("acompañamiento durante la adaptación")


class IdiomaDeTrabajo(models.TextChoices):
    ES = "es", _("español")
    EN = "en", _("inglés")
    FR = "fr", _("francés")
    PT = "pt", _("portugués")


def _texto(nombre, ayuda):
    return models.TextField(nombre, blank=True, default="", db_default="", help_text=ayuda)


class ParaAdoptarla(models.Model):
    """The sheet of adoption of a practice."""

    costo_banda = models.CharField(
        _("cuánto costó ponerla en marcha"),
        max_length=24,
        choices=Costo,
        blank=True,
        default="",
        db_default="",
        help_text=_("Hasta los primeros resultados, con todos los aportes. Vacío se lee «no informado»."),
    )
    costo_monto = CifraDelModelo(
        _("monto"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    costo_moneda = models.CharField(
        _("moneda del monto"), max_length=3, choices=Moneda, blank=True, default="", db_default=""
    )
    costo_anio = models.PositiveSmallIntegerField(
        _("año del monto"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    equipo = _texto(
        _("equipo"),
        _("Cuántas personas, con qué oficios y qué parte de su tiempo."),
    )
    tiempo_primeros_resultados = models.CharField(
        _("tiempo hasta los primeros resultados"),
        max_length=20,
        choices=Tiempo,
        blank=True,
        default="",
        db_default="",
    )
    condiciones_previas = _texto(
        _("condiciones previas"),
        _("Lo que tiene que existir antes de empezar: datos, acuerdos, suelo, sistemas, voluntad."),
    )
    instrumento_juridico = _texto(
        _("instrumento jurídico"),
        _("La norma, el convenio o el contrato en que se apoya, y si hace falta uno parecido."),
    )
    version_minima = _texto(
        _("versión mínima"),
        _("Qué se puede dejar fuera sin perderla, y qué no."),
    )
    formatos = OpcionesField(
        _("cómo acompaña Bogotá"),
        opciones=Formato,
        help_text=_("Solo lo que hoy se puede cumplir. Sin ninguno, la práctica se lee como contada y no ofrecida."),
    )
    idiomas_de_trabajo = OpcionesField(_("idiomas en que acompaña"), opciones=IdiomaDeTrabajo)
    cupo_anual = models.PositiveSmallIntegerField(
        _("cupo al año"), null=True, blank=True, help_text=_("Cuántas ciudades puede acompañar el equipo en un año.")
    )

    class Meta:
        abstract = True
