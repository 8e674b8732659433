"""Where each practice was adapted, and where it came from, as the room that keeps it says when the site starts."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django_countries import countries

from base.generacion import por_generacion
from redes.contexto import mapa_de_ciudades

# Functions () → list of (language, ``translation_key`` of the practice, what is told: dict). ``sentido`` is «ensena» of
# what went to another city and «aprende» of what came from one; ``lugar``, its ``Ciudad`` or None.
FUENTES = []

ENSENA = "ensena"
EN_OTRA = "otra-ciudad"  # the term of the facet: wherever it is


@por_generacion
def _todas():
    suyas = defaultdict(lambda: {"van": [], "vienen": []})
    for fuente in FUENTES:
        for idioma, clave, dicho in fuente():
            suyas[idioma, clave]["van" if dicho["sentido"] == ENSENA else "vienen"].append(dicho)
    return dict(suyas)


def de(idioma, clave):
    """What is told of a practice in that language: dict of ``van`` and ``vienen``, lists of dicts."""
    return _todas().get((idioma, clave)) or {"van": [], "vienen": []}


def con_mapa(idioma, clave):
    """The same, and the map of the cities where it was adapted (``mapa``, for ``redes/includes/ciudades.html``)."""
    suyas = de(idioma, clave)
    lugares = {una["lugar"].pk: una["lugar"] for una in suyas["van"] if una["lugar"]}
    return {**suyas, "mapa": mapa_de_ciudades(lugares.values())}


def codigos(idioma, clave):
    """The terms of the facet that a practice bears: that it is in another city, and each country."""
    paises = {una["pais"] for una in de(idioma, clave)["van"] if una["en_pie"]}
    return {EN_OTRA, *paises} - {""} if paises else set()


def terminos():
    """The terms of the facet: code → name, in the language of the reader."""
    usados = {una["pais"] for suyas in _todas().values() for una in suyas["van"]} - {""}
    nombres = sorted((str(countries.name(codigo)), codigo) for codigo in usados)
    en_cada_uno = {codigo: _("Adaptada en %(pais)s") % {"pais": nombre} for nombre, codigo in nombres}
    return {EN_OTRA: _("Adaptada en otra ciudad"), **en_cada_uno}
