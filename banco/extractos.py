"""The place of a text where the words that were looked for stand, and of which of its parts it is."""

import re
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from practicas.ficha import FICHA

from .equivalencias import equivalentes
from .models.publicada import TextoDeFicha
from .raices import juntas, normal, raices_de

ALREDEDOR = 110  # letters before the first word, and half of those after it
_JUNTAS = 12  # letters between two words of one expression
# A stem begins as its words do: with these letters, accents aside.
_COMIENZO = 3
_CON_TILDES = {"a": "aáàâäã", "e": "eéèêë", "i": "iíìîï", "o": "oóòôöõ", "u": "uúùûü", "n": "nñ", "c": "cç", "y": "yi"}


class Buscadas:
    """What is marked: the words that were asked for, and those that stand for them."""

    def __init__(self, idioma, palabras):
        self.idioma = idioma
        palabras = [palabra for palabra in palabras if raices_de(palabra, idioma)]
        pedidas = [raices_de(palabra, idioma) for palabra in palabras]
        # Stem → the places of the words of the question that it answers.
        self.de_cual = {}
        self.expresiones = []
        for desde, hasta, maneras in equivalentes(idioma, pedidas):
            for manera in maneras:
                if len(manera) > 1:
                    self.expresiones.append((set(range(desde, hasta)), manera))
                else:
                    self.de_cual |= dict.fromkeys(manera[0], frozenset(range(desde, hasta)))
        for lugar, suyas in enumerate(pedidas):
            self.de_cual |= dict.fromkeys(suyas, frozenset([lugar]))
        for (lugar, una), (otro, otra) in pairwise(enumerate(palabras)):
            for junta in juntas(una, otra):
                self.de_cual |= dict.fromkeys(raices_de(junta, idioma), frozenset([lugar, otro]))
        self.cuantas = len(pedidas)
        raices = {*self.de_cual, *(raiz for _n, manera in self.expresiones for suyas in manera for raiz in suyas)}
        comienzos = sorted({raiz[:_COMIENZO] if len(raiz) > _COMIENZO else raiz[:-1] or raiz for raiz in raices})
        letras = ("".join(f"[{_CON_TILDES.get(letra, letra)}]" for letra in comienzo) for comienzo in comienzos)
        self._posibles = re.compile(rf"(?<![^\W_])(?:{'|'.join(letras)})[^\W_]*", re.IGNORECASE) if raices else None

    def __bool__(self):
        return self._posibles is not None

    def marcas(self, texto):
        """Where they stand in ``texto`` (NFC): list of ``(start, end, which words of the question)``, in its order."""
        marcas, sueltas = [], []
        for hallada in self._posibles.finditer(texto):
            raices = raices_de(hallada.group(), self.idioma)
            cual = next((self.de_cual[raiz] for raiz in raices if raiz in self.de_cual), None)
            if cual is not None:
                marcas.append((hallada.start(), hallada.end(), cual))
            sueltas.append((hallada.start(), hallada.end(), set(raices)))
        if self.expresiones:
            dichas = {una[:2] for una in marcas}
            for cual, manera in self.expresiones:
                for inicio in range(len(sueltas) - len(manera) + 1):
                    trozo = sueltas[inicio : inicio + len(manera)]
                    if all(not una[2].isdisjoint(suyas) for una, suyas in zip(trozo, manera, strict=True)) and all(
                        otra[0] - una[1] < _JUNTAS for una, otra in pairwise(trozo)
                    ):
                        marcas += [(*una[:2], cual) for una in trozo if una[:2] not in dichas]
                        dichas |= {una[:2] for una in trozo}
        return sorted(marcas, key=lambda marca: marca[:2])


def extractos(idioma, numeros, palabras):
    """Primary key → dict ``html`` (safe, with ``<mark>``) and ``etiqueta``, the part it is of; where there is one."""
    buscadas = Buscadas(idioma, palabras)
    if not buscadas or not numeros:
        return {}
    hallados = {texto.pk: _mejor(texto, buscadas) for texto in TextoDeFicha.objects.filter(pk__in=numeros)}
    return {numero: hallado for numero, hallado in hallados.items() if hallado}


def _mejor(texto, buscadas):
    """The part of a practice that says most of the words close together; the first of those that say as many."""
    mejor, cuantas = None, 0
    for etiqueta, parte in _partes(texto):
        dicho = normal(parte)
        desde, hasta, suyas, marcas = _ventana(dicho, buscadas)
        if suyas > cuantas:
            mejor, cuantas = {"html": _marcado(dicho, desde, hasta, marcas), "etiqueta": etiqueta}, suyas
            if cuantas == buscadas.cuantas:
                break
    return mejor


def _partes(texto):
    """The parts of a practice, each with what it is called on its page, in the order in which they are read."""
    yield _("Resumen"), texto.resumen
    de_lecciones = FICHA.con_peso("lecciones")
    partes = {"lecciones": [], "cuerpo": []}
    for campo, largo in texto.partes:
        partes["lecciones" if campo in de_lecciones else "cuerpo"].append((campo, largo))
    # What was written before there were two of them is of the first one.
    yield from _trozos(texto.lecciones, partes["lecciones"] or [("lecciones", len(texto.lecciones))])
    yield from _trozos(texto.cuerpo, partes["cuerpo"])
    yield _("En un archivo adjunto"), texto.adjuntos
    yield _("Por dónde viaja"), texto.vinculos
    yield _("Temas y palabras clave"), texto.terminos


def _trozos(columna, partes):
    """The fields that a column of the search is made of, each with what it is called, and what is left at its end."""
    aqui = 0
    for campo, largo in partes:
        yield _nombre(campo), columna[aqui : aqui + largo]
        aqui += largo + 1
    yield "", columna[aqui:]


def _nombre(campo):
    return str(FICHA(campo).pregunta) if campo in FICHA.nombres else ""


def _ventana(texto, buscadas):
    """The stretch of ``texto`` with most words of the question: ``(from, to, how many of them, the marks)``."""
    marcas = buscadas.marcas(texto) if texto else []
    if not marcas:
        return 0, 0, 0, []
    cabe = ALREDEDOR * 2
    mejor, cual = (0, 0), 0
    for lugar, (inicio, _fin, _cual) in enumerate(marcas):
        dentro = [marca for marca in marcas[lugar : lugar + 40] if marca[1] <= inicio + cabe]
        dichas = (len(set().union(*(marca[2] for marca in dentro))), len(dentro))
        if dichas[0] > mejor[0] or (dichas[0] == mejor[0] and dichas[1] > mejor[1] + 2):
            mejor, cual = dichas, lugar
    primera = marcas[cual]
    desde, hasta = max(0, primera[0] - ALREDEDOR), min(len(texto), primera[1] + cabe)
    if desde:
        desde = texto.find(" ", desde, primera[0]) + 1 or desde
    if hasta < len(texto):
        hasta = max(texto.rfind(" ", primera[1], hasta), primera[1])
    return desde, hasta, mejor[0], marcas


def _marcado(texto, desde, hasta, marcas):
    partes, aqui = ["… " if desde else ""], desde
    for inicio, fin, _cual in marcas:
        if inicio >= aqui and fin <= hasta:
            partes += [escape(texto[aqui:inicio]), "<mark>", escape(texto[inicio:fin]), "</mark>"]
            aqui = fin
    partes += [escape(texto[aqui:hasta]), " …" if hasta < len(texto) else ""]
    return mark_safe("".join(partes))  # noqa: S308  # each part escaped here
