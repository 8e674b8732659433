"""Tags of the form of the ficha that the study shows too."""

from django import template

from .. import balanza as pesos
from ..ficha import ACCION, FICHA, LOGRO

register = template.Library()


@register.inclusion_tag("practicas/admin/includes/balanza.html")
def balanza(practica, al_escribir=False):
    """What ``practica`` tells of what was done against what was learnt; ``al_escribir``: beside its form, live."""
    return {
        "balanza": pesos.pesar(practica),
        "al_escribir": al_escribir,
        "poco": pesos.POCO,
        "platillos": {"hecho": list(FICHA.en_la_balanza(ACCION)), "logrado": list(FICHA.en_la_balanza(LOGRO))},
    }


@register.inclusion_tag("practicas/admin/includes/cifras_sin_evidencia.html")
def cifras_sin_evidencia(practica):
    """The figures that the results of ``practica`` tell and no row of its evidence has. Nothing if none."""
    return {"cifras": pesos.cifras_sin_evidencia(practica) if practica.locale_id else []}
