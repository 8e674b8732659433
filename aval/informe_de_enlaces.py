"""The report of links that lead nowhere any more: of one's entity for a punto focal, of all for the others."""

from django.apps import apps
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES, pertenece
from base.direcciones_externas import UsoDeDireccion
from base.hojas import ExportaSinFormulas

from .enlaces_rotos import rotas
from .lectura import nombre_de

DE_TODO = (MODERACION, ADMINISTRACION, COMUNICACIONES)


def puede_ver(usuario):
    return pertenece(usuario, *DE_TODO, PUNTOS_FOCALES)


def visibles(usuario):
    """The uses of broken addresses that ``usuario`` reads."""
    if pertenece(usuario, *DE_TODO):
        return rotas()
    entidad = getattr(usuario, "entidad", None)
    return rotas().filter(entidad_codigo=entidad.codigo) if entidad else rotas().none()


def _modelo(uso):
    try:
        return apps.get_model(uso.clase)
    except (LookupError, ValueError):
        return None


def parte(uso):
    modelo = _modelo(uso)
    return nombre_de(modelo, uso.campo) if modelo else uso.campo


def editar(uso):
    """Where the text is edited."""
    modelo = _modelo(uso)
    if modelo is None:
        return None
    if issubclass(modelo, Page):
        return reverse("wagtailadmin_pages:edit", args=[uso.object_id])
    return reverse(modelo.snippet_viewset.get_url_name("edit"), args=[uso.object_id])


def que_pasa(uso):
    codigo = f" ({uso.direccion.codigo})" if uso.direccion.codigo else ""
    return f"{uso.direccion.get_falla_display()}{codigo}"


def desde(uso):
    return date_format(localtime(uso.direccion.rota_desde), "SHORT_DATE_FORMAT")


class InformeDeEnlaces(ExportaSinFormulas, ReportView):
    model = UsoDeDireccion
    page_title = _("Enlaces que ya no abren")
    header_icon = "warning"
    index_url_name = "enlaces_rotos"
    index_results_url_name = "enlaces_rotos_resultados"
    default_ordering = "titulo"
    is_searchable = False
    paginate_by = 50
    columns = [
        TitleColumn("titulo", label=_("Texto"), get_url=editar, width="30%"),
        Column("idioma", label=_("Idioma")),
        Column("campo", label=_("En qué parte"), accessor=parte),
        Column("direccion", label=_("Enlace")),
        Column("falla", label=_("Qué pasa"), accessor=que_pasa),
        Column("desde", label=_("Desde"), accessor=desde),
    ]
    list_export = ["titulo", "idioma", "direccion.url", "direccion.falla", "direccion.codigo", "direccion.rota_desde"]
    export_headings = {
        "titulo": _("Texto"),
        "idioma": _("Idioma"),
        "direccion.url": _("Enlace"),
        "direccion.falla": _("Qué pasa"),
        "direccion.codigo": _("Respuesta"),
        "direccion.rota_desde": _("Desde"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not puede_ver(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return visibles(self.request.user)

    def get_filename(self):
        return "enlaces"


class MenuDeEnlaces(MenuItem):
    def is_shown(self, request):
        return puede_ver(request.user)
