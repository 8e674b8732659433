"""Events, awards and recognitions."""

from .evento import DocumentoDeEvento, Evento, ImagenDeEvento, Presentacion, RedDeEvento
from .indices import EventosPage, PremiosPage
from .premio import CategoriaDePremio, EdicionDePremio, OrganizadorDePremio, Premio, Reconocimiento

__all__ = [
    "CategoriaDePremio",
    "DocumentoDeEvento",
    "EdicionDePremio",
    "Evento",
    "EventosPage",
    "ImagenDeEvento",
    "OrganizadorDePremio",
    "Premio",
    "PremiosPage",
    "Presentacion",
    "Reconocimiento",
    "RedDeEvento",
]
