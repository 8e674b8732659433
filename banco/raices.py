"""Words as they are compared: by their stems (Snowball's, and what is left of a derived word), without accents.

The stems are written down with the texts (``RaicesDeFicha``, ``RaicesDeEntrada``), and each database keeps an index of
them: so both give the same answers.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from base.texto import plano

PALABRAS_MAXIMAS = 10  # of those that say something
# Words that say nothing by themselves.
VACIAS = {
    *(
        "a al con como cual cuando de del desde donde el ella ellos en entre es esa ese esta estan este esto estos fue"
    ).split(),
    *(
        "ha hay la las le les lo los mas me mi muy ni no nos o os para pero por porque que quien quienes se ser si sin"
    ).split(),
    *("sobre son su sus te toda todas todo todos tu un una unas uno unos usted y ya yo").split(),
    *(
        "about an and any are as at be been by can could do does for from had has have he her his how i if in into"
    ).split(),
    *(
        "is it its may me my of on or our she should so some such than that the their them then there these they"
    ).split(),
    *("this those to us was we were what when where which who why will with would you your").split(),
}
ALGORITMOS = {"es": "spanish", "en": "english"}  # Snowball's, by language
# Endings that Snowball leaves on a word made from another: *safety* is about what is *safe*.
_DERIVADAS = {"es": ("ist", "ism", "al", "aj"), "en": ("ti", "er", "r", "ist", "ism")}
_LARGO_DE_UN_TRONCO = 4  # what is left, to say anything
PALABRA = re.compile(r"[^\W_]+")
_SIGLAS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")  # O.D.S.


def normal(texto):
    """``texto`` composed (NFC): what is pasted from a PDF may bring its accents apart."""
    return unicodedata.normalize("NFC", texto)


def palabras_de(consulta):
    """The words of what somebody typed: to the databases the other signs are a syntax, and may break it."""
    texto = _SIGLAS.sub(lambda siglas: siglas.group().replace(".", ""), normal(consulta))
    palabras, cuantas = [], 0
    for palabra in PALABRA.findall(texto):
        cuantas += plano(palabra) not in VACIAS
        if cuantas > PALABRAS_MAXIMAS:
            break
        palabras.append(palabra)
    return palabras


@lru_cache(40_000)
def raices_de(palabra, idioma):
    """The stems of ``palabra`` (composed, NFC), without accents: none if it says nothing.

    An accent tells the stemmer what the ending is (*ciclovía*), and people leave it out (*ciclovias*): so it is asked
    about the word with its accents and about the word without.
    """
    plana = plano(palabra)
    if plana in VACIAS:
        return ()
    # One for each word: it keeps the word that it works on, and threads share modules.
    cortar = snowballstemmer.stemmer(ALGORITMOS[idioma]).stemWord if idioma in ALGORITMOS else str
    suyas = dict.fromkeys((plano(cortar(palabra.lower())), plano(cortar(plana))))
    for raiz in tuple(suyas):
        for final in _DERIVADAS.get(idioma, ()):
            if raiz.endswith(final) and len(raiz) - len(final) >= _LARGO_DE_UN_TRONCO:
                suyas[raiz.removesuffix(final)] = None
        if idioma == "es" and raiz.endswith("z"):
            suyas[f"{raiz[:-1]}c"] = None  # luz, luces
    return tuple(suyas)


def juntas(una, otra):
    """The compounds of two words: *ciclo rutas* is also *ciclorrutas*."""
    yield una + otra
    if otra[:1].lower() == "r" and una[-1:].lower() in "aeiou":
        yield f"{una}r{otra}"


def lista_de_raices(texto, idioma):
    """The stems of all the words of ``texto``, in its order."""
    return [raiz for palabra in PALABRA.findall(normal(texto)) for raiz in raices_de(palabra, idioma)]


def raices(texto, idioma):
    """The same, for the databases to index: str."""
    return " ".join(lista_de_raices(texto, idioma))
