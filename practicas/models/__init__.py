"""The ficha and the Bank."""

from .banco import BancoPage
from .estudio import Estudio, TareaEstudio, Valoracion
from .filas import ActorClave, Archivo, Contacto, ImagenDePractica, Organizacion
from .listas import ODS, Criterio, Poblacion, Subtema, Tema
from .practica import PracticaPage, PracticaTag

__all__ = [
    "ODS",
    "ActorClave",
    "Archivo",
    "BancoPage",
    "Contacto",
    "Criterio",
    "Estudio",
    "ImagenDePractica",
    "Organizacion",
    "Poblacion",
    "PracticaPage",
    "PracticaTag",
    "Subtema",
    "TareaEstudio",
    "Tema",
    "Valoracion",
]
