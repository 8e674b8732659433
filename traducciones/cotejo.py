"""Holding a text against its translation: what differs that should not. Pure functions on plain text.

They point out, they do not judge: a person decides whether «tres» for «3» is right.
"""

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import lru_cache

from base.idiomas import ESPANOL

MESES = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_DE_MES = {
    **{nombre: numero for numero, nombre in enumerate(MESES["es"], 1)},
    **{nombre.lower(): numero for numero, nombre in enumerate(MESES["en"], 1)},
    "setiembre": 9,
}
_MES = "|".join(sorted(_DE_MES, key=len, reverse=True))
_FECHAS = (
    # 12 de marzo de 2014 · 12 March 2014 · 1.º de mayo de 2014 · 1st of May, 2014
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:\.?[º°]|st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<m>{_MES})\b(?:\s+del?|,)?\s+(?P<a>\d{{4}})\b",
        re.I,
    ),
    # March 12, 2014
    re.compile(rf"\b(?P<m>{_MES})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<a>\d{{4}})\b", re.I),
    # 2014-03-12
    re.compile(r"\b(?P<a>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
)
# 12/03/2014: day first in Spanish; in English nobody knows.
_FECHA_CORTA = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_NUMERO = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_MARCADOR = re.compile(r"%\(\w+\)[sd]|%[sd]\b|\{\w*\}")
_ENLACE = re.compile(r"<a\b[^>]*\bid=[\"']?([\w-]+)", re.I)
SIGLA = re.compile(r"\b(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*)\b")
_NOMBRE = re.compile(
    r"\b[A-ZÁÉÍÓÚÜÑ][\wáéíóúüñ]+(?:\s+(?:(?:de|del|la|las|los|el|y)\s+){0,2}[A-ZÁÉÍÓÚÜÑ][\wáéíóúüñ]+)*"
)
_COMIENZO = re.compile(r"(?:\A|[.!?:;¿¡«\"“(\n•–—-])\s*\Z")


def sin_tildes(texto):
    """``texto`` in lower case and without accents: to compare names."""
    descompuesto = unicodedata.normalize("NFD", texto)
    return "".join(uno for uno in descompuesto if not unicodedata.combining(uno)).casefold()


def _valor(escrito, idioma):
    """The number that ``escrito`` says in that language: «1.000» is a thousand in Spanish, one in English."""
    miles, decimal = (".", ",") if idioma == "es" else (",", ".")
    escrito = re.sub(r"[\u00a0\u202f ]", "", escrito)
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(miles)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", escrito):
        escrito = escrito.replace(miles, "")
    elif escrito.count(miles) > 1:
        escrito = escrito.replace(miles, "")
    else:
        escrito = escrito.replace(miles, ".")  # «2.5» in a Spanish text is two and a half all the same
    escrito = escrito.replace(decimal, ".")
    if escrito.count(".") > 1:
        escrito = escrito.replace(".", "")
    return Decimal(escrito).normalize()


def fechas(texto, idioma):
    """The dates of ``texto`` and what is left of it: list of sets of ``(year, month, day)`` readings, and the rest."""
    encontradas = []

    def larga(hallada):
        partes = hallada.groupdict()
        mes = int(partes["m"]) if partes["m"].isdigit() else _DE_MES[partes["m"].lower()]
        encontradas.append(frozenset({(int(partes["a"]), mes, int(partes["d"]))}))
        return " "

    def corta(hallada):
        uno, dos, año = map(int, hallada.groups())
        lecturas = {(año, dos, uno)} if idioma == "es" else {(año, dos, uno), (año, uno, dos)}
        encontradas.append(frozenset(lectura for lectura in lecturas if 1 <= lectura[1] <= 12) or frozenset(lecturas))
        return " "

    for patron in _FECHAS:
        texto = patron.sub(larga, texto)
    return encontradas, _FECHA_CORTA.sub(corta, texto)


