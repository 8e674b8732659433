"""The closed lists that everything is described by."""

from .ciudad import Ciudad
from .listas import ODS, Criterio, Poblacion, Subtema, Tema

__all__ = ["ODS", "Ciudad", "Criterio", "Poblacion", "Subtema", "Tema"]
