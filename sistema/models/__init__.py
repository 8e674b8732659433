"""The Sistema Distrital de Cooperación e Internacionalización: its bodies, what they ask and offer, what they did."""

from .anuncio import Anuncio, AnunciosPage
from .diagnostico import Diagnostico
from .informe import Corte, InformeAnual, InformesPage, Insumo
from .iniciativa import Clase, Iniciativa, Modalidad, SocioDeIniciativa

__all__ = [
    "Anuncio",
    "AnunciosPage",
    "Clase",
    "Corte",
    "Diagnostico",
    "InformeAnual",
    "InformesPage",
    "Iniciativa",
    "Insumo",
    "Modalidad",
    "SocioDeIniciativa",
]