def numeros(texto, idioma):
    """The numbers of ``texto`` that are no part of a date: ``Counter`` of ``Decimal``."""
    _fechas, resto = fechas(texto, idioma)
    return Counter(_valor(escrito, idioma) for escrito in _NUMERO.findall(resto))


def numeros_distintos(origen, destino, de=ESPANOL, a="en"):
    """Numbers that stand on one side only: ``(missing, added)``, sorted lists of text."""
    antes, despues = numeros(origen, de), numeros(destino, a)
    return _lista(antes - despues), _lista(despues - antes)


def _lista(cuenta):
    return [f"{numero:f}" for numero in sorted(cuenta.elements())]


def fechas_distintas(origen, destino, de=ESPANOL, a="en"):
    """Dates that stand on one side only: ``(missing, added)``, lists of ISO dates."""
    faltan, sobran = list(fechas(origen, de)[0]), []
    for lecturas in fechas(destino, a)[0]:
        igual = next((otra for otra in faltan if otra & lecturas), None)
        if igual:
            faltan.remove(igual)
        else:
            sobran.append(lecturas)
    return [_iso(una) for una in faltan], [_iso(una) for una in sobran]


def _iso(lecturas):
    return " / ".join("{:04d}-{:02d}-{:02d}".format(*lectura) for lectura in sorted(lecturas))


def marcadores_distintos(origen, destino):
    """Placeholders (``%(name)s``, ``{name}``) of one side only: ``(missing, added)``."""
    antes, despues = Counter(_MARCADOR.findall(origen)), Counter(_MARCADOR.findall(destino))
    return sorted((antes - despues).elements()), sorted((despues - antes).elements())


def enlaces_distintos(origen, destino):
    """Links (``<a id="…">`` of a segment) of one side only: ``(missing, added)``."""
    antes, despues = Counter(_ENLACE.findall(origen)), Counter(_ENLACE.findall(destino))
    return sorted((antes - despues).elements()), sorted((despues - antes).elements())


def nombres(texto):
    """Proper names and acronyms of ``texto``: list, in order, each once. A word that only begins a sentence is none."""
    vistos = {}
    for hallado in _NOMBRE.finditer(texto):
        nombre = hallado.group()
        if _COMIENZO.search(texto[: hallado.start()]) and not SIGLA.search(nombre):
            _primera, _, resto = nombre.partition(" ")
            nombre = re.sub(r"^(?:(?:de|del|la|las|los|el|y)\s+)+", "", resto)
        if len(nombre) > 2:
            vistos[nombre] = True
    for sigla in SIGLA.findall(texto):
        if not any(sigla in nombre for nombre in vistos):
            vistos[sigla] = True
    return list(vistos)


_VACIAS = {"de", "del", "la", "las", "los", "el", "y"}


def nombres_perdidos(origen, destino, conocidos=()):
    """Names of ``origen`` of which ``destino`` keeps no word; not those of ``conocidos``."""
    destino = set(re.findall(r"\w+", sin_tildes(destino)))
    sabidos = set(re.findall(r"\w+", sin_tildes(" ".join(conocidos)))) - _VACIAS
    meses = set(_DE_MES)
    perdidos = []
    for nombre in nombres(origen):
        palabras = set(re.findall(r"\w+", sin_tildes(nombre))) - _VACIAS - meses
        if palabras and not palabras & destino and not palabras <= sabidos:
            perdidos.append(nombre)
    return perdidos


@lru_cache(maxsize=4096)
def patron_de(forma, exacta):
    """The pattern that finds ``forma`` as whole words, whatever the space between them."""
    cuerpo = r"\s+".join(re.escape(parte) for parte in forma.split())
    return re.compile(rf"(?<!\w){cuerpo}(?!\w)", 0 if exacta else re.I)


def contiene(texto, forma, exacta=False):
    """Whether ``texto`` has ``forma`` as whole words. ``exacta``: capitals count."""
    return bool(forma.strip()) and bool(patron_de(forma, exacta).search(texto))


