"""The ficha."""

from .adopcion import Costo, Formato, IdiomaDeTrabajo, Moneda, Tiempo
from .evidencia import Evidencia
from .filas import ActorClave, Archivo, Contacto, ImagenDePractica, Organizacion, OrganizacionDeAntes, VideoDePractica
from .practica import PracticaPage, PracticaTag
from .vigencia import AjustesDeVigencia, Vigencia
from .vinculos import PlataformaDePractica, RedDePractica

__all__ = [
    "ActorClave",
    "AjustesDeVigencia",
    "Archivo",
    "Contacto",
    "Costo",
    "Evidencia",
    "Formato",
    "IdiomaDeTrabajo",
    "ImagenDePractica",
    "Moneda",
    "Organizacion",
    "OrganizacionDeAntes",
    "PlataformaDePractica",
    "PracticaPage",
    "PracticaTag",
    "RedDePractica",
    "Tiempo",
    "VideoDePractica",
    "Vigencia",
]
