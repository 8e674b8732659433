"""Views of the frame."""

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from . import estampas


@require_safe
@never_cache
def elegir_idioma(request, codigo):
    """Remember the language that a reader chose, and go on to ``a`` in it.

    A plain link: it changes nothing but the reader's own preference, and no public page needs a cookie for it.
    """
    if codigo not in dict(settings.LANGUAGES):
        raise Http404
    destino = request.GET.get("a", "")
    if not url_has_allowed_host_and_scheme(destino, {request.get_host()}, request.is_secure()):
        destino = f"/{codigo}/"
    respuesta = HttpResponseRedirect(destino)
    respuesta.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        codigo,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return respuesta


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def compartir(request, idioma, clase):
    """The picture that shares what has none of its own: bricks, and the name of its kind (``clase``: its label).

    ``sitio`` is of no kind.
    """
    if idioma not in dict(settings.LANGUAGES) or not (modelo := _que_se_publica(clase)):
        raise Http404
    clave, guardadas = f"compartir:{idioma}:{clase}", caches["documentos"]
    if (png := guardadas.get(clave)) is None:
        with override(idioma):
            banco, ciudad = _("Banco de Buenas Prácticas de Bogotá"), _("Alcaldía Mayor de Bogotá")
            de_pagina = modelo is Page or issubclass(modelo, Page)
            titulo, pie = (banco, ciudad) if de_pagina else (capfirst(str(modelo._meta.verbose_name_plural)), banco)
        png = estampas.dibujar(clase, [1, 3, 5, 6, 8, 11, 13, 16], "habitat-planeacion", titulo, pie)
        guardadas.set(clave, png)
    return HttpResponse(png, content_type="image/png")


def _que_se_publica(clase):
    """The model of that label, if the public reads of its kind; None otherwise."""
    if clase == "sitio":
        return Page
    try:
        modelo = apps.get_model(clase)
    except (LookupError, ValueError):
        return None
    return modelo if getattr(modelo, "lleva_aval", False) and not modelo._meta.abstract else None