def terminos_en(texto, terminos, idioma=ESPANOL):
    """The terms of the glossary that ``texto`` uses; not one inside a longer one («red» in «Red Distrital»)."""
    hallados, tapados = [], texto
    por_largo = [
        (forma, termino) for termino in terminos for forma in termino.admitidas(idioma) if forma and forma.strip()
    ]
    for forma, termino in sorted(por_largo, key=lambda par: -len(par[0])):
        patron = patron_de(forma, termino.distingue_mayusculas)
        if patron.search(tapados):
            tapados = patron.sub(" \u0000 ", tapados)
            if termino not in hallados:
                hallados.append(termino)
    return sorted(hallados, key=lambda termino: termino.oficial(idioma))


def apartes_del_glosario(origen, destino, terminos, de=ESPANOL, a="en"):
    """Departures: list of ``(term, forbidden form used or "")``.

    Of a term that ``origen`` uses and ``destino`` says otherwise, or of a forbidden form that ``destino`` uses.
    """
    apartes = []
    for termino in terminos_en(origen, terminos, de):
        if not any(contiene(destino, forma, termino.distingue_mayusculas) for forma in termino.admitidas(a)):
            apartes.append((termino, ""))
    for termino in terminos:
        for forma in termino.prohibidas(a):
            if contiene(destino, forma, termino.distingue_mayusculas):
                apartes = [aparte for aparte in apartes if aparte != (termino, "")]
                apartes.append((termino, forma))
    return apartes


def sin_traducir(origen, destino, palabras=3):
    """Whether ``destino`` is ``origen`` itself. Names and short phrases may well be the same in both languages."""
    if origen.strip() != destino.strip():
        return False
    corrientes = [palabra for palabra in re.findall(r"[^\W\d_]+", origen) if palabra[0].islower() and len(palabra) > 2]
    return len(corrientes) >= palabras


# How words end that are Spanish and not English; and the letters that only one of the two has.
_ESPANOLA = re.compile(
    r"[áéíóúüñ]|(?:dad|dades|mientos?|mente|[cs]iones|[ai]d[oa]s?|[ae]ndo|iendo|anzas?|ezas?|ismos?|ari[oa]s?|os[oa]s?"
    r"|iv[oa]s?)$"
)
# Names that lose their accent in English.
SIN_TILDE_EN_INGLES = {"México", "Perú", "Panamá", "Canadá", "Haití", "Pakistán", "Irán", "Japón"}


def palabras_sin_traducir(origen, destino, conocidos=()):
    """Common Spanish words of ``origen`` that ``destino`` still has, in order; not those of the forms ``conocidos``."""
    sabidas = set(re.findall(r"\w+", " ".join(conocidos).casefold()))
    del_origen = set(re.findall(r"[^\W\d_]+", origen))
    quedan = (
        palabra
        for palabra in re.findall(r"[^\W\d_]+", destino)
        if palabra[0].islower() and len(palabra) > 4 and _ESPANOLA.search(palabra)
    )
    return list(dict.fromkeys(una for una in quedan if una in del_origen and una.casefold() not in sabidas))


def tildes_perdidas(origen, destino):
    """Names of ``origen`` that ``destino`` writes without their accent: «Bogota» for «Bogotá»."""
    escritas = set(re.findall(r"[^\W\d_]+", destino))
    perdidas = (
        palabra
        for palabra in re.findall(r"[^\W\d_]+", origen)
        if palabra[0].isupper() and palabra not in escritas and palabra not in SIN_TILDE_EN_INGLES
    )
    return list(dict.fromkeys(una for una in perdidas if _liso(una) != una and _liso(una) in escritas))


def _liso(palabra):
    """Without the accents, its capitals kept."""
    descompuesta = unicodedata.normalize("NFD", palabra)
    return "".join(una for una in descompuesta if not unicodedata.combining(una))
