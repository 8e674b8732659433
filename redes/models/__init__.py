"""Networks and platforms: where the city learns, shows and is seen."""

from .indices import PlataformasPage, RedesPage
from .red import FilaDeRed, OrganizacionDePlataforma, Plataforma, Red, RedDePlataforma, RolEnRed

__all__ = [
    "FilaDeRed",
    "OrganizacionDePlataforma",
    "Plataforma",
    "PlataformasPage",
    "Red",
    "RedDePlataforma",
    "RedesPage",
    "RolEnRed",
]
