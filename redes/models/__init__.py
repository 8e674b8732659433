"""Networks and platforms: where the city learns, shows and is seen."""

from .indices import PlataformasPage, RedesPage
from .red import FilaDeRed, Plataforma, Red, RedDePlataforma, RolEnRed

__all__ = ["FilaDeRed", "Plataforma", "PlataformasPage", "Red", "RedDePlataforma", "RedesPage", "RolEnRed"]
