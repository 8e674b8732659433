"""Text as it is compared, and the signs that no text of the site may carry further."""

import re
import unicodedata

# What XML 1.0 and spreadsheets refuse: a feed or an export with one of them is lost as a whole. They come with what is
# pasted from slides (a vertical tab for each line) or typed into an address.
_DE_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ARTICULOS = ("red", "the", "la", "el", "de")


def sin_control(texto):
    """``texto`` with a space in the place of each control character but tab and ends of line."""
    return _DE_CONTROL.sub(" ", texto)


def escribible(datos):
    """``datos`` as feeds and spreadsheets can write them down: ``sin_control`` for each text in them."""
    if isinstance(datos, dict):
        return {clave: escribible(valor) for clave, valor in datos.items()}
    if isinstance(datos, list | tuple):
        return [escribible(valor) for valor in datos]
    return sin_control(datos) if isinstance(datos, str) else datos


def plano(texto):
    """``texto`` in lower case and without accents: the form that words are compared in."""
    descompuesto = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(letra for letra in descompuesto if not unicodedata.combining(letra))


def normalizar(nombre):
    """``nombre`` as it is compared with others: no accents, signs, case or articles in front."""
    palabras = re.findall(r"[a-z0-9]+", plano(nombre or ""))
    while palabras and palabras[0] in _ARTICULOS:
        palabras = palabras[1:]
    return "".join(palabras)
