"""The ficha."""

from .filas import ActorClave, Archivo, Contacto, ImagenDePractica, Organizacion, VideoDePractica
from .practica import PracticaPage, PracticaTag
from .vinculos import PlataformaDePractica, RedDePractica

__all__ = [
    "ActorClave",
    "Archivo",
    "Contacto",
    "ImagenDePractica",
    "Organizacion",
    "PlataformaDePractica",
    "PracticaPage",
    "PracticaTag",
    "RedDePractica",
    "VideoDePractica",
]
