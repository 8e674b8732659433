"""The figures of the programme: each one a formula over rows, with its words, since when it counts and what it needs.

What the system counts and what a document declares stand side by side and are never added. Nothing is counted by hand:
a figure is a function here, or a declared row with its source (``declaradas``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, Min, OuterRef, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actores.models import Entidad
from base.idiomas import ESPANOL
from base.texto import normalizar
from eventos.models import Presentacion
from practicas.models import PracticaPage, RedDePractica

from .aprendizaje import Actividad, Asistencia, Beneficiaria, Experto, PracticaExterna
from .metodos import Metodo
from .procesos import Participacion, Proceso

Linea = Metodo.Linea
DE_INTERCAMBIO = (Linea.APRENDE, Linea.ENSENA, Linea.TRANSFERENCIA, Linea.MISION)
ALIADOS = (Participacion.Papel.ALIADO_TECNICO, Participacion.Papel.ALIADO_FINANCIERO)
BOGOTA = "CO"


def contados(*lineas):
    """The processes that count: of ``lineas``, closed (not cancelled), with at least one activity."""
    cerrados = Proceso.objects.filter(linea__in=lineas, estado=Proceso.Estado.CERRADO)
    return cerrados.filter(Exists(Actividad.objects.filter(proceso=OuterRef("pk"))))


class Contado:
    """What the formulas share, read once for a page."""

    def __init__(self):
        self.aprende = contados(Linea.APRENDE).values("pk")

    @cached_property
    def entidades(self):
        """The entities that learnt: number and sector of each, once."""
        suyas = Beneficiaria.objects.filter(proceso__in=self.aprende).values("entidad")
        return list(Entidad.objects.filter(pk__in=suyas).order_by().values_list("pk", "sector_id"))

    @cached_property
    def expertos(self):
        """Each person once: the same name in the same organisation is the same person."""
        filas = Experto.objects.filter(proceso__in=self.aprende).order_by().values_list("nombre", "actor_id")
        return {(normalizar(nombre), actor) for nombre, actor in filas}

    @cached_property
    def paises(self):
        """How many exchanges each country that is not Colombia shared something in: dict by its code."""
        de_expertos = Experto.objects.filter(proceso__in=self.aprende).order_by().values_list("proceso", "actor__pais")
        de_practicas = (
            PracticaExterna.objects.filter(proceso__in=self.aprende, ciudad__isnull=False)
            .order_by()
            .values_list("proceso", "ciudad__pais")
        )
        pares = {(proceso, str(pais)) for proceso, pais in (*de_expertos, *de_practicas)}
        cuenta: dict[str, int] = {}
        for _proceso, pais in pares:
            if pais and pais != BOGOTA:
                cuenta[pais] = cuenta.get(pais, 0) + 1
        return cuenta

    @cached_property
    def practicas(self):
        """The practices with their aval in force, in Spanish: number, entity and sector of each."""
        vivas = PracticaPage.objects.filter(live=True, locale__language_code=ESPANOL)
        return list(vivas.order_by().values_list("pk", "entidad_id", "entidad__sector_id"))

    @cached_property
    def suyas(self):
        return [pk for pk, _entidad, _sector in self.practicas]

    @cached_property
    def desde_practicas(self):
        vivas = PracticaPage.objects.filter(pk__in=self.suyas)
        primera = vivas.aggregate(n=Min("first_published_at"))["n"]
        return primera.date() if primera else None

    @cached_property
    def desde(self):
        """The day on which the first process of each line was written down: dict."""
        filas = Proceso.objects.order_by().values_list("linea").annotate(n=Min("abierto"))
        return dict(filas)

    def desde_linea(self, *lineas):
        return min((self.desde[una] for una in lineas if una in self.desde), default=None)


@dataclass(frozen=True)
class Indicador:
    """``como``: the formula in words. ``formula``: what is read → how many. ``desde``: → the day it counts from."""

    clave: str
    linea: str
    nombre: str | Promise
    como: str | Promise
    formula: Callable[[Contado], int]
    desde: Callable[[Contado], object]


_INDICADORES: dict[str, Indicador] = {}


def _indicador(clave, linea, nombre, como, desde):
    def registrar(formula):
        _INDICADORES[clave] = Indicador(clave, linea, nombre, como, formula, desde)
        return formula

    return registrar


def todos():
    return list(_INDICADORES.values())


def nombres():
    """The choices of a declared figure, by line."""
    grupos: dict[str, list] = {}
    for uno in todos():
        grupos.setdefault(uno.linea, []).append((uno.clave, uno.nombre))
    return [(titulo, grupos[linea]) for linea, titulo in LINEAS if linea in grupos]


PROGRAMA = "programa"
LINEAS = (
    (PROGRAMA, _("El programa")),
    (Linea.APRENDE.value, _("Bogotá Aprende")),
    (Linea.ENSENA.value, _("Bogotá Enseña")),
)


def _de_aprende(contado):
    return contado.desde_linea(Linea.APRENDE)


def _de_ensena(contado):
    return contado.desde_linea(Linea.ENSENA)


def _de_practicas(contado):
    return contado.desde_practicas


def _participantes(*lineas):
    suyos = Asistencia.objects.filter(actividad__proceso__in=contados(*lineas))
    return suyos.aggregate(n=Sum("cuantos"))["n"] or 0


@_indicador(
    "oportunidades",
    PROGRAMA,
    _("Oportunidades internacionales de aprender y enseñar"),
    _(
        "Procesos cerrados, con al menos una actividad, de Bogotá Aprende, Bogotá Enseña, transferencia y misiones. "
        "Los cancelados no cuentan."
    ),
    lambda contado: contado.desde_linea(*DE_INTERCAMBIO),
)
def oportunidades(contado):
    return contados(*DE_INTERCAMBIO).count()


@_indicador(
    "aprende_intercambios",
    Linea.APRENDE.value,
    _("Intercambios de conocimiento"),
    _("Procesos de Bogotá Aprende cerrados, con al menos una actividad. Los cancelados no cuentan."),
    _de_aprende,
)
def aprende_intercambios(contado):
    return contados(Linea.APRENDE).count()


@_indicador(
    "aprende_sectores",
    Linea.APRENDE.value,
    _("Sectores del Distrito que aprendieron"),
    _("Sectores distintos de las entidades beneficiarias de esos intercambios."),
    _de_aprende,
)
def aprende_sectores(contado):
    return len({sector for _pk, sector in contado.entidades if sector})


@_indicador(
    "aprende_expertos",
    Linea.APRENDE.value,
    _("Expertos internacionales"),
    _("Personas distintas que compartieron en esos intercambios lo que saben. Nunca se dice quiénes son."),
    _de_aprende,
)
def aprende_expertos(contado):
    return len(contado.expertos)


@_indicador(
    "aprende_paises",
    Linea.APRENDE.value,
    _("Países que compartieron lo que saben"),
    _("Países distintos, sin Colombia, de las organizaciones de esos expertos y de las prácticas de otras ciudades."),
    _de_aprende,
)
def aprende_paises(contado):
    return len(contado.paises)


@_indicador(
    "aprende_aliados",
    Linea.APRENDE.value,
    _("Aliados técnicos y financieros"),
    _("Organizaciones distintas que fueron aliado técnico o financiero de esos intercambios."),
    _de_aprende,
)
def aprende_aliados(contado):
    filas = Participacion.objects.filter(proceso__in=contado.aprende, papel__in=ALIADOS)
    return filas.order_by().values("actor").distinct().count()


@_indicador(
    "aprende_entidades",
    Linea.APRENDE.value,
    _("Entidades beneficiarias"),
    _("Entidades distintas del Distrito que lideraron esos intercambios o se asociaron a ellos."),
    _de_aprende,
)
def aprende_entidades(contado):
    return len(contado.entidades)


@_indicador(
    "aprende_participantes",
    Linea.APRENDE.value,
    _("Participantes"),
    _(
        "Suma de las personas contadas en cada actividad de esos intercambios. Quien estuvo en dos actividades se "
        "cuenta dos veces: se cuentan números y no nombres."
    ),
    _de_aprende,
)
def aprende_participantes(contado):
    return _participantes(Linea.APRENDE)


@_indicador(
    "ensena_practicas",
    Linea.ENSENA.value,
    _("Buenas prácticas sistematizadas"),
    _("Prácticas del Banco con el aval vigente; cada una se cuenta una vez, en español."),
    _de_practicas,
)
def ensena_practicas(contado):
    return len(contado.practicas)


@_indicador(
    "ensena_sectores",
    Linea.ENSENA.value,
    _("Sectores del Distrito que comparten"),
    _("Sectores distintos de las entidades de esas prácticas."),
    _de_practicas,
)
def ensena_sectores(contado):
    return len({sector for _pk, _entidad, sector in contado.practicas if sector})


@_indicador(
    "ensena_entidades",
    Linea.ENSENA.value,
    _("Entidades que comparten"),
    _("Entidades distintas que tienen alguna de esas prácticas. Las asociadas que solo se nombran no cuentan."),
    _de_practicas,
)
def ensena_entidades(contado):
    return len({entidad for _pk, entidad, _sector in contado.practicas if entidad})


@_indicador(
    "ensena_participantes",
    Linea.ENSENA.value,
    _("Participantes en la sistematización"),
    _("Suma de las personas contadas en las actividades de los procesos de Bogotá Enseña cerrados."),
    _de_ensena,
)
def ensena_participantes(contado):
    return _participantes(Linea.ENSENA)


@_indicador(
    "ensena_eventos",
    Linea.ENSENA.value,
    _("Eventos en los que se presentaron"),
    _("Eventos distintos publicados en el Banco en los que se presentó alguna de esas prácticas."),
    _de_practicas,
)
def ensena_eventos(contado):
    filas = Presentacion.objects.filter(
        practica__in=contado.suyas, evento__live=True, evento__locale__language_code=ESPANOL
    )
    return filas.order_by().values("evento").distinct().count()


@_indicador(
    "ensena_redes",
    Linea.ENSENA.value,
    _("Redes en las que se comparten"),
    _("Redes de ciudades distintas, publicadas en el Banco, que alguna de esas prácticas nombra."),
    _de_practicas,
)
def ensena_redes(contado):
    filas = RedDePractica.objects.filter(practica__in=contado.suyas, red__live=True, red__locale__language_code=ESPANOL)
    return filas.order_by().values("red").distinct().count()
