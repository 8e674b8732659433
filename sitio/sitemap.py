"""The map of the site for search engines: plain values, in files of a bounded size, made once for each generation."""

from collections import defaultdict
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast, Substr
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from base.generacion import por_generacion
from base.idiomas import locales

from . import semillas

VISTAS = ("banco:datos_abiertos", "banco:api")
POR_ARCHIVO = 10_000  # addresses; those of one page in two languages are two
CABEZA = '<?xml version="1.0" encoding="UTF-8"?>\n'
ESQUEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


# As text, made by the database: objects of each key and each moment took half of the time of the whole map.
_CLAVE = Cast("translation_key", CharField())
_MOMENTO = Substr(Cast("last_published_at", CharField()), 1, 19)  # to the second, in UTC: «2014-01-31 15:04:05»


def _paginas():
    """``(key, language, address under its home, last published)`` of each live page that is for everybody."""
    inicios = {
        inicio.path: inicio.url_path for inicio in Page.objects.filter(depth=2, live=True).only("path", "url_path")
    }
    idiomas = {numero: locale.language_code for numero, locale in locales().items()}
    campos = (_CLAVE, "locale_id", "url_path", _MOMENTO, "path", "content_type_id")
    filas = Page.objects.filter(depth__gt=1).live().public().order_by("path").values_list(*campos).iterator()
    paginas = []
    en_indices = {clase: {} for clase in map(_clase_del_indice, semillas.CON_DIRECCION)}
    for clave, locale, url, publicada, ruta, clase in filas:
        if (inicio := inicios.get(ruta[:8])) is None:
            continue
        direccion = url[len(inicio) :]
        paginas.append((clave, idiomas[locale], direccion, publicada))
        if clase in en_indices:
            en_indices[clase][locale] = direccion
    for modelo in semillas.CON_DIRECCION:
        paginas += _bajo_su_indice(modelo, en_indices[_clase_del_indice(modelo)], idiomas)
    return paginas + _vistas({url.strip("/") for url in inicios.values()} & set(idiomas.values()))


def _vistas(codigos):
    """The same of the views that are no pages, in the languages that have a home."""
    vistas = []
    for nombre in VISTAS:
        for idioma in sorted(codigos, reverse=True):
            with override(idioma):
                vistas.append((nombre, idioma, reverse(nombre).removeprefix(f"/{idioma}/"), ""))
    return vistas


def _clase_del_indice(modelo):
    return ContentType.objects.get_for_model(apps.get_model(modelo.pagina_indice)).pk


def _bajo_su_indice(modelo, bases, idiomas):
    """The same of each live object of ``modelo``, whose address is under that of the index page of its language."""
    vivos = modelo.objects.filter(live=True, locale_id__in=bases).order_by("pk")
    return [
        (clave, idiomas[locale], f"{bases[locale]}{slug}/", publicado)
        for clave, locale, slug, publicado in vivos.values_list(_CLAVE, "locale_id", "slug", _MOMENTO)
    ]


def _versiones(raiz, paginas):
    """Key → (language → address, links to all of them), as they are written in the map."""
    direcciones = defaultdict(dict)
    # Quoted all at once, one in each line.
    todas = quote("\n".join(f"/{idioma}/{direccion}" for _clave, idioma, direccion, _publicada in paginas), safe="/\n")
    for (clave, idioma, *_resto), direccion in zip(paginas, escape(todas).splitlines(), strict=True):
        direcciones[clave][idioma] = f"{raiz}{direccion}"
    return {clave: (propias, _enlaces(propias)) for clave, propias in direcciones.items()}


def _enlaces(propias):
    enlaces = [f'<xhtml:link rel="alternate" hreflang="{lang}" href="{url}"/>' for lang, url in propias.items()]
    return "".join(enlaces)


def _archivo(paginas, versiones):
    """A file of the map. Text laid by hand: Django's template of a sitemap takes forty times as long."""
    partes = [f'{CABEZA}<urlset xmlns="{ESQUEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n']
    for clave, idioma, _direccion, publicada in paginas:
        propias, enlaces = versiones[clave]
        fecha = f"<lastmod>{publicada[:10]}T{publicada[11:]}Z</lastmod>" if publicada else ""
        partes.append(f"<url><loc>{propias[idioma]}</loc>{fecha}{enlaces}</url>\n")
    partes.append("</urlset>\n")
    return "".join(partes).encode()


@por_generacion
def _archivos(raiz):
    """The files of the map (at least one), for whoever asks in this process until the next generation."""
    paginas = _paginas()
    versiones = _versiones(raiz, paginas)
    return [
        _archivo(paginas[desde : desde + POR_ARCHIVO], versiones) for desde in range(0, len(paginas) or 1, POR_ARCHIVO)
    ]


def _lista_de_archivos(raiz, cuantos):
    archivos = "".join(f"<sitemap><loc>{raiz}/sitemap.xml?p={n}</loc></sitemap>\n" for n in range(1, cuantos + 1))
    return f'{CABEZA}<sitemapindex xmlns="{ESQUEMA}">\n{archivos}</sitemapindex>\n'.encode()


@require_safe
def sitemap(request):
    """One file while they fit in it; then a list of several (``p``)."""
    sitio = Site.find_for_request(request)
    raiz = sitio.root_url if sitio else ""
    archivos, pedido = _archivos(raiz), request.GET.get("p", "")
    numero = int(pedido) if pedido.isdecimal() and len(pedido) < 6 else 0
    if numero > len(archivos):
        raise Http404
    contenido = archivos[numero - 1] if numero or len(archivos) == 1 else _lista_de_archivos(raiz, len(archivos))
    return HttpResponse(contenido, content_type="application/xml")
