"""The Sistema Distrital de Cooperación e Internacionalización: its bodies, what they ask and offer, what they did."""

from .compromiso import CompromisoDeSesion, EntradaDeCompromiso
from .conclusion import Conclusion
from .instancia import Delegado, FuncionDeInstancia, FuncionDeIntegrante, Instancia, Integrante
from .sesion import Aceptacion, Aprobacion, Asistencia, ComentarioDeActa, PuntoDeAgenda, Sesion

__all__ = [
    "Aceptacion",
    "Aprobacion",
    "Asistencia",
    "ComentarioDeActa",
    "CompromisoDeSesion",
    "Conclusion",
    "Delegado",
    "EntradaDeCompromiso",
    "FuncionDeInstancia",
    "FuncionDeIntegrante",
    "Instancia",
    "Integrante",
    "PuntoDeAgenda",
    "Sesion",
]
