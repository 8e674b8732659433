"""Tags of the Bank."""

import base64

from django import template
from wagtail.images.models import SourceImageIOError

from base.templatetags.enlazados_tags import etiquetas_de_imagen

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
def dentro(imagen):
    """``imagen`` inside the document, as a ``data:`` address: what makes the PDF reads no file and asks for nothing.

    Empty when it cannot be shown (see ``si_sale``).
    """
    try:
        hecha = imagen.get_rendition("fill-1200x400|format-jpeg|jpegquality-72")
    except SourceImageIOError:
        return ""
    with hecha.file.open("rb") as archivo:
        return "data:image/jpeg;base64," + base64.b64encode(archivo.read()).decode()


@register.filter
def resta_de(parte, todo):
    """``todo`` less ``parte``."""
    return todo - parte


@register.simple_tag
def imagen_de_practica(direccion, pagina):
    """The picture to share a practice with: its own, which says what it shows, or its bricks with its title."""
    de_ladrillos = direccion.endswith("/estampa.png")
    dice = pagina.title if de_ladrillos else pagina.fotos[0].texto_alternativo
    return etiquetas_de_imagen(direccion, dice, "image/png" if de_ladrillos else "image/jpeg")
