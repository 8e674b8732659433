"""The yearly report in the admin: addresses, menu, and the text that is approved."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.snippets.models import register_snippet

from actores.grupos import es_focal
from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet

from .models import InformeAnual
from .politica import ve_todo
from .views_informe import InformeView, InsumoView


class InformeViewSet(AvalableViewSet):
    model = InformeAnual
    icon = "doc-full"
    menu_label = _("Informes anuales")
    menu_name = "informes-anuales"
    menu_order = 223
    add_to_admin_menu = True
    list_display = ["nombre", "anio", LE_FALTA, PUBLICACION, IDIOMA]
    list_export = ["nombre", "anio", *AL_EXPORTAR]
    export_headings = ENCABEZADOS
    export_filename = "informes-anuales"
    ordering = ["-anio"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
                    FieldPanel("slug"),
                    FieldPanel("anio"),
                    FieldPanel("descripcion"),
                    FieldPanel("gestion"),
                    FieldPanel("aprendizajes"),
                    FieldPanel("que_sigue"),
                ],
                heading=_("El informe"),
            )
        ]
    )


register_snippet(InformeViewSet)


@hooks.register("register_admin_urls")
def direcciones_del_informe():
    return [
        path("informe-anual/", InformeView.as_view(), name="informe"),
        path("informe-anual/<int:anio>/", InformeView.as_view(), name="informe_pasos"),
        path("informe-anual/<int:anio>/<int:entidad>/", InsumoView.as_view(), name="informe_insumo"),
    ]


class InformeMenuItem(MenuItem):
    def is_shown(self, request):
        return ve_todo(request.user) or es_focal(request.user)


@hooks.register("register_admin_menu_item")
def informe_en_el_menu():
    return InformeMenuItem(
        _("Preparar el informe"), reverse("informe"), name="informe", icon_name="doc-full", order=222
    )
