"""Tags of the Bank."""

from django import template

from base.templatetags.base_tags import seccion_del_banco

register = template.Library()


@register.simple_tag(takes_context=True)
def url_practica(context, practica):
    """The address of a practice (a ``Lectura``): it stands right under the Bank of its language."""
    banco = seccion_del_banco(practica.idioma)
    return f"{banco.get_url(context.get('request'))}{practica.slug}/" if banco else ""


@register.simple_tag
def con(consulta, **cambios):
    """The address of the same question to the Bank with something else in it."""
    return consulta.direccion(**cambios)


@register.filter
def resta_de(parte, todo):
    """``todo`` less ``parte``."""
    return todo - parte
