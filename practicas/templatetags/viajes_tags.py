from django import template

from practicas import viajes

register = template.Library()


@register.simple_tag
def viajes_de(practica):
    """Where a practice travelled (see ``practicas.viajes``); nothing while it is not in the database."""
    return viajes.de_una_practica(practica) if practica.pk else {}
