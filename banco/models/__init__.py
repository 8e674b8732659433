"""The Bank: its page, what it reads of each live practice, and what its search knows."""

from .banco import BancoPage
from .entrada import EntradaDelSitio, RaicesDeEntrada
from .equivalencia import Equivalencia
from .publicada import FichaPublica, RaicesDeFicha, TextoDeFicha, Vocablo
from .suscripcion import PracticaAvisada, Suscripcion

__all__ = [
    "BancoPage",
    "EntradaDelSitio",
    "Equivalencia",
    "FichaPublica",
    "PracticaAvisada",
    "RaicesDeEntrada",
    "RaicesDeFicha",
    "Suscripcion",
    "TextoDeFicha",
    "Vocablo",
]
