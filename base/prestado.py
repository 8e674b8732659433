"""What is taken from a library without its promise: private names, and methods that stand in the place of its own.

Each is declared where it is used, with its reason; ``base.checks`` looks at every start that it still is what it was.
So an upgrade that changes one of them stops there, and not in front of a reader.
"""

import inspect
from dataclasses import dataclass
from importlib import import_module

PRESTAMOS = []
_SUSTITUTOS = []


@dataclass(frozen=True)
class Prestamo:
    """``nombre``: the dotted name; ``firmas``: its accepted signatures; ``dice``: names that its source must have."""

    nombre: str
    firmas: tuple
    por: str
    dice: tuple
    incidencia: str
    sala: str

    def reparo(self):
        """What is not any more as it was: a sentence, or None."""
        try:
            objeto = _buscar(self.nombre)
        except (ImportError, AttributeError) as error:
            return f"{self.nombre} is gone ({error})."
        if self.firmas and firma(objeto) not in self.firmas:
            return f"{self.nombre} is called as {firma(objeto)}, and was {' or '.join(self.firmas)}."
        if faltan := [nombre for nombre in self.dice if nombre not in inspect.getsource(objeto)]:
            return f"{self.nombre} does not use {', '.join(faltan)} any more."
        return None


def prestado(nombre, *firmas, por, dice=(), incidencia=""):
    """Declare that this module uses ``nombre``. See ``Prestamo``; ``incidencia``: the address of an issue about it."""
    sala = inspect.currentframe().f_back.f_globals["__name__"]
    PRESTAMOS.append(Prestamo(nombre, firmas, por, (dice,) if isinstance(dice, str) else tuple(dice), incidencia, sala))


def _buscar(nombre):
    partes = nombre.split(".")
    for corte in range(len(partes) - 1, 0, -1):
        try:
            objeto = import_module(".".join(partes[:corte]))
        except ModuleNotFoundError as error:
            if not nombre.startswith(error.name or " "):
                raise
            continue
        for parte in partes[corte:]:
            objeto = getattr(objeto, parte)
        return objeto
    raise ImportError("no such module")


def firma(funcion):
    """The signature of ``funcion``, without its annotations."""
    suya = inspect.signature(funcion)
    sin_tipos = [uno.replace(annotation=uno.empty) for uno in suya.parameters.values()]
    return str(suya.replace(parameters=sin_tipos, return_annotation=suya.empty))


def sustituye(metodo):
    """Decorator of a method that stands in the place of one of a library, which must still be there to be replaced."""
    _SUSTITUTOS.append(metodo)
    return metodo


def sustitutos():
    """``(class, name of the method)`` of each method that ``sustituye`` marks."""
    for metodo in _SUSTITUTOS:
        clase = import_module(metodo.__module__)
        *partes, nombre = metodo.__qualname__.split(".")
        for parte in partes:
            clase = getattr(clase, parte)
        yield clase, nombre


def reparo_de(clase, nombre):
    """Why ``clase.nombre`` replaces nothing, or cannot be called as what it replaces: a sentence, or None."""
    for posible in _que_la_llevan(clase):
        for madre in posible.__mro__[posible.__mro__.index(clase) + 1 :]:
            if nombre in vars(madre):
                return _no_cabe(clase, madre, nombre)
    return f"{clase.__module__}.{clase.__qualname__}.{nombre} replaces no method any more."


def _que_la_llevan(clase):
    """``clase`` and, for a mixin, what is made of it: there what it replaces comes after it."""
    pendientes = [clase]
    while pendientes:
        una = pendientes.pop(0)
        yield una
        pendientes += una.__subclasses__()


def _no_cabe(clase, madre, nombre):
    nuestra, suya = (inspect.signature(getattr(una, nombre)) for una in (clase, madre))
    tipos = [uno.kind for uno in nuestra.parameters.values()]
    for uno in suya.parameters.values():
        por_nombre = inspect.Parameter.VAR_KEYWORD in tipos and uno.kind is not uno.VAR_POSITIONAL
        por_lugar = inspect.Parameter.VAR_POSITIONAL in tipos and uno.kind not in (uno.KEYWORD_ONLY, uno.VAR_KEYWORD)
        if uno.name not in nuestra.parameters and not por_nombre and not por_lugar:
            return (
                f"{clase.__module__}.{clase.__qualname__}.{nombre} does not take «{uno.name}», "
                f"which {madre.__module__}.{madre.__qualname__} does."
            )
    return None
