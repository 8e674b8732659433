"""The map of the site for search engines: plain values, in files of a bounded size, made once for each edition."""

from collections import defaultdict
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.apps import apps
from django.core.cache import caches
from django.core.paginator import Paginator
from django.db.models import CharField
from django.db.models.functions import Cast, Substr
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from base import edicion
from base.edicion import por_edicion
from base.models import locales

from . import viajes

POR_ARCHIVO = 10_000  # addresses; those of one page in two languages are two
CABEZA = '<?xml version="1.0" encoding="UTF-8"?>\n'
ESQUEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


# As text, made by the database: objects of each key and each moment took half of the time of the whole map.
_CLAVE = Cast("translation_key", CharField())
_MOMENTO = Substr(Cast("last_published_at", CharField()), 1, 19)  # to the second, in UTC: «2014-01-31 15:04:05»


@por_edicion
def _paginas():
    """``(key, language, address under its home, last published)`` of each live page that is for everybody."""
    inicios = {
        inicio.path: inicio.url_path for inicio in Page.objects.filter(depth=2, live=True).only("path", "url_path")
    }
    idiomas = {numero: locale.language_code for numero, locale in locales().items()}
    campos = (_CLAVE, "locale_id", "url_path", _MOMENTO, "path")
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
        campos = (_CLAVE, "locale_id", "slug", _MOMENTO)
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
    versiones, paginas = defaultdict(dict), _paginas()
    # Quoted all at once, one in each line.
    todas = quote("\n".join(f"/{idioma}/{direccion}" for _clave, idioma, direccion, _publicada in paginas), safe="/\n")
    for (clave, idioma, *_resto), direccion in zip(paginas, escape(todas).splitlines(), strict=True):
        versiones[clave][idioma] = direccion
    return versiones


def _archivo(raiz, pagina):
    """A file of the map. Text laid by hand: Django's template of a sitemap takes forty times as long."""
    versiones, partes = _versiones(), [CABEZA]
    partes.append(f'<urlset xmlns="{ESQUEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n')
    for clave, idioma, _direccion, publicada in pagina.object_list:
        propias = versiones[clave]
        fecha = f"<lastmod>{publicada[:10]}T{publicada[11:]}Z</lastmod>" if publicada else ""
        partes.append(f"<url><loc>{raiz}{propias[idioma]}</loc>{fecha}")
        for lang, direccion in propias.items():
            partes.append(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{raiz}{direccion}"/>')
        partes.append("</url>\n")
    partes.append("</urlset>\n")
    return "".join(partes).encode()


def _indice(raiz, cuantos):
    archivos = "".join(f"<sitemap><loc>{raiz}/sitemap.xml?p={numero}</loc></sitemap>\n" for numero in cuantos)
    return f'{CABEZA}<sitemapindex xmlns="{ESQUEMA}">\n{archivos}</sitemapindex>\n'.encode()


@require_safe
def sitemap(request):
    """One file while they fit in it; then an index of several (``p``)."""
    pedido = request.GET.get("p", "")
    pedido = int(pedido) if pedido.isdecimal() and len(pedido) < 6 else 0
    clave, guardados = f"mapa:{edicion.actual()}:{request.scheme}:{request.get_host()}:{pedido}", caches["documentos"]
    if (contenido := guardados.get(clave)) is None:
        sitio = Site.find_for_request(request)
        raiz, archivos = sitio.root_url if sitio else "", Paginator(_paginas(), POR_ARCHIVO)
        if pedido not in (0, *archivos.page_range):
            raise Http404
        varios = archivos.num_pages > 1 and not pedido
        contenido = _indice(raiz, archivos.page_range) if varios else _archivo(raiz, archivos.page(pedido or 1))
        guardados.set(clave, contenido)
    return HttpResponse(contenido, content_type="application/xml")
