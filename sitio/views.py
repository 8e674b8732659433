"""Views that are not pages."""

from django.http import Http404, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.views import serve

from banco.buscador import Consulta
from banco.figuras import mapa
from base.edicion import por_fondo
from base.templatetags.base_tags import inicio_de

from .models import InicioPage, pagina_en

TOKENS = ("papel", "hundido", "linea", "borde", "tinta", "gris", "ladrillo", "paramo", "cielo", "sol")


def estilo(request):
    """The pieces that the public pages are made of, in their states. In development only."""
    consulta = Consulta(QueryDict(), get_language())
    contexto = {"tokens": TOKENS, "consulta": consulta, "mapa": mapa(consulta), "medidas": range(1, 7)}
    return render(request, "sitio/estilo.html", contexto)


def no_existe(request):
    raise Http404


@por_fondo
def _sitio():
    """The only site; None where there are several, and the host decides."""
    sitios = Site.objects.select_related("root_page")[:2]
    return sitios[0] if len(sitios) == 1 else None


def servir(request, path):
    """Wagtail's view of a page, spared what it would ask for at each request: the site, the language and the home.

    What it would find is left where it keeps it (see ``Site.find_for_request`` and ``Page.route_for_request``).
    """
    sitio, inicio = _sitio(), inicio_de(get_language())
    if sitio and inicio and sitio.root_page.translation_key == inicio.translation_key:
        request._wagtail_site = sitio
        if tramos := [tramo for tramo in path.split("/") if tramo]:
            try:
                request._wagtail_route_for_request = pagina_en(inicio, request, tramos)
            except Http404:
                request._wagtail_route_for_request = None
        else:
            request._wagtail_route_for_request = InicioPage.objects.get(pk=inicio.pk).route(request, [])
    return serve(request, path)
