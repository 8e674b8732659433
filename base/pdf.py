"""A page as a tagged PDF (PDF/UA-1). For every room."""

import mimetypes
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

_DE_AQUI = "http://banco.invalid"  # a name that no network knows: what is asked of it is read from the disk


@cache
def hay_weasyprint():
    """Whether PDF can be made here: WeasyPrint needs Pango, which is no Python package."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def _traer():
    """What WeasyPrint may read: what the document has inside, and our own static files, from the disk.

    Never the network, never another file.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Estaticos(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
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
