"""The public API (Wagtail's, version 2): read only, the practices with an aval in force."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError, parse_boolean
from wagtail.api.v2.views import PagesAPIViewSet

from practicas.models import PracticaPage

from .. import busqueda
from ..catalogo import catalogo
from ..raices import ALGORITMOS

MAYOR = 2**31 - 1  # of any number that a request may bring: rows are counted with less


def numero(texto):
    """``texto`` as a row number; raises ``ValueError`` for what cannot be one."""
    if not (texto.isascii() and texto.isdecimal() and len(texto) <= len(str(MAYOR)) and int(texto) <= MAYOR):
        raise ValueError(f"not a whole number from 0 to {MAYOR}")
    return int(texto)


@dataclass(frozen=True)
class Filtro:
    """What may be asked for: ``columna``, where it is; ``leer``, how its value is read; ``pide``, that value in words.

    ``lista``: the closed list whose codes are its values, of which an unknown one is refused. ``dato``: what of a term
    is its code there.
    """

    columna: str
    leer: Callable
    pide: str | Promise
    esquema: dict
    de_ejemplo: str = ""
    lista: str = ""
    dato: str = "codigo"

    @property
    def valores(self):
        """The values that there are, if they are a closed list; else None."""
        return [getattr(termino, self.dato) for termino in catalogo()[self.lista].values()] if self.lista else None

    @property
    def ejemplo(self):
        """A value that it takes; empty while its list is."""
        return self.de_ejemplo or str(next(iter(self.valores), ""))


def _de_lista(columna, lista):
    return Filtro(columna, str, _("un código de la lista"), {"type": "string"}, lista=lista)


def _dia(columna, ejemplo):
    esquema = {"type": "string", "format": "date"}
    return Filtro(columna, datetime.date.fromisoformat, _("una fecha, AAAA-MM-DD"), esquema, ejemplo)


# What the public reads of a practice, terms by their code.
FILTROS = {
    "id": Filtro("pk", numero, _("un número"), {"type": "integer"}, "27"),
    "slug": Filtro("slug", str, _("el final de la dirección de la práctica"), {"type": "string"}, "ciclovia"),
    "title": Filtro("title", str, _("el título, entero"), {"type": "string"}, "Ciclovía"),
    "fecha_inicio": _dia("fecha_inicio", "2016-03-01"),
    "fecha_fin": _dia("fecha_fin", "2019-12-31"),
    "toda_la_ciudad": Filtro("toda_la_ciudad", parse_boolean, _("true o false"), {"enum": ["true", "false"]}, "true"),
    "entidad": _de_lista("entidad__codigo", "entidad"),
    "sector": _de_lista("entidad__sector__codigo", "sector"),
    "tema": _de_lista("tema__codigo", "tema"),
    "subtema": _de_lista("subtema__codigo", "subtema"),
    "localidades": _de_lista("localidades__codigo", "localidad"),
    "poblaciones": _de_lista("poblaciones__codigo", "poblacion"),
    "ods": Filtro(
        "ods__orden", numero, _("un número del 1 al 17"), {"type": "integer"}, "11", lista="ods", dato="numero"
    ),
}
ORDENES = ("id", "slug", "title", "fecha_inicio", "fecha_fin", "first_published_at")
# The numbers that Wagtail itself reads.
NUMEROS = ("limit", "offset", "child_of", "ancestor_of", "descendant_of", "translation_of")


class ValorDesconocido(BadRequestError):
    """A value that a closed list does not have; ``valores``: those that it has."""

    def __init__(self, nombre, texto, valores):
        super().__init__(f"'{texto}' is not a value of {nombre}: see 'valores' for those that it takes")
        self.valores = valores


class FiltrarPorLoPublico(BaseFilterBackend):
    """``?field=value`` for the fields of ``FILTROS``; the last value of each, as Wagtail does."""

    def filter_queryset(self, request, queryset, view):
        for nombre, filtro in FILTROS.items():
            if (texto := request.GET.get(nombre)) is None:
                continue
            try:
                valor = filtro.leer(texto)
            except ValueError as error:
                raise BadRequestError(self._frase(filtro, nombre, texto)) from error
            if filtro.lista and valor not in filtro.valores:
                raise ValorDesconocido(nombre, texto, filtro.valores)
            queryset = queryset.filter(**{filtro.columna: valor})
        return queryset

    def _frase(self, filtro, nombre, texto):
        with override("en"):  # as the rest of what Wagtail's API says
            return f"field filter error. '{texto}' is not a valid value for {nombre}: it takes {filtro.pide}"


class OrdenarPorLoPublico(OrderingFilter):
    """``?order=`` by the fields of ``ORDENES``."""

    def filter_queryset(self, request, queryset, view):
        for campo in filter(None, request.GET.get("order", "").split(",")):
            if campo.removeprefix("-") not in (*ORDENES, "random"):
                validos = ", ".join((*ORDENES, "random"))
                raise BadRequestError(f"cannot order by '{campo}' (unknown field): it takes {validos}")
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

    def handle_exception(self, exc):
        respuesta = super().handle_exception(exc)
        if isinstance(exc, ValorDesconocido):
            respuesta.data["valores"] = exc.valores
        return respuesta

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


api = WagtailAPIRouter("api")
api.register_endpoint("practicas", PracticasAPIViewSet)
