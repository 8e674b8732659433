"""What changed between two texts, word by word, as ``ins`` and ``del`` that a screen reader also tells apart."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

_TROZOS = re.compile(r"\w+|[^\w\s]|\s+")


def _marca(etiqueta, texto):
    if not texto.strip():
        return texto
    aviso = _("[añadido:") if etiqueta == "ins" else _("[quitado:")
    return format_html(
        '<{0}><span class="w-sr-only">{1} </span>{2}<span class="w-sr-only">]</span></{0}>',
        mark_safe(etiqueta),  # noqa: S308  # one of two words of ours
        aviso,
        texto,
    )


def _de_linea(antes, despues):
    unos, otros = _TROZOS.findall(antes), _TROZOS.findall(despues)
    piezas = []
    for paso, i1, i2, j1, j2 in SequenceMatcher(None, unos, otros, autojunk=False).get_opcodes():
        if paso == "equal":
            piezas.append("".join(unos[i1:i2]))
            continue
        piezas.append(_marca("del", "".join(unos[i1:i2])))
        piezas.append(_marca("ins", "".join(otros[j1:j2])))
    return format_html("{}" * len(piezas), *piezas)


def _parecidos(uno, otro):
    return SequenceMatcher(None, uno.split(), otro.split(), autojunk=False).ratio() > 0.3


def marcar(antes, despues):
    """The paragraphs of ``despues`` (lists of plain texts) with what changed since ``antes`` marked: safe HTML."""
    lineas = []
    for paso, i1, i2, j1, j2 in SequenceMatcher(None, antes, despues, autojunk=False).get_opcodes():
        viejas, nuevas = list(antes[i1:i2]), list(despues[j1:j2])
        if paso == "equal":
            lineas += nuevas
            continue
        while viejas or nuevas:
            if viejas and nuevas and _parecidos(viejas[0], nuevas[0]):
                lineas.append(_de_linea(viejas.pop(0), nuevas.pop(0)))
            elif viejas:
                lineas.append(_marca("del", viejas.pop(0)))
            else:
                lineas.append(_marca("ins", nuevas.pop(0)))
    return format_html("<p>{}</p>" * len(lineas), *lineas)
