"""Networks and platforms: where the city learns, shows and is seen."""

from .ciudad import Ciudad
from .indices import IndicePage, PlataformasPage, RedesPage
from .publicable import ConNombre, Publicable
from .red import FilaDeRed, Plataforma, Red, RedDePlataforma, RolEnRed

__all__ = [
    "Ciudad",
    "ConNombre",
    "FilaDeRed",
    "IndicePage",
    "Plataforma",
    "PlataformasPage",
    "Publicable",
    "Red",
    "RedDePlataforma",
    "RedesPage",
    "RolEnRed",
]
