"""Compiles catalogues of sentences: ``python sitio/catalogos.py FILE.po …`` writes the ``.mo`` beside each ``.po``.

By polib, so that no GNU gettext is needed. It needs no settings and no other file of the house.
"""

import sys
from pathlib import Path

import polib


def compilar(ruta):
    """Writes the catalogue of the file ``ruta`` (``.po``), and returns where."""
    po = polib.pofile(str(ruta))
    # A word that is counted somewhere («práctica», «prácticas») is one entry, with its plural. The gettext of Python
    # before 3.11.5 does not find it there when it is asked for alone; so it is there alone as well.
    for entrada in [una for una in po if una.msgid_plural and una.translated() and not una.obsolete]:
        sola = {"msgid": entrada.msgid, "msgctxt": entrada.msgctxt, "msgstr": entrada.msgstr_plural[0]}
        po.append(polib.POEntry(**sola))
    destino = Path(ruta).with_suffix(".mo")
    po.save_as_mofile(str(destino))
    return destino


if __name__ == "__main__":
    for uno in sys.argv[1:]:
        compilar(uno)
