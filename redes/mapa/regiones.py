"""The regions that networks reach, as sets of countries (ISO 3166-1 numeric), from the inside out."""

from django.utils.translation import gettext_lazy as _

from ..models.red import Red

# The drawing has one group of countries for each; a region is a group with all the groups inside it.
SURAMERICA = {"032", "068", "076", "152", "170", "218", "238", "254", "328", "600", "604", "740", "858", "862"}
RESTO_DE_AMERICA_LATINA = {
    *("044", "084", "188", "192", "214", "222", "320", "332", "340", "388", "484", "558", "591", "630", "780"),
}
PENINSULA = {"724", "620", "020"}
GRUPOS = {"suramerica": SURAMERICA, "america-latina": RESTO_DE_AMERICA_LATINA, "iberoamerica": PENINSULA}
RESTO = "mundo"
NOMBRES = {
    "suramerica": _("Suramérica"),
    "america_latina": _("Resto de América Latina"),
    "iberoamerica": _("Península Ibérica"),
    "mundo": _("Resto del mundo"),
}
# Region of a network → the groups of the drawing that it covers.
CUBRE = {
    "suramerica": ("suramerica",),
    "america-latina": ("suramerica", "america-latina"),
    "iberoamerica": ("suramerica", "america-latina", "iberoamerica"),
    "mundo": ("suramerica", "america-latina", "iberoamerica", "mundo"),
}


def grupo_de(codigo):
    """The group of the drawing to which the country belongs."""
    return next((grupo for grupo, paises in GRUPOS.items() if codigo in paises), RESTO)


def por_region(redes):
    """The networks of each region that has any, from the widest: list of ``(region, its name, networks)``."""
    nombres = [*Red.Region.choices, ("", "")]
    grupos = [(codigo, nombre, [red for red in redes if red.region == codigo]) for codigo, nombre in nombres]
    return [grupo for grupo in grupos if grupo[2]]


def alcance(redes):
    """How many active networks reach each group of the drawing, and the class (1 to 4) of its shade: dict."""
    cuantas = {grupo: sum(grupo in CUBRE.get(red.region, ()) for red in redes if red.activa) for grupo in CUBRE}
    escalones = sorted(set(cuantas.values()) - {0})
    return {
        grupo.replace("-", "_"): {"redes": numero, "tono": escalones.index(numero) + 1 if numero else 0}
        for grupo, numero in cuantas.items()
    }


def leyenda(alcance):
    """The groups of the drawing for its legend, the most reached first: list of dicts."""
    filas = [{"nombre": NOMBRES[grupo], **datos} for grupo, datos in alcance.items()]
    return sorted(filas, key=lambda fila: -fila["redes"])
