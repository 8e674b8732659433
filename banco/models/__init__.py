"""The Bank: its page, and what it reads of each live practice."""

from .banco import BancoPage
from .publicada import FichaPublica, RaicesDeFicha, TextoDeFicha, Vocablo

__all__ = ["BancoPage", "FichaPublica", "RaicesDeFicha", "TextoDeFicha", "Vocablo"]
