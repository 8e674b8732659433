"""Administration of the glossary."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet

from base.hojas import ListaSinFormulas

from . import glosario
from .models import Termino


class GlosarioIndexView(ListaSinFormulas):
    FORMATS = ()  # it has a file of its own, that also comes in
    show_export_buttons = False

    @property
    def header_more_buttons(self):
        botones = list(super().header_more_buttons)
        botones.append(
            HeaderButton(_("Exportar CSV"), url=reverse("glosario:exportar"), icon_name="download", priority=90)
        )
        if self.user_has_permission("add"):
            botones.append(
                HeaderButton(_("Importar CSV"), url=reverse("glosario:importar"), icon_name="upload", priority=91)
            )
        return botones


class TerminoViewSet(SnippetViewSet):
    model = Termino
    icon = "openquote"
    menu_label = gettext_lazy("Glosario")
    menu_name = "glosario"
    menu_order = 720
    add_to_admin_menu = True
    index_view_class = GlosarioIndexView
    list_display = ["es", "en", "nota"]
    list_filter = ["distingue_mayusculas"]
    search_fields = ["es", "en", "variantes_es", "variantes_en", "nota"]
    search_backend_name = None
    panels = [
        FieldRowPanel([FieldPanel("es"), FieldPanel("en")]),
        FieldRowPanel([FieldPanel("variantes_es"), FieldPanel("variantes_en")]),
        FieldRowPanel([FieldPanel("prohibidas_es"), FieldPanel("prohibidas_en")]),
        FieldPanel("distingue_mayusculas"),
        FieldPanel("nota"),
    ]


class _ConPermiso(PermissionRequiredMixin):
    raise_exception = True


class ExportarView(_ConPermiso, View):
    permission_required = "traducciones.view_termino"

    def get(self, request):
        respuesta = HttpResponse("\ufeff" + glosario.exportar(), content_type="text/csv; charset=utf-8")
        respuesta["Content-Disposition"] = 'attachment; filename="glosario.csv"'
        return respuesta


class ImportarView(_ConPermiso, WagtailAdminTemplateMixin, TemplateView):
    """A CSV is read, shown row by row as what it would do, put right on the spot, and only then applied."""

    permission_required = ("traducciones.add_termino", "traducciones.change_termino")
    template_name = "traducciones/importar_glosario.html"
    page_title = gettext_lazy("Importar el glosario")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(Termino.snippet_viewset.get_url_name("list")), "label": _("Glosario")},
            {"url": "", "label": self.page_title},
        ]

    def post(self, request):
        texto = request.POST.get("csv", "")
        try:
            if subido := request.FILES.get("archivo"):
                texto = glosario.descifrar(subido.read(glosario.LIMITE + 1))
            if not texto.strip():
                raise ValidationError(_("Elija un archivo CSV."))
            filas = glosario.leer_csv(texto)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(texto=texto, error=error.messages[0]))
        if "aplicar" in request.POST and not any(fila.errores for fila in filas):
            nuevas, cambiadas = glosario.aplicar(filas)
            messages.success(
                request,
                ngettext(
                    "El glosario se importó: %(nuevas)s término nuevo, %(cambiadas)s cambiado.",
                    "El glosario se importó: %(nuevas)s términos nuevos, %(cambiadas)s cambiados.",
                    nuevas,
                )
                % {"nuevas": nuevas, "cambiadas": cambiadas},
            )
            return redirect(Termino.snippet_viewset.get_url_name("list"))
        return self.render_to_response(
            self.get_context_data(
                texto=texto,
                filas=filas,
                con_errores=[fila for fila in filas if fila.errores],
                columnas=glosario.COLUMNAS,
            )
        )


direcciones = (
    [
        path("exportar/", ExportarView.as_view(), name="exportar"),
        path("importar/", ImportarView.as_view(), name="importar"),
    ],
    "glosario",
)
