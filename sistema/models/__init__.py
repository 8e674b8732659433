"""The Sistema Distrital de Cooperación e Internacionalización: its bodies, what they ask and offer, what they did."""

from .anuncio import Anuncio, AnunciosPage
from .compromiso import CompromisoDeSesion, EntradaDeCompromiso
from .conclusion import Conclusion
from .diagnostico import Diagnostico
from .informe import Corte, InformeAnual, InformesPage, Insumo
from .iniciativa import Clase, Iniciativa, Modalidad, SocioDeIniciativa
from .instancia import Delegado, FuncionDeInstancia, FuncionDeIntegrante, Instancia, Integrante
from .publico import ConclusionPublica, SistemaPage
from .sesion import Aceptacion, Aprobacion, Asistencia, ComentarioDeActa, PuntoDeAgenda, Sesion

__all__ = [
    "Aceptacion",
    "Anuncio",
    "AnunciosPage",
    "Aprobacion",
    "Asistencia",
    "Clase",
    "ComentarioDeActa",
    "CompromisoDeSesion",
    "Conclusion",
    "ConclusionPublica",
    "Corte",
    "Delegado",
    "Diagnostico",
    "EntradaDeCompromiso",
    "FuncionDeInstancia",
    "FuncionDeIntegrante",
    "InformeAnual",
    "InformesPage",
    "Iniciativa",
    "Instancia",
    "Insumo",
    "Integrante",
    "Modalidad",
    "PuntoDeAgenda",
    "Sesion",
    "SistemaPage",
    "SocioDeIniciativa",
]
