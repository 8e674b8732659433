from django import template

from base.idiomas import locales

from .. import adaptaciones, vinculos

register = template.Library()


@register.simple_tag(takes_context=True)
def viajes_de(context, practica):
    """Where a practice travelled (see ``banco.vinculos``); nothing while it is not in the database."""
    if not practica.pk:
        return {}
    if getattr(context.get("request"), "is_preview", False) or not practica.live:
        return vinculos.de_una_practica(practica)
    return vinculos.de_la_publicada(practica)


@register.simple_tag
def adaptaciones_de(practica):
    """Where a practice was adapted and where it came from (see ``banco.adaptaciones``)."""
    return adaptaciones.con_mapa(locales()[practica.locale_id].language_code, practica.translation_key)


@register.simple_tag
def nombres_de_viajes(ficha):
    """Names of the networks and awards of a live practice (its ``FichaPublica``)."""
    return vinculos.todos_los_nombres(ficha)
