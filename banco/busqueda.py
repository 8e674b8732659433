"""What was asked for in words, and which texts answer it, the best first: the same on both databases.

A word is answered by its own forms, by the words that Comunicaciones holds for equivalent, and, with its neighbour, by
the compound of both. Texts that have all the words answer; if there are none, the mistyped words are put right; if
there are still none, those that have most of them answer, and it is said which words they lack.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from rapidfuzz import process
from rapidfuzz.distance import OSA

from base.generacion import por_generacion
from base.texto import plano

from . import indice
from .equivalencias import equivalentes, formas_de
from .models.publicada import RaicesDeFicha, Vocablo
from .raices import juntas, palabras_de, raices_de

__all__ = ["Respuesta", "buscar", "corregir", "palabras_de", "responder"]

# What it is worth to say a word there; it adds up. A text that says it in its title says it also somewhere.
PESOS = {indice.TODO: 2, indice.FRECUENTES: 2, indice.TEMAS: 3, indice.TITULO: 4}
# To say an equivalent is worth less than the word itself.
DE_EQUIVALENTE = 0.6
# Of the words that the best answer has, what another must have to be shown beside it.
DE_LA_MEJOR = 0.5


@dataclass
class Respuesta:
    """Primary keys, the best first; and, if no text has all the words, those that each one lacks."""

    numeros: list = field(default_factory=list)
    palabras: list = field(default_factory=list)  # those that were looked for
    corregidas: list | None = None  # the same, if some were put right
    faltan: dict = field(default_factory=dict)  # primary key → words


@dataclass
class _Pedida:
    """A word of the question: its own ways of being said, and those of its equivalents."""

    palabra: str
    propias: list
    ajenas: list


def _pedidas(idioma, palabras, partidas=()):
    """The words that say something, each with the ways of saying it.

    ``partidas``: word → pairs of words that it may be made of.
    """
    pedidas = [_Pedida(una, [(suyas,)], []) for una in palabras if (suyas := raices_de(una, idioma))]
    for una, otra in pairwise(pedidas):
        for junta in juntas(una.palabra, otra.palabra):
            manera = (raices_de(junta, idioma),)
            una.propias.append(manera)
            otra.propias.append(manera)
    for una in pedidas:
        una.propias += [tuple(raices_de(mitad, idioma) for mitad in par) for par in dict(partidas).get(una.palabra, ())]
    for desde, hasta, maneras in equivalentes(idioma, [una.propias[0][0] for una in pedidas]):
        for una in pedidas[desde:hasta]:
            una.ajenas += [manera for manera in maneras if manera not in una.ajenas]
    return pedidas


def responder(idioma, palabras, modelo=RaicesDeFicha):
    """The ``Respuesta`` to those words, of the texts whose stems are in ``modelo``."""
    dichas = _quienes_dicen(idioma, palabras, modelo)
    if not dichas or (numeros := _con_todas(dichas)):
        return Respuesta(numeros if dichas else [], palabras)
    corregidas, partidas = corregir(idioma, palabras), partir(idioma, palabras)
    if corregidas or partidas:
        nuevas = corregidas or palabras
        partidas = {nueva: partidas[una] for una, nueva in zip(palabras, nuevas, strict=True) if una in partidas}
        otras = _quienes_dicen(idioma, nuevas, modelo, partidas)
        if numeros := _con_todas(otras):
            return Respuesta(numeros, nuevas, corregidas)
        if _cuantas_halladas(otras) > _cuantas_halladas(dichas):
            return _con_algunas(otras, Respuesta([], nuevas, corregidas))
    return _con_algunas(dichas, Respuesta([], palabras))


def buscar(idioma, palabras):
    """Primary keys of the live practices that have all of ``palabras``, the most relevant first."""
    return _con_todas(_quienes_dicen(idioma, palabras, RaicesDeFicha))


def _quienes_dicen(idioma, palabras, modelo, partidas=()):
    """Of each word that says something, who says it: list of ``(word, {primary key: what it is worth there})``."""
    pedidas = _pedidas(idioma, palabras, partidas)
    preguntas, de_quien = [], []
    for lugar, una in enumerate(pedidas):
        for maneras, valor in ((una.propias, 1), (una.ajenas, DE_EQUIVALENTE)):
            for parte, peso in PESOS.items():
                # What is said most is a list of stems, in which no two stand together.
                suyas = [manera for manera in maneras if len(manera) == 1] if parte == indice.FRECUENTES else maneras
                if suyas:
                    preguntas.append((parte, suyas))
                    de_quien.append((lugar, valor * peso))
    dichas = [(una.palabra, {}) for una in pedidas]
    for (lugar, valor), numeros in zip(de_quien, indice.que_dicen(modelo, idioma, preguntas), strict=True):
        quienes = dichas[lugar][1]
        for numero in numeros:
            quienes[numero] = quienes.get(numero, 0) + valor
    return dichas


def _cuantas_halladas(dichas):
    return sum(bool(quienes) for _palabra, quienes in dichas)


def _con_todas(dichas):
    if not dichas:
        return []
    return _en_orden(set.intersection(*(set(quienes) for _palabra, quienes in dichas)), dichas)


def _en_orden(numeros, dichas):
    """``numeros``, the most relevant first: a rare word says more than one that is everywhere."""
    total = dict.fromkeys(numeros, 0)
    for _palabra, quienes in dichas:
        rareza = _rareza(quienes)
        for numero in total:
            total[numero] += quienes.get(numero, 0) * rareza
    return sorted(total, key=lambda numero: (-total[numero], -numero))


def _rareza(quienes):
    return 1 / log2(len(quienes) + 1) if quienes else 0


def _con_algunas(dichas, respuesta):
    """``respuesta`` with the texts that have most of the words, and those that each one lacks."""
    cubre = {}
    for _palabra, quienes in dichas:
        rareza = _rareza(quienes)
        for numero in quienes:
            cubre[numero] = cubre.get(numero, 0) + rareza
    tope = max(cubre.values(), default=0) * DE_LA_MEJOR
    respuesta.numeros = _en_orden({numero for numero in cubre if cubre[numero] >= tope}, dichas)
    respuesta.faltan = {
        numero: list(dict.fromkeys(palabra for palabra, quienes in dichas if numero not in quienes))
        for numero in respuesta.numeros
    }
    return respuesta


# --- A mistyped word --------------------------------------------------------------------------------


@por_generacion
def _vocabulario(idioma):
    """Plain form → word, of all that live practices have used and of the words held for equivalent to them."""
    equivalen = {plano(palabra): palabra for palabra in formas_de(idioma)}
    return equivalen | dict(Vocablo.objects.filter(idioma=idioma).values_list("plana", "palabra"))


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


def partir(idioma, palabras):
    """Each of ``palabras`` that nobody has written → pairs of words that it may be made of: *bikelanes*, *ods11*."""
    vocabulario, partidas = _vocabulario(idioma), {}
    for palabra in palabras:
        plana = plano(palabra)
        for corte in range(2, len(plana)) if plana not in vocabulario else ():
            una, otra = plana[:corte], plana[corte:]
            con_numero = una.isalpha() and otra.isdecimal()
            conocidas = corte > 2 and len(otra) > 2 and una in vocabulario and otra in vocabulario
            if (con_numero or conocidas) and raices_de(una, idioma) and raices_de(otra, idioma):
                partidas.setdefault(palabra, []).append((una, otra))
    return partidas


def _mas_cercana(plana, vocabulario):
    if plana in vocabulario:
        return vocabulario[plana]
    # Letters that are wrong, missing, too many, or swapped with the next.
    tope = 1 if len(plana) < 6 else 2
    cercanas = process.extract(plana, vocabulario.keys(), scorer=OSA.distance, score_cutoff=tope, limit=None)
    # At the same distance, the one that begins alike.
    cercanas = [(lejos, candidata[0] != plana[0], candidata) for candidata, lejos, _lugar in cercanas]
    return vocabulario[min(cercanas)[-1]] if cercanas else None
