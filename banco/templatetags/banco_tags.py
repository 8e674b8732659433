"""Tags of the Bank."""

import json

from django import template
from django.utils.html import _json_script_escapes
from django.utils.safestring import mark_safe

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


@register.simple_tag
def json_ld(datos):
    """Linked data for search engines. It is data, not a script: the policy of the page has nothing to run."""
    texto = json.dumps(datos, ensure_ascii=False).translate(_json_script_escapes)
    return mark_safe(f'<script type="application/ld+json">{texto}</script>')  # noqa: S308  # its signs escaped above
