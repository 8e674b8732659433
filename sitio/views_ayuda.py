"""The Help of the admin: the manual of one's role, searched, and the line that offers it on the dashboard."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from . import ayuda

NOMBRE_DEL_AVISO = "primer-dia"


class AyudaView(WagtailAdminTemplateMixin, TemplateView):
    """The chapters of one's manual; with ``?q=``, the sections that have those words."""

    template_name = "sitio/admin/ayuda.html"
    page_title = gettext_lazy("Ayuda")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": _("Ayuda")}]

    def get_context_data(self, **kwargs):
        suyos = ayuda.manuales_de(self.request.user)
        pregunta = self.request.GET.get("q", "").strip()[:200]
        otros = [manual for clave in ayuda.MANUALES if (manual := ayuda.manual(clave)) not in suyos]
        return super().get_context_data(
            manuales=suyos,
            otros=otros,
            pregunta=pregunta,
            hallazgos=ayuda.buscar(pregunta, [*suyos, *otros]),
            primer_dia=ayuda.PRIMER_DIA,
            **kwargs,
        )


class ManualView(AyudaView):
    template_name = "sitio/admin/manual.html"

    def get_page_title(self):
        return self.manual.titulo

    @property
    def manual(self):
        return ayuda.manual(self.kwargs["clave"])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("ayuda:indice"), "label": _("Ayuda")},
            {"url": "", "label": self.manual.titulo},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(manual=self.manual, **kwargs)


direcciones = (
    [
        path("", AyudaView.as_view(), name="indice"),
        re_path(rf"^(?P<clave>{'|'.join(ayuda.MANUALES)})/$", ManualView.as_view(), name="manual"),
    ],
    "ayuda",
)


class MenuDeAyuda(MenuItem):
    """Always in the same place of the menu; it opens the manual where it tells of the screen that one is on."""

    def render_component(self, request):
        componente = super().render_component(request)
        lugar = request.resolver_match
        if lugar and (url := ayuda.de_la_pantalla(request.user, lugar.view_name)):
            componente.url = url
        return componente


class AyudaPanel(Component):
    """On the dashboard: the manual, and the five steps of the first day until one puts them away."""

    name = "ayuda"
    template_name = "sitio/admin/tablero_ayuda.html"
    order = 50

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        perfil = getattr(self.request.user, "wagtail_userprofile", None)
        return {
            "manuales": ayuda.manuales_de(self.request.user),
            "primer_dia": ayuda.PRIMER_DIA,
            "aviso": NOMBRE_DEL_AVISO,
            "guardado": bool(perfil and perfil.dismissibles.get(NOMBRE_DEL_AVISO)),
        }
