from django import template

from practicas import viajes

register = template.Library()


@register.simple_tag(takes_context=True)
def viajes_de(context, practica):
    """Where a practice travelled (see ``practicas.viajes``); nothing while it is not in the database."""
    if not practica.pk:
        return {}
    if getattr(context.get("request"), "is_preview", False) or not practica.live:
        return viajes.de_una_practica(practica)
    return viajes.de_la_publicada(practica)


@register.simple_tag
def nombres_de_viajes(ficha):
    """Names of the networks and awards of a live practice (its ``Lectura``)."""
    return viajes.todos_los_nombres(ficha)
