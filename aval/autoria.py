"""Who is an author of a proposed text: told by what the text holds, and not by the clock.

What a person brings to a text is kept as digests of its atoms: each whole value (a choice, a picture, a row, the text
of a field), each sentence, and each word of ``LETRAS`` letters or more; shorter words say too little by themselves, and
are told by their sentence. Sentences and words count wherever they stand in the text, so moving them changes nothing.
"""

import json
import re
import unicodedata
from base64 import urlsafe_b64encode
from hashlib import blake2b
from html import unescape

from django.core.serializers.json import DjangoJSONEncoder

from base.palabras import texto_visible

from .contenido import diferencias

LETRAS = 4
_FRASES = re.compile(r"\n+|(?<=[.!?…;:])\s+")
_PALABRAS = re.compile(r"\w+")
_ETIQUETA = re.compile(r"<[^>]+>")
_CITA = re.compile(r'\b(?:href|id|src|url|alt)="([^"]*)"')
_NO_ES_PROSA = re.compile(r"[\d\s.,:+TZ-]*")  # figures and dates: the whole value says all


def digesto(*partes):
    """A short digest (48 bits) of ``partes``: too long to coincide by chance within one text."""
    texto = json.dumps(partes, sort_keys=True, cls=DjangoJSONEncoder)
    return urlsafe_b64encode(blake2b(texto.encode(), digest_size=6).digest()).decode()


def _plano(texto):
    return " ".join(unicodedata.normalize("NFC", texto).casefold().split())


def atomos_de_prosa(texto, citas=True):
    """The atoms of a text with or without markup: its sentences, its words and, with ``citas``, what its tags cite."""
    if _NO_ES_PROSA.fullmatch(texto):
        return set()
    frases = [_plano(frase) for frase in _FRASES.split(texto_visible(texto))]
    atomos = {digesto("frase", frase) for frase in frases if frase}
    for frase in frases:
        atomos |= {digesto("palabra", una) for una in _PALABRAS.findall(frase) if len(una) >= LETRAS}
    for etiqueta in _ETIQUETA.findall(texto) if citas else ():
        atomos |= {atomo_de_cita(unescape(cita)) for cita in _CITA.findall(etiqueta)}
    return atomos


def atomo_de_cita(citado):
    """The atom of an address, a number of a picture or the like that a tag cites."""
    return digesto("cita", citado)


def atomos_de_valor(ruta, valor):
    """The atoms of ``valor`` at ``ruta`` (names of the field and of what is inside it, parted by dots)."""
    if isinstance(valor, list):
        atomos = {digesto(ruta, "todo", valor)}
        for uno in valor:
            atomos |= _de_bloque_o_fila(ruta, uno) if isinstance(uno, dict) else atomos_de_valor(ruta, uno)
        return atomos
    if isinstance(valor, dict):
        return {atomo for nombre, uno in valor.items() for atomo in atomos_de_valor(f"{ruta}.{nombre}", uno)}
    escrito = "" if valor is None else str(valor)
    return {digesto(ruta, escrito)} | (atomos_de_prosa(escrito) if isinstance(valor, str) else set())


def _de_bloque_o_fila(ruta, uno):
    if {"type", "value"} <= uno.keys():  # a block of a StreamField
        return atomos_de_valor(f"{ruta}.{uno['type']}", uno["value"])
    return {digesto(ruta, "fila", uno)} | atomos_de_valor(ruta, uno)


def atomos(contenido, partes=None):
    """The atoms of a canonical ``contenido``; of its ``partes`` (names of fields and relations) only, if given."""
    return {
        atomo
        for nombre, valor in contenido.items()
        if not nombre.startswith("$") and (partes is None or nombre in partes)
        for atomo in atomos_de_valor(nombre, valor)
    }


class Aporte:
    """What one act brings: ``partes``, name of each part that it touches → digest of what it leaves there (empty when
    that is not known); ``atomos``, those that were not there before."""

    def __init__(self, partes, atomos):
        self.partes, self.atomos = dict(partes), set(atomos)

    @classmethod
    def de_cambio(cls, modelo, antes, ahora):
        """What goes from the canonical content ``antes`` to ``ahora``; None when nothing does."""
        partes = diferencias(modelo, antes, ahora)
        if not partes:
            return None
        return cls({parte: digesto(ahora[parte]) for parte in partes}, atomos(ahora, partes) - atomos(antes, partes))


def autores(modelo, propuesto, numero, anterior, filas, del_original, cuenta_sin_detalle):
    """Numbers of the users who wrote or chose something that revision ``numero`` holds and ``anterior`` did not.

    ``propuesto``: its canonical content. ``anterior``: the aval before it, or None. ``filas``: rows of the ledger of
    the object, in the order in which they were written; ``del_original``: those of the text that it translates. They
    are authors:

    - who touched a part that changed, after it last was as approved (what they took away counts as well);
    - who ever brought, here or to the original, an atom that is there now and was not approved last: words set aside
      and put back, choices that both languages share.

    Of a row with no detail (those of before there was any) ``cuenta_sin_detalle(fila)`` says whether it counts.
    """
    base = (anterior.revision_numero, 0) if anterior else (0, 0)
    aprobado = anterior.contenido if anterior else {}
    cambian = diferencias(modelo, aprobado, propuesto)
    nuevos = atomos(propuesto, cambian) - atomos(aprobado)
    como_se_aprobo = {parte: digesto(aprobado[parte]) for parte in cambian if parte in aprobado}
    hallados, de_la_parte = set(), {parte: set() for parte in cambian}
    for fila in del_original:
        if fila.lugar <= (numero, 0) and not nuevos.isdisjoint(fila.atomos.split()):
            hallados.add(fila.usuario_numero)
    for fila in filas:
        if fila.partes is None:
            if cuenta_sin_detalle(fila):
                hallados.add(fila.usuario_numero)
            continue
        if fila.lugar > (numero, 0):
            continue
        if not nuevos.isdisjoint(fila.atomos.split()):
            hallados.add(fila.usuario_numero)
        if fila.lugar > base:
            for parte in fila.partes.keys() & de_la_parte.keys():
                if fila.partes[parte] == como_se_aprobo.get(parte):
                    de_la_parte[parte].clear()
                else:
                    de_la_parte[parte].add(fila.usuario_numero)
    return hallados.union(*de_la_parte.values())
