"""The ficha on paper: a page to print, and a tagged PDF of one practice or of a list of them."""

import mimetypes
from functools import cache as una_vez
from hashlib import blake2b

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.core.checks import Tags, Warning, register
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base import edicion

from ..indice import indice
from ..models import PracticaPage

MAXIMO_EN_LISTA = 20
_DE_AQUI = "http://banco.invalid"  # a name that no network knows: what is asked of it is read from the disk


@una_vez
def hay_weasyprint():
    """Whether PDF can be made here: WeasyPrint needs Pango, which is no Python package."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


@register(Tags.compatibility)
def revisar_weasyprint(app_configs, **kwargs):
    if hay_weasyprint():
        return []
    return [
        Warning(
            "WeasyPrint cannot be loaded: the site offers the printable page of a practice instead of its PDF.",
            hint="Install Pango (Debian: libpango-1.0-0 and libpangoft2-1.0-0).",
            id="practicas.W001",
        )
    ]


def paginas_de(idioma, claves):
    """The live practices of those slugs or UUID, in that order; what is unknown or withdrawn is left out."""
    pedidas = indice(idioma).por_nombre
    numeros = list(dict.fromkeys(pedidas[clave].pk for clave in claves if clave in pedidas))
    paginas = PracticaPage.objects.filter(live=True).select_related("lectura").in_bulk(numeros)
    # One that was left without an address cannot be cited.
    return [paginas[numero] for numero in numeros if numero in paginas and paginas[numero].full_url]


def pagina_o_404(idioma, slug):
    paginas = paginas_de(idioma, [slug])
    if not paginas:
        raise Http404
    return paginas[0]


def _html(request, paginas, titulo, en_papel):
    contexto = {
        "paginas": paginas,
        "titulo": titulo,
        "idioma": get_language(),
        "en_papel": en_papel,
        "raiz": request.build_absolute_uri("/").rstrip("/"),
    }
    return render_to_string("practicas/documento.html", contexto, request=request)


def _traer():
    """What WeasyPrint may read: our own static files, from the disk. Never the network, never another file."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Estaticos(URLFetcher):
        def fetch(self, url, headers=None):
            nombre = url.removeprefix(_DE_AQUI + settings.STATIC_URL)
            if nombre == url:
                raise ValueError(f"Not a static file: {url}")
            ruta = finders.find(nombre) or staticfiles_storage.path(nombre)
            tipo = mimetypes.guess_type(ruta)[0] or "application/octet-stream"
            return URLFetcherResponse(url, open(ruta, "rb"), {"Content-Type": tipo})  # closed by it

    return Estaticos()


def hacer_pdf(html):
    from weasyprint import HTML

    return HTML(string=html, base_url=f"{_DE_AQUI}/", url_fetcher=_traer()).write_pdf(
        pdf_tags=True, pdf_variant="pdf/ua-1", optimize_images=True
    )


def _pdf(request, paginas, titulo, nombre):
    clave = "|".join([edicion.actual(), request.get_host(), get_language(), *(pagina.slug for pagina in paginas)])
    clave = f"pdf:{blake2b(clave.encode(), digest_size=16).hexdigest()}"
    guardados = caches["documentos"]
    if (contenido := guardados.get(clave)) is None:
        contenido = hacer_pdf(_html(request, paginas, titulo, en_papel=True))
        guardados.set(clave, contenido)
    respuesta = HttpResponse(contenido, content_type="application/pdf")
    respuesta.headers["Content-Disposition"] = f'inline; filename="{slugify(nombre)[:80]}.pdf"'
    return respuesta


@require_safe
def imprimir(request, slug):
    pagina = pagina_o_404(get_language(), slug)
    return HttpResponse(_html(request, [pagina], pagina.title, en_papel=False))


@require_safe
def pdf(request, slug):
    pagina = pagina_o_404(get_language(), slug)
    if not hay_weasyprint():
        return redirect("banco:imprimir", slug=slug)
    return _pdf(request, [pagina], pagina.title, pagina.slug)


@require_safe
def pdf_de_la_lista(request):
    paginas = paginas_de(get_language(), request.GET.getlist("p")[:MAXIMO_EN_LISTA])
    if not paginas:
        raise Http404
    if not hay_weasyprint():
        return redirect(f"{reverse('banco:lista')}?{request.META.get('QUERY_STRING', '')}")
    return _pdf(request, paginas, _("Una selección del Banco de Buenas Prácticas de Bogotá"), _("seleccion"))
