"""The ficha and the Bank."""

from .banco import BancoPage
from .estudio import Estudio, TareaEstudio, Valoracion
from .filas import ActorClave, Archivo, Contacto, ImagenDePractica, Organizacion
from .lectura import Lectura, LecturaTexto, Vocablo
from .listas import ODS, Criterio, Poblacion, Subtema, Tema
from .practica import PracticaPage, PracticaTag
from .viajes import PlataformaDePractica, RedDePractica

__all__ = [
    "ODS",
    "ActorClave",
    "Archivo",
    "BancoPage",
    "Contacto",
    "Criterio",
    "Estudio",
    "ImagenDePractica",
    "Lectura",
    "LecturaTexto",
    "Organizacion",
    "PlataformaDePractica",
    "Poblacion",
    "PracticaPage",
    "PracticaTag",
    "RedDePractica",
    "Subtema",
    "TareaEstudio",
    "Tema",
    "Valoracion",
    "Vocablo",
]
