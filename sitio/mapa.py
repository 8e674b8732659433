"""The map of the site for search engines: plain values, in files of a bounded size, made once for each edition."""

from collections import defaultdict
from urllib.parse import quote

from django.apps import apps
from django.contrib.sitemaps import Sitemap, views
from django.core.cache import caches
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from base import edicion
from base.edicion import por_edicion
from base.models import locales

from . import viajes

POR_ARCHIVO = 10_000  # addresses; those of one page in two languages are two


@por_edicion
def _paginas():
    """``(key, language, address under its home, last published)`` of each live page that is for everybody."""
    inicios = {
        inicio.path: inicio.url_path for inicio in Page.objects.filter(depth=2, live=True).only("path", "url_path")
    }
    idiomas = {numero: locale.language_code for numero, locale in locales().items()}
    campos = ("translation_key", "locale_id", "url_path", "last_published_at", "path")
    filas = Page.objects.filter(depth__gt=1).live().public().order_by("path").values_list(*campos).iterator()
    paginas = [
        (clave, idiomas[locale], direccion[len(inicios[ruta[:8]]) :], publicada)
        for clave, locale, direccion, publicada, ruta in filas
        if ruta[:8] in inicios
    ]
    return paginas + _bajo_sus_indices(inicios, idiomas)


def _bajo_sus_indices(inicios, idiomas):
    """The same of each live network, platform, award and event, whose address is under that of its index page."""
    entradas = []
    for modelo in viajes.CON_DIRECCION:
        indices = apps.get_model(modelo.pagina_indice).objects.live().public()
        bases = {
            indice.locale_id: indice.url_path[len(inicios[indice.path[:8]]) :]
            for indice in indices
            if indice.path[:8] in inicios
        }
        campos = ("translation_key", "locale_id", "slug", "last_published_at")
        entradas += [
            (clave, idiomas[locale], f"{bases[locale]}{slug}/", publicado)
            for clave, locale, slug, publicado in modelo.objects.filter(live=True, locale_id__in=bases)
            .order_by("pk")
            .values_list(*campos)
        ]
    return entradas


class MapaDelSitio(Sitemap):
    limit = POR_ARCHIVO

    def __init__(self, raiz):
        self.raiz = raiz

    def items(self):
        return _paginas()

    def _urls(self, page, protocol, domain):
        versiones = defaultdict(list)
        for clave, idioma, direccion, _publicada in _paginas():
            versiones[clave].append({"location": f"{self.raiz}/{idioma}/{quote(direccion)}", "lang_code": idioma})
        urls = []
        for clave, idioma, _direccion, publicada in self.paginator.page(page).object_list:
            propia = next(una["location"] for una in versiones[clave] if una["lang_code"] == idioma)
            urls.append({"location": propia, "lastmod": publicada, "alternates": versiones[clave]})
        return urls


@require_safe
def sitemap(request):
    """One file while they fit in it; then an index of several."""
    sitio = Site.find_for_request(request)
    mapas = {"paginas": MapaDelSitio(sitio.root_url if sitio else "")}
    archivo = request.GET.get("p", "")
    archivo = archivo if archivo.isdecimal() and len(archivo) < 6 else ""
    clave, guardados = f"mapa:{edicion.actual()}:{request.scheme}:{request.get_host()}:{archivo}", caches["documentos"]
    if (contenido := guardados.get(clave)) is None:
        if archivo or mapas["paginas"].paginator.num_pages == 1:
            respuesta = views.sitemap(request, mapas)
        else:
            respuesta = views.index(request, mapas, sitemap_url_name="sitemap")
        contenido = respuesta.render().content
        guardados.set(clave, contenido)
    return HttpResponse(contenido, content_type="application/xml")
