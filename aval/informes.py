"""The report of all avales, for Moderación and Administración."""

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from actores.grupos import ADMINISTRACION, MODERACION, pertenece
from base.hojas import ExportaSinFormulas

from .models import Aval, Retiro
from .rutas import RUTAS


def puede_ver_el_informe(usuario):
    return pertenece(usuario, MODERACION, ADMINISTRACION)


def _moderadores(request):
    return get_user_model().objects.filter(pk__in=Aval.objects.order_by().values("moderador_id")).order_by("first_name")


def _entidades():
    pares = Aval.objects.exclude(entidad_codigo="").order_by("entidad_nombre")
    return list(dict(pares.values_list("entidad_codigo", "entidad_nombre")).items())


def _clases():
    clases = Aval.objects.order_by("clase").values_list("clase", flat=True).distinct()
    return [(clase, Aval(clase=clase).clase_en_palabras) for clase in clases]


ESTADOS = {
    "vigente": _("Vigente"),
    "sustituido": _("Sustituido por otro"),
    "retirado": _("Retirado"),
}


class FiltroDeAvales(WagtailFilterSet):
    momento = django_filters.DateFromToRangeFilter(label=_("Período"), widget=DateRangePickerWidget)
    moderador = django_filters.ModelChoiceFilter(label=_("Moderador"), queryset=_moderadores)
    entidad_codigo = django_filters.ChoiceFilter(label=_("Entidad"), choices=_entidades)
    ruta = django_filters.ChoiceFilter(label=_("Ruta"), choices=list(RUTAS.items()), method="filtrar_ruta")
    estado = django_filters.ChoiceFilter(label=_("Estado"), choices=list(ESTADOS.items()), method="filtrar_estado")
    clase = django_filters.ChoiceFilter(label=_("Clase de texto"), choices=_clases)
    idioma = django_filters.ChoiceFilter(label=_("Idioma"), choices=settings.LANGUAGES)

    class Meta:
        model = Aval
        fields = ["momento", "moderador", "entidad_codigo", "ruta", "estado", "origen", "clase", "idioma"]

    def filtrar_ruta(self, avales, nombre, valor):
        return avales.filter(**{valor: True})

    def filtrar_estado(self, avales, nombre, valor):
        condiciones = {
            "sustituido": {"hay_posterior": True},
            "retirado": {"hay_posterior": False, "se_retiro": True},
            "vigente": {"hay_posterior": False, "se_retiro": False},
        }
        return avales.filter(**condiciones[valor])


def estado_de(aval):
    """Name of the state of an aval of the report, from what the query brought along."""
    if aval.hay_posterior:
        return ESTADOS["sustituido"]
    return ESTADOS["retirado"] if aval.se_retiro else ESTADOS["vigente"]


def rutas_de(aval):
    return ", ".join(str(ruta) for ruta in aval.rutas)


def fecha_de(aval):
    return date_format(localtime(aval.momento), "SHORT_DATE_FORMAT")


def quien(aval):
    return aval.moderador_nombre or aval.get_origen_display()


def historia_de(aval):
    return reverse("aval:historia", args=[aval.content_type_id, aval.object_id])


class InformeDeAvales(ExportaSinFormulas, ReportView):
    """Every aval that was ever given, newest first."""

    model = Aval
    page_title = _("Avales")
    header_icon = "check"
    index_url_name = "informe_de_avales"
    index_results_url_name = "informe_de_avales_resultados"
    filterset_class = FiltroDeAvales
    default_ordering = "-momento"
    is_searchable = False
    columns = [
        TitleColumn("titulo", label=_("Texto"), get_url=historia_de, width="30%"),
        Column("numero", label=_("Versión")),
        Column("momento", label=_("Fecha"), accessor=fecha_de),
        Column("estado", label=_("Estado"), accessor=estado_de),
        Column("idioma", label=_("Idioma")),
        Column("entidad_nombre", label=_("Entidad")),
        Column("rutas", label=_("Ruta"), accessor=rutas_de),
        Column("moderador_nombre", label=_("Moderador"), accessor=quien),
    ]
    list_export = [
        *("momento", "titulo", "numero", "idioma", "clase_en_palabras", "entidad_nombre", "rutas_en_palabras"),
        *("moderador_nombre", "get_origen_display", "estado_en_palabras", "comentario", "publico"),
    ]
    export_headings = {
        "momento": _("Fecha"),
        "titulo": _("Texto"),
        "numero": _("Versión"),
        "idioma": _("Idioma"),
        "clase_en_palabras": _("Clase"),
        "entidad_nombre": _("Entidad"),
        "rutas_en_palabras": _("Ruta"),
        "moderador_nombre": _("Moderador"),
        "get_origen_display": _("Origen"),
        "estado_en_palabras": _("Estado"),
        "comentario": _("Comentario"),
        "publico": _("Identificador público"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not puede_ver_el_informe(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        mismos = Aval.objects.filter(content_type_id=OuterRef("content_type_id"), object_id=OuterRef("object_id"))
        return Aval.objects.defer("contenido").annotate(
            hay_posterior=Exists(mismos.filter(numero__gt=OuterRef("numero"))),
            se_retiro=Exists(Retiro.objects.filter(aval_id=OuterRef("pk"))),
        )

    def get_filename(self):
        return "avales"

    def to_row_dict(self, item):
        item.estado_en_palabras, item.rutas_en_palabras = str(estado_de(item)), rutas_de(item)
        return super().to_row_dict(item)


class MenuDelInforme(MenuItem):
    def is_shown(self, request):
        return puede_ver_el_informe(request.user)
