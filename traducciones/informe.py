"""The parity report in the admin, and its totals on the dashboard."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail_localize.models import get_edit_url

from actores.grupos import COMUNICACIONES, MODERACION, pertenece
from aval.tablero import pantalla_de
from base.hojas import ExportaSinFormulas

from . import paridad
from .atraso import tipos
from .informe_de_borradores import direcciones as direcciones_de_borradores
from .informe_de_borradores import puede_pedir, reparo_del_traductor
from .models import BorradorDeMaquina

QUIENES = (COMUNICACIONES, MODERACION)


def puede_ver(usuario):
    return usuario.is_superuser or pertenece(usuario, *QUIENES)


class FiltroDeParidad(django_filters.FilterSet):
    """The filters of the report, whose rows come from several tables."""

    estado = django_filters.ChoiceFilter(label=_("Estado"), choices=paridad.ESTADOS, method="_igual")
    tipo = django_filters.ChoiceFilter(label=_("Tipo"), method="_igual")

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None, **kwargs):
        super().__init__(data, queryset=paridad.versiones(), request=request, prefix=prefix)
        self.filters["tipo"].extra["choices"] = [
            (modelo._meta.label, capfirst(modelo._meta.verbose_name)) for modelo in tipos()
        ]

    def filter_queryset(self, lista):
        datos = self.form.cleaned_data
        return lista.filtradas(datos.get("estado") or "", datos.get("tipo") or "")

    def _igual(self, lista, nombre, valor):
        return lista


class ParidadView(ExportaSinFormulas, ReportView):
    """Texts × languages: what is live, proposed, behind (sections, segments, days) and missing."""

    page_title = _("El inglés frente al español")
    header_icon = "wagtail-localize-language"
    index_url_name = "paridad:informe"
    index_results_url_name = "paridad:resultados"
    results_template_name = "traducciones/paridad_resultados.html"
    filterset_class = FiltroDeParidad
    is_searchable = True
    search_fields = ["title"]  # of pages; of the other kinds, their name
    context_object_name = "versiones"
    any_permission_required = ()
    list_export = ["titulo", "tipo", "idioma_legible", "estado_legible", "secciones", "segmentos", "desde", "dias"]
    export_headings = {
        "titulo": _("Texto"),
        "tipo": _("Tipo"),
        "idioma_legible": _("Idioma"),
        "estado_legible": _("Estado"),
        "secciones": _("Secciones atrasadas"),
        "segmentos": _("Segmentos por hacer"),
        "desde": _("Atrasado desde"),
        "dias": _("Días de atraso"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not puede_ver(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        return "paridad"

    def get_base_queryset(self):
        return paridad.versiones()

    def search_queryset(self, queryset):
        return queryset.filtradas(busca=self.search_query or "")

    def order_queryset(self, queryset):
        return queryset

    def get_context_data(self, **kwargs):
        context = super().get_context_data(totales=resumen(), **kwargs)
        if self.is_export:
            return context
        pide = puede_pedir(self.request.user)
        sin_traductor = reparo_del_traductor() if pide else ""
        lista = context["object_list"] = list(context["object_list"])
        borradores = BorradorDeMaquina.de({version.original.translation_key for version in lista}) if pide else {}
        for version in lista:
            version.url_de_edicion = get_edit_url(version.objeto or version.original)
            version.accion = accion_de(version, self.request.user)
            version.borrador = borradores.get((version.original.translation_key, version.idioma))
            espera = version.borrador and not version.borrador.se_puede_pedir and not version.borrador.terminado
            version.se_elige = version.admite_borrador and not espera
        return context | {
            "puede_pedir": pide,
            "razon_sin_traductor": sin_traductor,
            "se_elige": pide and not sin_traductor and any(version.se_elige for version in lista),
        }


def accion_de(version, usuario):
    """What ``usuario`` can do with it now: (address, name), or None."""
    if version.tarea and pertenece(usuario, MODERACION):
        return pantalla_de(version.tarea), _("Decidir")
    if not usuario.has_perm("wagtail_localize.submit_translation"):
        return None
    if version.estado == paridad.FALTA:
        return version.url, _("Empezar")
    if version.traduccion and version.segmentos:
        return version.url, _("Traducir lo que falta")
    if version.traduccion and version.estado in (paridad.BORRADOR, paridad.ATRASADO):
        return version.url, _("Enviar a aval")
    return None


def resumen():
    """The totals, each with its name and the address of the report that shows them: list of dicts."""
    cuenta = paridad.totales()
    direccion = reverse("paridad:informe")
    return [
        {"estado": estado, "nombre": nombre, "total": cuenta[estado], "url": f"{direccion}?estado={estado}"}
        for estado, nombre in paridad.ESTADOS
    ]


class ParidadPanel(Component):
    """On the dashboard: how much of the Bank can be read in English."""

    name = "paridad"
    template_name = "traducciones/tablero_paridad.html"
    order = 110

    def get_context_data(self, parent_context):
        return {"totales": resumen(), "url": reverse("paridad:informe")}


direcciones = (
    [
        path("", ParidadView.as_view(), name="informe"),
        path("resultados/", ParidadView.as_view(results_only=True), name="resultados"),
        *direcciones_de_borradores,
    ],
    "paridad",
)
