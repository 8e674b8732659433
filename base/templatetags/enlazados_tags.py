"""What a page says of itself in its head to who does not read it: linked data, and the picture to share it with."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from ..estampas import ALTO, ANCHO
from .base_tags import _lo_que_se_lee, _secciones, idioma_de_la_pagina, inicio_de

register = template.Library()

_ESCAPES = {ord(signo): f"\\u{ord(signo):04X}" for signo in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(datos):
    """Linked data (schema.org): a block that is read and never run, so that the strict policy has nothing to say."""
    limpios = {clave: valor for clave, valor in datos.items() if valor not in (None, "", [], {})}
    texto = json.dumps({"@context": "https://schema.org", **limpios}, ensure_ascii=False, default=str)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(texto.translate(_ESCAPES)),  # noqa: S308 every sign that could close the block is escaped
    )


@register.simple_tag(takes_context=True)
def migas_ld(context):
    """The way to the page from the home page of its language (``BreadcrumbList``); nothing of a home page.

    Of a view that is no page, ``migas``: pairs name, full address. A page that is previewed has no address to give.
    """
    pagina, detalle, request = context.get("page"), context.get("detalle"), context.get("request")
    idioma = idioma_de_la_pagina(context)
    ruta, inicio = getattr(pagina, "path", "") or "", inicio_de(idioma)
    camino = [(inicio.title, inicio.get_full_url(request))] if inicio else []
    if ruta and inicio and ruta.startswith(inicio.path):
        arriba = [una for una in _secciones() if ruta.startswith(una.path) and inicio.path != una.path != ruta]
        camino += [(una.title, una.get_full_url(request)) for una in [*arriba, pagina] if una.path != inicio.path]
        camino += [(str(getattr(detalle, "nombre", detalle)), detalle.get_full_url(request))] if detalle else []
    camino += context.get("migas") or []
    if len(camino) < 2 or not all(direccion for _nombre, direccion in camino):
        return ""
    lugares = [
        {"@type": "ListItem", "position": lugar, "name": nombre, "item": direccion}
        for lugar, (nombre, direccion) in enumerate(camino, 1)
    ]
    return json_ld({"@type": "BreadcrumbList", "itemListElement": lugares})


@register.simple_tag(takes_context=True)
def imagen_social(context, foto=None):
    """The picture that who shares the page shows: ``foto`` (with ``imagen`` and its words), or the one of its kind."""
    request, leido = context.get("request"), _lo_que_se_lee(context)
    if request is None:
        return ""
    direccion, dice, tipo = _de_la_foto(foto) if foto else ("", "", "")
    if not direccion:
        clase = getattr(leido, "_meta", None)
        direccion = reverse("compartir", args=[idioma_de_la_pagina(context), clase.label_lower if clase else "sitio"])
        dice, tipo = _("Banco de Buenas Prácticas de Bogotá"), "image/png"
    return etiquetas_de_imagen(request.build_absolute_uri(direccion), dice, tipo)


def etiquetas_de_imagen(direccion, dice, tipo):
    datos = {"image": direccion, "image:type": tipo, "image:width": ANCHO, "image:height": ALTO, "image:alt": dice}
    puestas = format_html_join("\n  ", '<meta property="og:{}" content="{}">', datos.items())
    return format_html('{}\n  <meta name="twitter:card" content="summary_large_image">', puestas)


def _de_la_foto(foto):
    rendicion = para_compartir(foto.imagen)
    return (rendicion.url, foto.texto_alternativo, "image/jpeg") if rendicion else ("", "", "")


def para_compartir(imagen):
    """The rendition of ``imagen`` that is shared, of the size of a drawing; None if it cannot be made."""
    try:
        return imagen.get_rendition(f"fill-{ANCHO}x{ALTO}|format-jpeg")
    except SourceImageIOError:  # already logged
        return None
