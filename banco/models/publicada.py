"""The read model of the Bank: what the public reads of each live practice, one narrow row a page.

Written when a practice goes live or is withdrawn (``banco.proyeccion``); it can be built anew from the pages at
any moment. Search, filters, lists, feeds and open data read it and nothing else.
"""

from decimal import Decimal
from types import SimpleNamespace

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Value
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from aval import avisos_de_fin
from aval.dictamen import Dictamen
from aval.rutas import RUTAS
from base import fechas
from base.fechas import Precision
from base.generacion import NADIE
from base.idiomas import ESPANOL
from practicas import aportes

from .. import vistazo
from ..catalogo import catalogo, instituciones, palabras_en_ingles
from ..evidencias import EvidenciaPublica


class _Organizacion(SimpleNamespace):
    @property
    def etiqueta(self):
        return self.entidad.nombre if self.entidad else self.nombre

    @property
    def aporte_dicho(self):
        """What it put in, in words; empty if that is not known."""
        return aportes.dicho(self.aporte, self.aporte_en, self.moneda)


class FichaPublica(models.Model):
    """A live practice in one language: approved content, and personal data only of who agreed."""

    empieza_generacion = NADIE  # ``proyeccion`` does

    practica = models.OneToOneField(
        "practicas.PracticaPage", on_delete=models.CASCADE, primary_key=True, related_name="publicada"
    )
    idioma = models.CharField(max_length=10)
    clave = models.UUIDField(help_text="The translation_key of the page: the same in every language.")
    slug = models.CharField(max_length=255)
    titulo = models.CharField(max_length=255)
    inicio = models.DateField(null=True)
    fin = models.DateField(null=True)
    precision_inicio = models.CharField(max_length=12, choices=Precision, default=Precision.DIA, db_default="dia")
    precision_fin = models.CharField(max_length=12, choices=Precision, default=Precision.DIA, db_default="dia")
    publicada = models.DateTimeField()
    avalada = models.DateTimeField()
    verificada = models.DateTimeField(null=True, help_text="Null: nobody has said so since ``avalada``.")
    sin_verificar = models.BooleanField(default=False, db_default=False)
    facetas = models.JSONField(help_text="Codes by facet.")
    resumen = models.TextField()
    datos = models.JSONField(encoder=DjangoJSONEncoder, help_text="The rest of what the page of the practice shows.")

    practica.wagtail_reference_index_ignore = True  # derived: it is no use of the page

    class Meta:
        verbose_name = _("ficha pública")
        verbose_name_plural = _("fichas públicas")
        indexes = [models.Index(fields=["idioma", "-publicada"], name="publicadas_recientes")]

    def __str__(self):
        return self.titulo

    # What its codes stand for: the terms as they are named today.

    def _terminos(self, faceta):
        lista = catalogo()[faceta]
        return [lista[codigo] for codigo in self.facetas.get(faceta, ()) if codigo in lista]

    @cached_property
    def tema(self):
        return next(iter(self._terminos("tema")), None)

    @cached_property
    def subtema(self):
        return next(iter(self._terminos("subtema")), None)

    @cached_property
    def entidad(self):
        return next(iter(self._terminos("entidad")), None)

    @cached_property
    def localidades(self):
        return self._terminos("localidad")

    @cached_property
    def poblaciones(self):
        return self._terminos("poblacion")

    @cached_property
    def ods(self):
        return self._terminos("ods")

    @cached_property
    def organizaciones(self):
        """The related organisations: of the District (``entidad``) or not (``nombre``, in ``idioma``)."""
        entidades = catalogo()["entidad"]
        suyas = []
        for una in self.datos["organizaciones"]:
            traducido = self.idioma != ESPANOL and una.get("nombre_en")
            nombre, idioma = (traducido, self.idioma) if traducido else (una["nombre"], ESPANOL)
            suyas.append(
                _Organizacion(
                    entidad=entidades.get(una["entidad"]),
                    nombre=nombre,
                    idioma=idioma,
                    aporte=Decimal(una["aporte"]) if una.get("aporte") else None,
                    aporte_en=una.get("aporte_en", ""),
                    moneda=self.datos["moneda"],
                )
            )
        return suyas

    @property
    def aportan(self):
        """Those of them whose share is known."""
        return [una for una in self.organizaciones if una.aporte is not None]

    @cached_property
    def palabras_clave(self):
        """Its key words: list of pairs word, language. In English, those that nobody has translated stay in Spanish."""
        ingles = {} if self.idioma == ESPANOL else palabras_en_ingles()
        return [(ingles[una], self.idioma) if una in ingles else (una, ESPANOL) for una in self.datos["etiquetas"]]

    @property
    def contactos(self):
        return [self._persona(una) for una in self.datos["contactos"]]

    @property
    def actores(self):
        return [self._persona(una) for una in self.datos["actores"]]

    def _persona(self, datos):
        """A person who agreed to be published, post and institution in the language of the practice where they have it.

        ``idioma``: the one that these are in; Spanish if any of them is.
        """
        persona = {campo: valor for campo, valor in datos.items() if campo not in ("cargo_en", "institucion_en")}
        if self.idioma == ESPANOL:
            return persona | {"idioma": ESPANOL}
        entidad = instituciones().get(datos.get("institucion"))
        en_ingles = {
            "cargo": datos.get("cargo_en"),
            "institucion": datos.get("institucion_en") or (entidad and entidad.nombre_en),
        }
        faltan = [campo for campo, nombre in en_ingles.items() if persona.get(campo) and not nombre]
        persona |= {campo: nombre for campo, nombre in en_ingles.items() if nombre}
        return persona | {"idioma": ESPANOL if faltan else self.idioma}

    @property
    def toda_la_ciudad(self):
        return "toda-la-ciudad" in self.facetas.get("localidad", ())

    @property
    def en_marcha(self):
        return self.fin is None and self.precision_fin != Precision.DESCONOCIDA and not self.aviso_de_fin

    @property
    def aviso_de_fin(self):
        """The notice under which it is read, that it ended (``aval.avisos_de_fin``); None if there is none."""
        return avisos_de_fin.terminados().get(self.clave)

    # When it ended: as its text says, or else as the notice under which it is read.

    @property
    def _fin(self):
        return self.fin or (self.aviso_de_fin and self.aviso_de_fin.fin)

    @property
    def _precision_fin(self):
        if self.fin or not self.aviso_de_fin:
            return self.precision_fin
        return Precision.DIA if self.aviso_de_fin.fin else Precision.DESCONOCIDA

    @property
    def cuando(self):
        """From when to when, in short."""
        return fechas.periodo(self.inicio, self._fin, self.precision_inicio, self._precision_fin)

    @property
    def anios(self):
        return fechas.anios(self.inicio, self._fin, self.precision_inicio, self._precision_fin)

    @property
    def desde(self):
        return fechas.dicha(self.inicio, self.precision_inicio)

    @property
    def hasta(self):
        """When it ended, or that it has not."""
        if self.en_marcha:
            return _("en marcha")
        if self.fin is None and self.aviso_de_fin:
            return fechas.dicha(
                self.aviso_de_fin.fin, Precision.DIA if self.aviso_de_fin.fin else Precision.DESCONOCIDA
            )
        return fechas.dicha(self.fin, self.precision_fin)

    @property
    def desde_iso(self):
        """As precisely as it is known (``base.fechas.iso``)."""
        return fechas.iso(self.inicio, self.precision_inicio)

    @property
    def vigencia(self):
        """The day on which somebody who knows it last said that it was so: at the latest, that of its aval."""
        return self.verificada or self.avalada

    @property
    def vigencia_dicha(self):
        """«Verificada en mayo de 2026», since when it is not, or that it ended and stays to be read."""
        if not self.vigencia:  # a draft that is previewed
            return ""
        if aviso := self.aviso_de_fin:
            return (
                _("Terminó en %(mes)s") % {"mes": fechas.dicha(aviso.fin, Precision.MES)} if aviso.fin else _("Terminó")
            )
        mes = fechas.dicha(localdate(self.vigencia), Precision.MES)
        return (_("Sin confirmar desde %(mes)s") if self.sin_verificar else _("Verificada en %(mes)s")) % {"mes": mes}

    @property
    def hasta_iso(self):
        return fechas.iso(self.fin, self.precision_fin)

    @property
    def rutas(self):
        """The routes that the DDRI gave: code → name."""
        return {ruta: nombre for ruta, nombre in RUTAS.items() if ruta in self.facetas.get("ruta", ())}

    @cached_property
    def dictamen(self):
        """What the DDRI found, as far as it published it (``aval.dictamen``), in the language of the practice."""
        return Dictamen(self.datos.get("dictamen"), self.idioma)

    @property
    def adopcion(self):
        """What it takes to adopt it: dict field of the ficha → value, those that say something."""
        return self.datos.get("adopcion", {})

    @cached_property
    def evidencias(self):
        return [EvidenciaPublica(una) for una in self.datos.get("evidencias", ())]

    @property
    def disponibilidad(self):
        """``lista`` or ``contada`` (``vistazo.disponibilidad``)."""
        return vistazo.disponibilidad(self.facetas.get("ruta", ()), self.adopcion.get("formatos"))

    @property
    def disponibilidad_dicha(self):
        return vistazo.DISPONIBILIDAD[self.disponibilidad]

    @cached_property
    def vistazo(self):
        """Whether it is for who reads it: the lines of the box."""
        return vistazo.vistazo(self)

    @property
    def resto_de_adopcion(self):
        return vistazo.resto(self)

    @property
    def presupuesto(self):
        """The parts of the budget that have an amount: list of ``(name, amount)``, in ``datos.moneda``."""
        campos = self._meta.get_field("practica").related_model._meta
        return [
            (campos.get_field(f"presupuesto_{parte}").verbose_name, Decimal(monto))
            for parte, monto in self.datos["presupuesto"].items()
        ]


