"""The map of the site for search engines: plain values, in files of a bounded size, made once for each edition."""

from collections import defaultdict
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.apps import apps
from django.contrib.sitemaps import Sitemap, views
from django.core.cache import caches
from django.core.paginator import InvalidPage
from django.http import Http404, HttpResponse
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from base import edicion
from base.edicion import por_edicion
from base.models import locales

from . import viajes

POR_ARCHIVO = 10_000  # addresses; those of one page in two languages are two
CABEZA = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


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


@por_edicion
def _versiones():
    """Key → language → path, as it is written in the map."""
    versiones = defaultdict(dict)
    for clave, idioma, direccion, _publicada in _paginas():
        versiones[clave][idioma] = escape(f"/{idioma}/{quote(direccion)}")
    return versiones


class MapaDelSitio(Sitemap):
    """For Django's index of files, which asks it how many there are."""

    limit = POR_ARCHIVO

    def items(self):
        return _paginas()


def _archivo(raiz, pagina):
    """A file of the map. Text laid by hand: Django's template of a sitemap takes forty times as long."""
    versiones, aqui, partes = _versiones(), get_current_timezone(), [CABEZA]
    for clave, idioma, _direccion, publicada in pagina.object_list:
        propias = versiones[clave]
        fecha = f"<lastmod>{publicada.astimezone(aqui).date()}</lastmod>" if publicada else ""
        partes.append(f"<url><loc>{raiz}{propias[idioma]}</loc>{fecha}")
        for lang, direccion in propias.items():
            partes.append(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{raiz}{direccion}"/>')
        partes.append("</url>\n")
    partes.append("</urlset>\n")
    return "".join(partes).encode()


@require_safe
def sitemap(request):
    """One file while they fit in it; then an index of several."""
    sitio = Site.find_for_request(request)
    mapa = MapaDelSitio()
    archivo = request.GET.get("p", "")
    archivo = archivo if archivo.isdecimal() and len(archivo) < 6 else ""
    clave, guardados = f"mapa:{edicion.actual()}:{request.scheme}:{request.get_host()}:{archivo}", caches["documentos"]
    if (contenido := guardados.get(clave)) is None:
        if archivo or mapa.paginator.num_pages == 1:
            try:
                pagina = mapa.paginator.page(archivo or 1)
            except InvalidPage as fallo:
                raise Http404 from fallo
            contenido = _archivo(sitio.root_url if sitio else "", pagina)
        else:
            contenido = views.index(request, {"paginas": mapa}, sitemap_url_name="sitemap").render().content
        guardados.set(clave, contenido)
    return HttpResponse(contenido, content_type="application/xml")
