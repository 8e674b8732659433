from django import template
from django.utils.translation import get_language

from aval import avisos_de_fin

register = template.Library()


@register.inclusion_tag("aval/includes/lo_que_consta.html")
def lo_que_consta(objeto):
    """For the reader of ``objeto``: that what it tells ended, and what it took the place of. Nothing if neither."""
    idioma = get_language()
    aviso = avisos_de_fin.vigente(objeto)
    return {
        "aviso": aviso,
        "frase": aviso and aviso.frase(idioma),
        "reemplazados": avisos_de_fin.reemplazados_por(objeto, idioma),
    }
