"""The public API (Wagtail's, version 2): read only, the practices with an aval in force."""

from django.http import JsonResponse
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from .. import busqueda
from ..models import PracticaPage


class BuscarEnElBanco(BaseFilterBackend):
    """``search``: the words of the Bank's own search, in every language; ``locale`` says which."""

    def filter_queryset(self, request, queryset, view):
        if "search" not in request.GET:
            return queryset
        palabras = busqueda.palabras_de(request.GET["search"])
        if not palabras:
            return queryset.none()
        halladas = {numero for idioma in busqueda.CONFIGURACION for numero in busqueda.buscar(idioma, palabras)}
        return queryset.filter(pk__in=halladas)


class PracticasAPIViewSet(PagesAPIViewSet):
    """Only practices that are in the Bank: live, approved, for everybody."""

    model = PracticaPage
    filter_backends = [
        *(filtro for filtro in PagesAPIViewSet.filter_backends if filtro is not SearchFilter),
        BuscarEnElBanco,
    ]
    meta_fields = ["detail_url", "html_url", "slug", "first_published_at", "locale"]
    listing_default_fields = ["id", "detail_url", "html_url", "slug", "title", "resumen", "locale"]
    nested_default_fields = ["id", "title", "html_url"]
    detail_only_fields = []

    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"type", "site"}

    def get_base_queryset(self):
        return PracticaPage.objects.filter(live=True, lectura__isnull=False).select_related("lectura", "locale")

    def get_queryset(self):
        return self.get_base_queryset()


def nada(request, resto):
    """What the API does not have is said in its own words."""
    return JsonResponse({"message": "not found"}, status=404)


api = WagtailAPIRouter("api")
api.register_endpoint("practicas", PracticasAPIViewSet)
