"""Shortcuts through Wagtail: what it would ask for again and again, and is known. All of them, and nothing else.

``ATAJOS = False`` turns them off: the site says the same, slower (the suite passes so). One holds what publishing costs
as the Bank grows (the search of the admin); two, what a page costs that is not kept (see ``bench/README.md``).
"""

from functools import cache

from django.conf import settings
from django.db import connection
from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import PageViewRestriction, Site

from .generacion import por_fondo
from .prestado import prestado, sustituye

# --- The search of the admin ----------------------------------------------------------------------------------------

_CLASES = {"sqlite": "sqlite.sqlite.SQLiteIndex", "postgresql": "postgres.postgres.PostgresIndex"}
prestado(
    f"modelsearch.backends.database.{_CLASES[connection.vendor]}._refresh_title_norms",
    "(self, full=False)",
    por="To tell how long a title is beside the others, all of them are averaged whenever one is written: what it "
    "costs to publish would grow with the Bank. No setting leaves it out.",
)


@cache
def _sin_promedios(clase):
    class SinPromedios(clase):
        def _refresh_title_norms(self, full=False):
            if full:
                super()._refresh_title_norms(full=True)

    return SinPromedios


def SearchBackend(params):  # the name that Wagtail looks for
    """The backend of the database in use; it compares titles when the index is made anew (``update_index``)."""
    from modelsearch.backends import database  # asks for all models

    backend = database.SearchBackend(params)
    if settings.ATAJOS:
        backend.index_class = _sin_promedios(backend.index_class)
    return backend


# --- A page that is not kept ----------------------------------------------------------------------------------------


@por_fondo
def hay_restricciones():
    return PageViewRestriction.objects.exists()


class SinPreguntarRestricciones:
    """Mixin of a page: who may see it is asked only where some page of the site is restricted.

    Wagtail asks at each request for the ancestors of the page, and for the restrictions of them all.
    """

    @sustituye
    def get_view_restrictions(self):
        if settings.ATAJOS and not hay_restricciones():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


prestado(
    "wagtail.models.Site.find_for_request",
    "(request)",
    por="What it finds it leaves in ``request._wagtail_site``, where it is looked for first: so does ``servir``.",
    dice="_wagtail_site",
)
prestado(
    "wagtail.models.Page.route_for_request",
    "(request, path)",
    por="What it finds it leaves in ``request._wagtail_route_for_request``, where it is looked for first.",
    dice="_wagtail_route_for_request",
)


@por_fondo
def _sitio():
    """The only site; None where there are several, and the host decides."""
    sitios = Site.objects.select_related("root_page")[:2]
    return sitios[0] if len(sitios) == 1 else None


def servir(request, path):
    """Wagtail's view of a page, spared what it would ask for at each request: the site, the language and the home."""
    from wagtail.views import serve  # asks for all models

    if settings.ATAJOS:
        _adelantar(request, [tramo for tramo in path.split("/") if tramo])
    return serve(request, path)


def _adelantar(request, tramos):
    """Leave what Wagtail would find where it keeps it."""
    from .templatetags.base_tags import inicio_de  # asks for the models of this room, which ask for this file

    sitio, inicio = _sitio(), inicio_de(get_language())
    if not (sitio and inicio and sitio.root_page.translation_key == inicio.translation_key):
        return
    request._wagtail_site = sitio
    # On the way to another page nothing is read of the home but where it is; what is served is read anew.
    portada = inicio.specific_deferred if tramos else inicio.specific_class.objects.get(pk=inicio.pk)
    try:
        request._wagtail_route_for_request = portada.route(request, tramos)
    except Http404:
        request._wagtail_route_for_request = None
