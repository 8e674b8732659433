"""The Sistema Distrital de Cooperación e Internacionalización: its bodies, what they ask and offer, what they did."""

from .anuncio import Anuncio, AnunciosPage
from .iniciativa import Clase, Iniciativa, Modalidad, SocioDeIniciativa

__all__ = ["Anuncio", "AnunciosPage", "Clase", "Iniciativa", "Modalidad", "SocioDeIniciativa"]
