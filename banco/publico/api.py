"""The public API (Wagtail's, version 2): read only, the practices with an aval in force."""

import datetime

from django.http import Http404, JsonResponse
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError, parse_boolean
from wagtail.api.v2.views import PagesAPIViewSet

from practicas.models import PracticaPage

from .. import busqueda
from ..raices import ALGORITMOS

MAYOR = 2**31 - 1  # of any number that a request may bring: rows are counted with less


def numero(texto):
    """``texto`` as a row number; raises ``ValueError`` for what cannot be one."""
    if not (texto.isascii() and texto.isdecimal() and len(texto) <= len(str(MAYOR)) and int(texto) <= MAYOR):
        raise ValueError(f"not a whole number from 0 to {MAYOR}")
    return int(texto)


# What may be asked for → where it is, and how it is read: what the public reads of a practice, terms by their code.
FILTROS = {
    "id": ("pk", numero),
    "slug": ("slug", str),
    "title": ("title", str),
    "fecha_inicio": ("fecha_inicio", datetime.date.fromisoformat),
    "fecha_fin": ("fecha_fin", datetime.date.fromisoformat),
    "toda_la_ciudad": ("toda_la_ciudad", parse_boolean),
    "entidad": ("entidad__codigo", str),
    "sector": ("entidad__sector__codigo", str),
    "tema": ("tema__codigo", str),
    "subtema": ("subtema__codigo", str),
    "localidades": ("localidades__codigo", str),
    "poblaciones": ("poblaciones__codigo", str),
    "ods": ("ods__orden", numero),
}
ORDENES = ("id", "slug", "title", "fecha_inicio", "fecha_fin", "first_published_at")
# The numbers that Wagtail itself reads.
NUMEROS = ("limit", "offset", "child_of", "ancestor_of", "descendant_of", "translation_of")


class FiltrarPorLoPublico(BaseFilterBackend):
    """``?field=value`` for the fields of ``FILTROS``; the last value of each, as Wagtail does."""

    def filter_queryset(self, request, queryset, view):
        for nombre, (columna, leer) in FILTROS.items():
            if (texto := request.GET.get(nombre)) is None:
                continue
            try:
                queryset = queryset.filter(**{columna: leer(texto)})
            except ValueError as error:
                raise BadRequestError(f"field filter error. '{texto}' is not a valid value for {nombre}") from error
        return queryset


class OrdenarPorLoPublico(OrderingFilter):
    """``?order=`` by the fields of ``ORDENES``."""

    def filter_queryset(self, request, queryset, view):
        for campo in filter(None, request.GET.get("order", "").split(",")):
            if campo.removeprefix("-") not in (*ORDENES, "random"):
                raise BadRequestError(f"cannot order by '{campo}' (unknown field)")
        return super().filter_queryset(request, queryset, view)


class BuscarEnElBanco(BaseFilterBackend):
    """``search``: the words of the Bank's own search, in every language; ``locale`` says which."""

    def filter_queryset(self, request, queryset, view):
        if "search" not in request.GET:
            return queryset
        palabras = busqueda.palabras_de(request.GET["search"])
        if not palabras:
            return queryset.none()
        halladas = {numero for idioma in ALGORITMOS for numero in busqueda.buscar(idioma, palabras)}
        return queryset.filter(pk__in=halladas)


_EN_SU_LUGAR = {FieldsFilter: FiltrarPorLoPublico, OrderingFilter: OrdenarPorLoPublico, SearchFilter: BuscarEnElBanco}


class PracticasAPIViewSet(PagesAPIViewSet):
    """Only practices that are in the Bank: live, approved, for everybody."""

    model = PracticaPage
    filter_backends = [_EN_SU_LUGAR.get(filtro, filtro) for filtro in PagesAPIViewSet.filter_backends]
    meta_fields = ["detail_url", "html_url", "slug", "first_published_at", "locale"]
    listing_default_fields = ["id", "detail_url", "html_url", "slug", "title", "resumen", "locale"]
    nested_default_fields = ["id", "title", "html_url"]
    detail_only_fields = []

    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"type", "site"}

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False):
        """Wagtail takes each column for something to filter and to order by: here, what is said to be."""
        if db_fields_only:
            return [*FILTROS, *(campo for campo in ORDENES if campo not in FILTROS)]
        return super().get_available_fields(model)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        for nombre, valores in request.GET.lists():
            if any("\x00" in texto for texto in (nombre, *valores)):
                raise BadRequestError("null characters are not allowed")
            if nombre in NUMEROS and valores[-1] != "root":
                try:
                    numero(valores[-1])
                except ValueError as error:
                    raise BadRequestError(f"{nombre} must be a positive integer no greater than {MAYOR}") from error

    def get_base_queryset(self):
        return PracticaPage.objects.filter(live=True, publicada__isnull=False).select_related("publicada", "locale")

    def get_queryset(self):
        return self.get_base_queryset()

    def filter_queryset(self, queryset):
        try:
            return super().filter_queryset(queryset)
        except PracticaPage.DoesNotExist as error:  # which is no ``Page.DoesNotExist``: its bases are abstract
            raise BadRequestError("page doesn't exist") from error

    def get_object(self):
        try:
            numero(str(self.kwargs["pk"]))
        except ValueError as error:
            raise Http404("not found") from error
        return super().get_object()

    def find_object(self, queryset, request):
        try:
            numero(request.GET.get("id", "0"))
            return super().find_object(queryset, request)
        except ValueError as error:
            raise Http404("not found") from error


def nada(request, resto):
    """What the API does not have is said in its own words."""
    return JsonResponse({"message": "not found"}, status=404)


api = WagtailAPIRouter("api")
api.register_endpoint("practicas", PracticasAPIViewSet)
