"""Tags of the Bank."""

from django import template

from ..direcciones import direccion_de

register = template.Library()


@register.simple_tag
def url_practica(practica):
    """The address of a practice (a ``FichaPublica``)."""
    return direccion_de(practica, practica.idioma)


@register.simple_tag
def con(consulta, **cambios):
    """The address of the same question to the Bank with something else in it."""
    return consulta.direccion(**cambios)


@register.filter
def resta_de(parte, todo):
    """``todo`` less ``parte``."""
    return todo - parte
