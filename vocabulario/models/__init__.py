"""The closed lists that everything is described by."""

from .ciudad import Ciudad
from .conjunto import ConjuntoDeCriterios, Exigencia
from .listas import ODS, Criterio, Poblacion, Subtema, Tema
from .palabra_clave import PalabraClave

__all__ = [
    "ODS",
    "Ciudad",
    "ConjuntoDeCriterios",
    "Criterio",
    "Exigencia",
    "PalabraClave",
    "Poblacion",
    "Subtema",
    "Tema",
]
