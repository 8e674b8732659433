"""Tags of the pages of networks, platforms, awards and events."""

from django import template
from wagtail.images.models import SourceImageIOError

from base.palabras import lineas_visibles
from base.templatetags.enlazados_tags import json_ld

register = template.Library()


@register.simple_tag(takes_context=True)
def direccion(context, objeto):
    """The address of a network, platform, event or award; one query for each kind, whatever their number."""
    request = context.get("request")
    indices = request.__dict__.setdefault("_indices_publicos", {}) if request is not None else {}
    clave = (objeto.pagina_indice, objeto.locale_id)
    if clave not in indices:
        indices[clave] = objeto.indice.get_url(request) if objeto.indice else None
    return indices[clave] + objeto.sufijo if indices[clave] else ""


@register.simple_tag(takes_context=True)
def url_completa(context, objeto):
    return objeto.get_full_url(context.get("request")) or ""


@register.filter
def en_prosa(html):
    """The text of a rich text, without its marks."""
    return " ".join(lineas_visibles(html))


@register.simple_tag(takes_context=True)
def organizacion_ld(context, objeto):
    """A network as a schema.org Organization; a platform, as the Website that it is."""
    pagina = objeto.get_full_url(context.get("request"))
    return json_ld(
        {
            "@type": "Organization",
            "name": objeto.nombre,
            "alternateName": objeto.sigla,
            "url": objeto.sitio or pagina,
            "sameAs": objeto.sitio,
            "mainEntityOfPage": pagina,
            "description": en_prosa(objeto.descripcion),
            "foundingDate": _anio(getattr(objeto, "fundada", None) or getattr(objeto, "desde", None)),
            "location": _sede(getattr(objeto, "sede", None)),
            "logo": _logo(context, getattr(objeto, "logo", None)),
        }
    )


def _anio(numero):
    return str(numero) if numero else None


def _sede(ciudad):
    if ciudad is None:
        return None
    direccion = {"@type": "PostalAddress", "addressLocality": ciudad.nombre, "addressCountry": ciudad.pais.code}
    return {"@type": "Place", "address": direccion}


def _logo(context, imagen):
    """The address of the logo, of a size of its own: the original stays in the house."""
    if imagen is None:
        return None
    try:
        direccion, request = imagen.get_rendition("max-640x400").url, context.get("request")
    except SourceImageIOError:  # already logged
        return None
    return request.build_absolute_uri(direccion) if request is not None else direccion
