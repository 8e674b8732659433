"""The map of the site for search engines: plain values, in files of a bounded size, made once for each edition."""

from collections import defaultdict
from urllib.parse import quote

from django.contrib.sitemaps import Sitemap, views
from django.core.cache import caches
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from base import edicion
from base.edicion import por_edicion
from base.models import locales

POR_ARCHIVO = 10_000  # addresses; those of one page in two languages are two


@por_edicion
def _entradas(raiz):
    """What the map says of each live page that is for everybody, and of what has its address below one."""
    inicios = {
        inicio.path: inicio.url_path for inicio in Page.objects.filter(depth=2, live=True).only("path", "url_path")
    }
    idiomas = {numero: locale.language_code for numero, locale in locales().items()}
    vivas = Page.objects.filter(depth__gt=1).live().public().order_by("path")
    campos = ("translation_key", "locale_id", "url_path", "last_published_at", "path")
    paginas, versiones = [], defaultdict(list)
    for clave, locale, direccion, publicada, ruta in vivas.values_list(*campos).iterator():
        if ruta[:8] in inicios:
            idioma = idiomas[locale]
            url = f"{raiz}/{idioma}/{quote(direccion[len(inicios[ruta[:8]]) :])}"
            versiones[clave].append({"location": url, "lang_code": idioma})
            paginas.append((clave, url, publicada))
    entradas = [{"location": url, "lastmod": cuando, "alternates": versiones[clave]} for clave, url, cuando in paginas]
    # The kinds of page that know of addresses of their own below them: there are few of those pages.
    propias = [modelo for modelo in get_page_models() if modelo.get_sitemap_urls is not Page.get_sitemap_urls]
    ya = {entrada["location"] for entrada in entradas}
    for pagina in vivas.type(*propias).specific() if propias else ():
        entradas += [una for una in pagina.get_sitemap_urls() if una["location"] not in ya]
    return entradas


class MapaDelSitio(Sitemap):
    limit = POR_ARCHIVO

    def __init__(self, raiz):
        self.raiz = raiz

    def items(self):
        return _entradas(self.raiz)

    def _urls(self, page, protocol, domain):
        return self.paginator.page(page).object_list


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
