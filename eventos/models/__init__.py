"""Events, awards and recognitions."""

from .evento import DocumentoDeEvento, Evento, ImagenDeEvento, OrganizacionDeEvento, Presentacion, RedDeEvento
from .indices import EventosPage, PremiosPage
from .premio import (
    CategoriaDePremio,
    EdicionDePremio,
    OrganizacionDePremio,
    OrganizadorDePremio,
    Premio,
    Reconocimiento,
)

__all__ = [
    "CategoriaDePremio",
    "DocumentoDeEvento",
    "EdicionDePremio",
    "Evento",
    "EventosPage",
    "ImagenDeEvento",
    "OrganizacionDeEvento",
    "OrganizacionDePremio",
    "OrganizadorDePremio",
    "Premio",
    "PremiosPage",
    "Presentacion",
    "Reconocimiento",
    "RedDeEvento",
]
