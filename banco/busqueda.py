"""Full text over the live practices: which ones have the words, the best first; and what a mistyped word meant.

PostgreSQL uses the stemming of the language; SQLite, prefixes of the words. Both ignore accents.
"""

import re

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from base.generacion import por_generacion
from base.texto import plano

from .models.publicada import TextoDeFicha, Vocablo

PALABRAS_MAXIMAS = 10
# Words that say nothing by themselves; PostgreSQL knows its own.
_VACIAS = {
    *(
        "a al con como cual de del desde el ella en entre es esa ese esta este esto ha hay la las le les lo los mas mi"
    ).split(),
    *("muy ni no nos o para pero por que se ser si sin sobre son su sus un una unas unos y ya").split(),
    *("an and are as at be by for from how in is it its of on or that the this to was were what with").split(),
}
CONFIGURACION = {"es": "spanish", "en": "english"}


def palabras_de(consulta):
    """The words of what somebody typed: to the databases the other signs are a syntax, and may break it."""
    return re.findall(r"[^\W_]+", consulta)[:PALABRAS_MAXIMAS]


def buscar(idioma, palabras):
    """Primary keys of the live practices that have all of ``palabras``, the most relevant first."""
    motor = _en_postgresql if connection.vendor == "postgresql" else _en_sqlite
    return motor(idioma, palabras)


def _en_postgresql(idioma, palabras):
    una = "(plainto_tsquery(%s::regconfig, %s) || plainto_tsquery(%s::regconfig, %s))"
    configuracion = CONFIGURACION.get(idioma, "simple")
    argumentos = [dato for palabra in palabras for dato in (configuracion, palabra, configuracion, plano(palabra))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ficha_id FROM banco_textodeficha, (SELECT {' && '.join([una] * len(palabras))} AS q) AS c "  # noqa: S608  # words are parameters
            "WHERE idioma = %s AND vector @@ q ORDER BY ts_rank(relevante, q) DESC, ficha_id DESC",
            [*argumentos, idioma],
        )
        return [fila[0] for fila in cursor.fetchall()]


def raiz(palabra):
    """What ``palabra`` begins with in its singular and in its other forms, roughly."""
    palabra = plano(palabra)
    if len(palabra) > 6 and palabra.endswith(("es", "as", "os")):
        return palabra[:-2]
    if len(palabra) > 4 and palabra[-1] in "saoe":
        return palabra[:-1]
    return palabra


def _en_sqlite(idioma, palabras):
    utiles = [palabra for palabra in palabras if plano(palabra) not in _VACIAS]
    if not utiles:
        return []
    expresion = " AND ".join(f'"{raiz(palabra)}"*' if len(palabra) > 3 else f'"{plano(palabra)}"' for palabra in utiles)
    with connection.cursor() as cursor:
        # Titles, terms and the summary first, then the lessons; the rest hardly.
        cursor.execute(
            "SELECT rowid FROM banco_textodeficha_fts WHERE banco_textodeficha_fts MATCH %s "
            "ORDER BY bm25(banco_textodeficha_fts, 12, 6, 6, 4, 1, 0.5), rowid DESC",
            [expresion],
        )
        return [fila[0] for fila in cursor.fetchall()]


# --- A mistyped word --------------------------------------------------------------------------------


def _letras(palabra):
    mascara = 0
    for letra in palabra:
        mascara |= 1 << (ord(letra) % 61)
    return mascara


@por_generacion
def _vocabulario(idioma):
    """Length → list of (letters, plain form, word)."""
    filas = Vocablo.objects.filter(idioma=idioma).values_list("plana", "palabra").order_by("plana")
    por_largo = {}
    for plana, palabra in filas:
        por_largo.setdefault(len(plana), []).append((_letras(plana), plana, palabra))
    return por_largo


def distancia(una, otra, tope):
    """How many letters are wrong, missing, too many or swapped between two words; ``tope + 1`` beyond ``tope``."""
    if abs(len(una) - len(otra)) > tope:
        return tope + 1
    antes, fila = [], list(range(len(otra) + 1))
    for i, a in enumerate(una, 1):
        antes, fila, anterior = fila, [i], antes
        for j, b in enumerate(otra, 1):
            menor = min(antes[j] + 1, fila[j - 1] + 1, antes[j - 1] + (a != b))
            if i > 1 and j > 1 and a == otra[j - 2] and una[i - 2] == b:
                menor = min(menor, anterior[j - 2] + 1)
            fila.append(menor)
        if min(fila) > tope:
            return tope + 1
    return fila[-1]


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
    tope = 1 if len(plana) < 6 else 2
    letras, mejor = _letras(plana), (tope + 1, "", "")
    for largo in range(len(plana) - tope, len(plana) + tope + 1):
        for otras, candidata, palabra in vocabulario.get(largo, ()):
            if candidata == plana:
                return palabra
            if (letras ^ otras).bit_count() > 2 * tope:
                continue
            lejos = distancia(plana, candidata, tope)
            # At the same distance, the one that begins alike.
            orden = (lejos, candidata[0] != plana[0], candidata)
            if lejos <= tope and (mejor[0] > tope or orden < (mejor[0], mejor[1][:1] != plana[:1], mejor[1])):
                mejor = (lejos, candidata, palabra)
    return mejor[2] if mejor[0] <= tope else None


# --- Excerpts ---------------------------------------------------------------------------------------


def extractos(numeros, palabras, alrededor=110):
    """Primary key → the place where the words stand, as safe HTML with ``<mark>``; nothing where they do not."""
    if not palabras or not numeros:
        return {}
    textos = TextoDeFicha.objects.filter(pk__in=numeros)
    raices = [raiz(palabra) for palabra in palabras if plano(palabra) not in _VACIAS] or [plano(palabras[0])]
    salida = {}
    for texto in textos:
        for columna in ("resumen", "lecciones", "cuerpo", "adjuntos"):
            if trozo := extracto(getattr(texto, columna), raices, alrededor):
                salida[texto.pk] = {"html": trozo, "campo": columna, "etiqueta": _("En un archivo adjunto")}
                if columna != "adjuntos":
                    salida[texto.pk]["etiqueta"] = ""
                break
    return salida


def extracto(texto, raices, alrededor):
    """A window of ``texto`` around the first words that begin with one of ``raices``, each in ``<mark>``."""
    marcas = [
        (hallada.start(), hallada.end())
        for hallada in re.finditer(r"[^\W_]+", texto)
        if any(_empieza(hallada.group(), una) for una in raices)
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


def _empieza(palabra, una):
    palabra = plano(palabra)
    return palabra.startswith(una) if len(una) > 3 else palabra == una
