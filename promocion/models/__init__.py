"""What practices are entered for, and with what."""

from .objetivo import Objetivo, Regla
from .paquete import Paquete
from .textos import TextoComun, TextoCorto

__all__ = ["Objetivo", "Paquete", "Regla", "TextoComun", "TextoCorto"]
