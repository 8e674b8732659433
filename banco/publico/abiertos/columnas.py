"""A column of the open data: its name, what it says, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Columna:
    """``leer(lectura)`` gives its value in the active language: text, number, yes or no, or a list of them."""

    nombre: str
    dice: str | Promise
    leer: Callable


@dataclass(frozen=True)
class Tabla:
    """A file of the open data: rows of one kind of text, one for each language that it is live in.

    ``filas(raiz)`` gives a dict of ``columnas`` for each; ``raiz``: the address of the site, with no slash at its end.
    ``ultima()``: the moment of its newest aval, or None.
    """

    nombre: str
    titulo: str | Promise
    describe: str | Promise
    columnas: Callable
    filas: Callable
    cuantas: Callable
    ultima: Callable


def como_texto(valor):
    """A list as one text, for who reads it in a line."""
    return " | ".join(str(uno) for uno in valor) if isinstance(valor, list) else str(valor)
