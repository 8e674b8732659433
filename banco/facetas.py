"""What the Bank is filtered by. A facet is one row here: its name, its terms, and the codes that a practice bears.

A new one needs a row in ``FACETAS``, and its codes in ``FichaPublica.facetas`` or, when they change apart from the
practice, in the rows (``Fila``) of ``Conjuntos``.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from aval.dictamen import Nivel
from aval.rutas import RUTAS
from eventos.models import Premio
from practicas.models import Costo, Tiempo
from redes.models import Red

from . import adaptaciones
from .catalogo import catalogo, nombres_de
from .proyeccion import TODA_LA_CIUDAD
from .vistazo import DISPONIBILIDAD, SIN_INFORMAR, disponibilidad


@dataclass(frozen=True)
class Faceta:
    """A filter: ``terminos()`` is its list, code → name; ``codigos(fila)`` those that a row of the sets bears.

    ``conjuntos(bits)``: code → set, of a facet that follows from those of others, or adds to its own (``bits``:
    facet → code → set). ``todos``: also the terms without practices are offered. ``padre``: the facet whose terms
    these are parts of.
    """

    nombre: str
    etiqueta: str
    terminos: Callable
    codigos: Callable = lambda fila: ()
    conjuntos: Callable | None = None
    todos: bool = False
    padre: str = ""


def _de_lista(faceta):
    def terminos():
        return {codigo: str(termino) for codigo, termino in catalogo()[faceta].items()}

    return terminos


def _propios(faceta):
    return lambda fila: fila.facetas.get(faceta, ())


def _sectores(bits):
    entidades, sectores = catalogo()["entidad"], defaultdict(int)
    for codigo, conjunto in bits["entidad"].items():
        if codigo in entidades:
            sectores[entidades[codigo].sector.codigo] |= conjunto
    return dict(sectores)


def _localidades():
    return {TODA_LA_CIUDAD: str(_("Toda la ciudad")), **_de_lista("localidad")()}


def _en_cada_localidad(bits):
    """What is done in the whole city is done in each of its localidades."""
    propias = bits["localidad"]
    en_todas = propias.get(TODA_LA_CIUDAD, 0)
    codigos = {*propias, *(catalogo()["localidad"] if en_todas else ())}
    return {codigo: propias.get(codigo, 0) | en_todas for codigo in codigos}


def _anios(fila):
    """Those in which it is known to have run."""
    return _entre(fila.inicio.year, fila.hasta or fila.inicio.year) if fila.inicio else ()


@lru_cache(4096)
def _entre(desde, hasta):
    return [str(anio) for anio in range(max(desde, hasta - 200), hasta + 1)]


def _lista_de_anios():
    return {str(anio): str(anio) for anio in range(timezone.localdate().year, 1899, -1)}


def _idiomas():
    return {
        codigo: format_lazy("{}", get_language_info(codigo)["name_local"].capitalize())
        for codigo, _nombre in settings.LANGUAGES
    }


def _vivos(modelo):
    """Only what the public reads in its language; the code is the same in every one."""
    return lambda: nombres_de(modelo, get_language())


def _informado(faceta):
    """Its own code; of what says nothing, or that it is not known, that it is not reported."""

    def codigos(fila):
        return [codigo for codigo in fila.facetas.get(faceta, ()) if codigo != "no-se-conoce"] or [SIN_INFORMAR]

    return codigos


_con_mayuscula = lazy(capfirst, str)


def _de_la_hoja(opciones):
    nombres = {codigo: _con_mayuscula(nombre) for codigo, nombre in opciones.choices if codigo != "no-se-conoce"}
    return lambda: {**nombres, SIN_INFORMAR: _("No informado")}


def _disponibilidad(fila):
    return [disponibilidad(fila.facetas.get("ruta", ()), fila.facetas.get("formato"))]


ESTADOS = {"en-marcha": _("En marcha"), "terminada": _("Terminada")}


def _estado(fila):
    return ["terminada" if fila.terminada else "en-marcha"]


FACETAS = (
    Faceta("tema", _("Área temática"), _de_lista("tema"), _propios("tema")),
    Faceta("subtema", _("Subtema"), _de_lista("subtema"), _propios("subtema"), padre="tema"),
    Faceta("ruta", _("Ruta"), lambda: RUTAS, _propios("ruta"), todos=True),
    Faceta("evidencia", _("Cómo se sabe que funciona"), lambda: dict(Nivel.choices), _propios("evidencia"), todos=True),
    Faceta("disponibilidad", _("¿Se puede pedir?"), lambda: DISPONIBILIDAD, _disponibilidad, todos=True),
    Faceta("costo", _("Cuánto cuesta"), _de_la_hoja(Costo), _informado("costo"), todos=True),
    Faceta("tiempo", _("Primeros resultados"), _de_la_hoja(Tiempo), _informado("tiempo"), todos=True),
    Faceta("sector", _("Sector"), _de_lista("sector"), conjuntos=_sectores),
    Faceta("entidad", _("Entidad"), _de_lista("entidad"), _propios("entidad")),
    Faceta("localidad", _("Localidad"), _localidades, _propios("localidad"), _en_cada_localidad, todos=True),
    Faceta("poblacion", _("Población"), _de_lista("poblacion"), _propios("poblacion")),
    Faceta("ods", _("ODS"), _de_lista("ods"), _propios("ods"), todos=True),
    Faceta("red", _("Red"), _vivos(Red), lambda fila: fila.redes),
    Faceta("premio", _("Premio"), _vivos(Premio), lambda fila: fila.premios),
    Faceta("adaptada", _("En otras ciudades"), adaptaciones.terminos, lambda fila: fila.adaptada),
    Faceta("estado", _("Estado"), lambda: ESTADOS, _estado, todos=True),
    Faceta("anio", _("Año en marcha"), _lista_de_anios, _anios),
    Faceta("idioma", _("Disponible en"), _idiomas, lambda fila: fila.versiones),
)
POR_NOMBRE = {faceta.nombre: faceta for faceta in FACETAS}
