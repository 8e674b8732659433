from django import template

from actores import segundo_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def le_falta_el_segundo_factor(context):
    """Whether who reads the page cannot go on until they have one."""
    request = context["request"]
    return segundo_factor.falta(request, request.user)
