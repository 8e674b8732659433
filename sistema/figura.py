"""The bodies of the System as the public sees them: one account of them, and from it the list and the drawing.

It names bodies, offices and kinds of organisation, and no person: who speaks for an office is internal.
"""

from dataclasses import dataclass
from textwrap import wrap

from django.db.models import Count, Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actores.models import Actor, Entidad

from .models.instancia import Instancia, Integrante

# Of the phone and of the desk: the width in the units of the drawing, and how many boxes stand side by side.
TAMANOS = ({"ancho": 340, "columnas": 1}, {"ancho": 960, "columnas": 3})
MARGEN, HUECO, RENGLON, ENTRE_BANDAS = 16, 12, 20, 44
LETRA = 8.1  # the mean width of a letter of the text: a little more than it is, so that no line leaves its box
LETRA_DE_TITULO = 9.6

# The kinds of organisation that are not of the District, in the order of the list.
_DE_FUERA = [clase for clase in Actor.Clase if clase not in (Actor.Clase.ENTIDAD_DISTRITAL, "")]


def lo_que_es():
    """The active bodies with their seats of today by office, the entities of the District, and who is outside."""
    puestos = Integrante.objects.vigentes().select_related("entidad", "actor", "dependencia")
    activas = Instancia.objects.filter(activa=True).prefetch_related(
        Prefetch("integrantes", puestos, to_attr="puestos")
    )
    principales, mesas = [], []
    for una in activas:
        (principales if una.clase in (Instancia.Clase.COMITE, Instancia.Clase.RED) else mesas).append(una)
    principales.sort(key=lambda una: una.clase != Instancia.Clase.COMITE)  # what decides stands on top
    return {"principales": principales, "mesas": mesas, "entidades": _entidades(), "de_fuera": _de_fuera()}


def _entidades():
    """How many entities the District has of each of the two levels: list of sentences."""
    cuenta = dict(Entidad.objects.order_by().values_list("clase").annotate(Count("pk")))
    locales = cuenta.pop(Entidad.Clase.ALCALDIA_LOCAL, 0)
    otras = sum(cuenta.values())
    frases = [
        ngettext(
            "%(n)s entidad del sector central y descentralizado",
            "%(n)s entidades del sector central y descentralizado",
            otras,
        )
        % {"n": otras},
        ngettext("%(n)s alcaldía local", "%(n)s alcaldías locales", locales) % {"n": locales},
    ]
    return [frase for frase, cuantas in zip(frases, (otras, locales), strict=True) if cuantas]


def _de_fuera():
    return [capfirst(str(clase.label)) for clase in _DE_FUERA]


@dataclass(frozen=True)
class Renglon:
    x: int
    y: int
    texto: str


@dataclass(frozen=True)
class Caja:
    """A rectangle with its lines of text."""

    x: int
    y: int
    ancho: int
    alto: int
    renglones: tuple
    clase: str = ""


def _renglones(texto, ancho, letra, x, y):
    lineas = wrap(texto, max(8, int(ancho / letra))) or [""]
    return tuple(Renglon(x, y + RENGLON * n, linea) for n, linea in enumerate(lineas))


def _banda(titulo, dentro, clase, y, ancho, columnas):
    """A band as wide as the drawing: its title, and the boxes that are in it, row by row."""
    arriba = _renglones(titulo, ancho - 2 * MARGEN, LETRA_DE_TITULO, MARGEN, y + MARGEN + 14)
    bajo = y + MARGEN + RENGLON * len(arriba) + 6
    ancho_de_una = (ancho - 2 * MARGEN - HUECO * (columnas - 1)) // columnas
    cajas = []
    for desde in range(0, len(dentro), columnas):
        fila = [
            _renglones(
                texto,
                ancho_de_una - 20,
                LETRA,
                MARGEN + 10 + columna * (ancho_de_una + HUECO),
                bajo + 24,
            )
            for columna, texto in enumerate(dentro[desde : desde + columnas])
        ]
        alto = RENGLON * max(map(len, fila)) + 18
        cajas += [Caja(lineas[0].x - 10, bajo, ancho_de_una, alto, lineas) for lineas in fila]
        bajo += alto + HUECO
    return Caja(0, y, ancho, bajo + 4 - y, arriba, clase), cajas


def dibujo(sistema, ancho, columnas):
    """Where each thing of ``sistema`` (``lo_que_es``) stands in a drawing so wide: dict for its template."""
    bandas, cajas, flechas, y = [], [], [], 0

    def poner(titulo, dentro, clase):
        nonlocal y
        banda, suyas = _banda(titulo, dentro, clase, y, ancho, columnas)
        if bandas:
            flechas.append({"x": ancho // 2, "de": y - ENTRE_BANDAS, "a": y, "doble": clase == "red"})
        bandas.append(banda)
        cajas.extend(suyas)
        y += banda.alto + ENTRE_BANDAS

    for una in sistema["principales"]:
        es_red = una.clase == "red"
        dentro = [str(mesa) for mesa in sistema["mesas"]] if es_red else [quien(uno) for uno in una.puestos]
        poner(una.nombre, dentro, "red" if es_red else "comite")
    if sistema["entidades"]:
        poner(_("Entidades del Distrito"), sistema["entidades"], "entidades")
    poner(_("De fuera del Distrito"), sistema["de_fuera"], "fuera")
    return {
        "ancho": ancho,
        "alto": y - ENTRE_BANDAS,
        "bandas": bandas,
        "cajas": cajas,
        "flechas": flechas,
        "de_telefono": columnas == 1,
    }


def quien(puesto):
    """Who sits in a seat, without a person: the organisation, and its office where it is known."""
    return f"{puesto.organizacion} – {puesto.oficina}" if puesto.dependencia else str(puesto.organizacion)