class TextoDeFicha(models.Model):
    """The words of a live practice, for the excerpts; they are searched by ``RaicesDeFicha``."""

    empieza_generacion = NADIE  # ``proyeccion`` does

    ficha = models.OneToOneField(FichaPublica, on_delete=models.CASCADE, primary_key=True, related_name="texto")
    idioma = models.CharField(max_length=10)
    titulo = models.TextField()
    terminos = models.TextField(help_text="Names of the closed lists, and key words.")
    resumen = models.TextField()
    lecciones = models.TextField()
    cuerpo = models.TextField()
    partes = models.JSONField(
        default=list, db_default=Value([], models.JSONField()), help_text="Of ``cuerpo``: fields, and how long each is."
    )
    adjuntos = models.TextField(help_text="The text of the attached files.")
    vinculos = models.TextField(
        default="", db_default="", help_text="Names of the networks, platforms, events and awards it is tied to."
    )

    class Meta:
        verbose_name = _("texto de una ficha")
        verbose_name_plural = _("textos de las fichas")

    def __str__(self):
        return self.titulo


class RaicesDeFicha(models.Model):
    """The stems of the words of a live practice (``raices.raices``), column by column.

    Each database keeps its own index of them (see the migrations). ``frecuentes``: those that it says again and again.
    """

    empieza_generacion = NADIE  # ``proyeccion`` does
    COLUMNAS = ("titulo", "terminos", "resumen", "lecciones", "cuerpo", "adjuntos")

    ficha = models.OneToOneField(FichaPublica, on_delete=models.CASCADE, primary_key=True, related_name="raices")
    idioma = models.CharField(max_length=10)
    titulo = models.TextField()
    terminos = models.TextField()
    resumen = models.TextField()
    lecciones = models.TextField()
    cuerpo = models.TextField()
    adjuntos = models.TextField()
    frecuentes = models.TextField(default="", db_default="")

    class Meta:
        verbose_name = _("raíces de una ficha")
        verbose_name_plural = _("raíces de las fichas")

    def __str__(self):
        return self.titulo


class Vocablo(models.Model):
    """A word that live practices have used, to offer it to who mistypes it. ``plana``: lower case, no accents."""

    empieza_generacion = NADIE  # ``proyeccion`` does

    idioma = models.CharField(max_length=10)
    plana = models.CharField(max_length=40)
    palabra = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("vocablo")
        verbose_name_plural = _("vocablos")
        constraints = [models.UniqueConstraint(fields=["idioma", "plana"], name="vocablo_unico")]

    def __str__(self):
        return self.palabra
