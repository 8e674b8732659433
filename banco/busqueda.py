"""Full text over the live practices: which ones have the words, the best first; and what a mistyped word meant.

Words are compared by their stems (Snowball's), which are written down with the words (``RaicesDeFicha``): each database
keeps an index of the same stems, so both give the same answers.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer
from django.db import connection
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from base.generacion import por_generacion
from base.texto import plano

from .models.publicada import TextoDeFicha, Vocablo

PALABRAS_MAXIMAS = 10
# Words that say nothing by themselves.
_VACIAS = {
    *(
        "a al con como cual de del desde el ella en entre es esa ese esta este esto ha hay la las le les lo los mas mi"
    ).split(),
    *("muy ni no nos o para pero por que se ser si sin sobre son su sus un una unas unos y ya").split(),
    *("an and are as at be by for from how in is it its of on or that the this to was were what with").split(),
}
ALGORITMOS = {"es": "spanish", "en": "english"}  # Snowball's, by language
_PALABRA = re.compile(r"[^\W_]+")


def palabras_de(consulta):
    """The words of what somebody typed: to the databases the other signs are a syntax, and may break it."""
    return _PALABRA.findall(unicodedata.normalize("NFC", consulta))[:PALABRAS_MAXIMAS]


# --- Stems ------------------------------------------------------------------------------------------


@lru_cache(20_000)
def raices_de(palabra, idioma):
    """The stems of ``palabra`` (composed, NFC), without accents: none if it says nothing, two if accents change them.

    An accent tells the stemmer what the ending is (*ciclovía*), and people leave it out (*ciclovias*): so it is asked
    about the word with its accents and about the word without.
    """
    plana = plano(palabra)
    if plana in _VACIAS:
        return ()
    # One for each word: it keeps the word that it works on, and threads share modules.
    cortar = snowballstemmer.stemmer(ALGORITMOS[idioma]).stemWord if idioma in ALGORITMOS else str
    return tuple(dict.fromkeys((plano(cortar(palabra.lower())), plano(cortar(plana)))))


def raices(texto, idioma):
    """The stems of all the words of ``texto``, in its order, for the databases to index: str."""
    palabras = _PALABRA.findall(unicodedata.normalize("NFC", texto))
    return " ".join(raiz for palabra in palabras for raiz in raices_de(palabra, idioma))


# --- The search -------------------------------------------------------------------------------------


def buscar(idioma, palabras):
    """Primary keys of the live practices that have all of ``palabras``, the most relevant first."""
    buscadas = [suyas for palabra in palabras if (suyas := raices_de(palabra, idioma))]
    if not buscadas:
        return []
    motor = _en_postgresql if connection.vendor == "postgresql" else _en_sqlite
    return motor(idioma, buscadas)


def _expresion(buscadas, comillas, o, y):
    """All of the words, each by any of its stems, as a database writes it."""
    return y.join(f"({o.join(f'{comillas}{raiz}{comillas}' for raiz in suyas)})" for suyas in buscadas)


def _en_postgresql(idioma, buscadas):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ficha_id FROM banco_raicesdeficha, to_tsquery('simple', %s) AS q "
            "WHERE idioma = %s AND vector @@ q ORDER BY ts_rank(relevante, q) DESC, ficha_id DESC",
            [_expresion(buscadas, "'", " | ", " & "), idioma],
        )
        return [fila[0] for fila in cursor.fetchall()]


def _en_sqlite(idioma, buscadas):
    with connection.cursor() as cursor:
        # The language is a column of the index, and weighs nothing. Titles, terms and the summary first, then the
        # lessons; the rest hardly.
        cursor.execute(
            "SELECT rowid FROM banco_raicesdeficha_fts WHERE banco_raicesdeficha_fts MATCH %s "
            "ORDER BY bm25(banco_raicesdeficha_fts, 0, 12, 6, 6, 4, 1, 0.5), rowid DESC",
            [f'idioma : "{idioma}" AND ' + _expresion(buscadas, '"', " OR ", " AND ")],
        )
        return [fila[0] for fila in cursor.fetchall()]


# --- A mistyped word --------------------------------------------------------------------------------


@por_generacion
def _vocabulario(idioma):
    """Plain form → word, of all that live practices have used."""
    return dict(Vocablo.objects.filter(idioma=idioma).values_list("plana", "palabra"))


def corregir(idioma, palabras):
    """``palabras`` with each one that nobody has written changed for the nearest that somebody has.

    Returns None when there is nothing to change.
    """
    vocabulario, corregidas = _vocabulario(idioma), []
    for palabra in palabras:
        plana = plano(palabra)
        # A short word is as near to many others: changing it would be guessing.
        corregidas.append(palabra if len(plana) < 5 else _mas_cercana(plana, vocabulario) or palabra)
    cambio = [plano(una) for una in corregidas] != [plano(una) for una in palabras]
    return corregidas if cambio else None


def _mas_cercana(plana, vocabulario):
    if plana in vocabulario:
        return vocabulario[plana]
    # Letters that are wrong, missing, too many, or swapped with the next.
    tope = 1 if len(plana) < 6 else 2
    cercanas = process.extract(plana, vocabulario.keys(), scorer=OSA.distance, score_cutoff=tope, limit=None)
    # At the same distance, the one that begins alike.
    cercanas = [(lejos, candidata[0] != plana[0], candidata) for candidata, lejos, _lugar in cercanas]
    return vocabulario[min(cercanas)[-1]] if cercanas else None


# --- Excerpts ---------------------------------------------------------------------------------------


def extractos(idioma, numeros, palabras, alrededor=110):
    """Primary key → the place where the words stand, as safe HTML with ``<mark>``; nothing where they do not."""
    buscadas = {raiz for palabra in palabras for raiz in raices_de(palabra, idioma)}
    if not buscadas or not numeros:
        return {}
    salida = {}
    for texto in TextoDeFicha.objects.filter(pk__in=numeros):
        for columna in ("resumen", "lecciones", "cuerpo", "adjuntos"):
            if trozo := extracto(getattr(texto, columna), buscadas, idioma, alrededor):
                etiqueta = _("En un archivo adjunto") if columna == "adjuntos" else ""
                salida[texto.pk] = {"html": trozo, "campo": columna, "etiqueta": etiqueta}
                break
    return salida


def extracto(texto, buscadas, idioma, alrededor):
    """A window of ``texto`` around the first words that have any of those stems, each in ``<mark>``."""
    texto = unicodedata.normalize("NFC", texto)
    marcas = [
        (hallada.start(), hallada.end())
        for hallada in _PALABRA.finditer(texto)
        if not buscadas.isdisjoint(raices_de(hallada.group(), idioma))
    ]
    if not marcas:
        return ""
    desde, hasta = max(0, marcas[0][0] - alrededor), min(len(texto), marcas[0][1] + alrededor * 2)
    if desde:
        desde = texto.find(" ", desde) + 1 or desde
    if hasta < len(texto):
        hasta = texto.rfind(" ", desde, hasta) if texto.rfind(" ", marcas[0][1], hasta) > 0 else hasta
    partes, aqui = ["… " if desde else ""], desde
    for inicio, fin in marcas:
        if inicio >= desde and fin <= hasta:
            partes += [escape(texto[aqui:inicio]), "<mark>", escape(texto[inicio:fin]), "</mark>"]
            aqui = fin
    partes += [escape(texto[aqui:hasta]), " …" if hasta < len(texto) else ""]
    return mark_safe("".join(partes))  # noqa: S308  # each part escaped here
