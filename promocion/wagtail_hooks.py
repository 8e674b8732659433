from django.templatetags.static import static
from django.urls import include, path, re_path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.widgets.button import Button as SnippetListingButton
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from actores.grupos import COMUNICACIONES, MODERACION, PUNTOS_FOCALES, pertenece
from base.idiomas import ESPANOL
from eventos.models import Evento, Premio
from practicas.models import PracticaPage

from . import permisos
from .models import Objetivo
from .servicio import ACCION
from .views import CoberturaView, EncajanView, enlace_a_las_que_encajan
from .viewsets import ObjetivoViewSet, TextoComunViewSet

register_snippet(ObjetivoViewSet)
register_snippet(TextoComunViewSet)


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("postulaciones/", include("promocion.urls")),
        path("viajes/cobertura/", CoberturaView.as_view(), name="cobertura"),
        re_path(r"^viajes/encajan/(?P<clase>evento|premio)/(?P<pk>\d+)/$", EncajanView.as_view(), name="encajan"),
    ]


@hooks.register("register_reports_menu_item")
def cobertura_en_informes():
    return CoberturaMenuItem(_("Cobertura de las redes"), reverse("cobertura"), icon_name="globe", order=900)


class CoberturaMenuItem(MenuItem):
    def is_shown(self, request):
        return pertenece(request.user, COMUNICACIONES, MODERACION)


@hooks.register("register_snippet_listing_buttons")
def practicas_que_encajan(snippet, user, next_url=None):
    if isinstance(snippet, (Evento, Premio)) and snippet.locale.language_code == ESPANOL:
        texto, url = enlace_a_las_que_encajan(snippet)
        yield SnippetListingButton(texto, url, icon_name="pick", priority=40)
    elif isinstance(snippet, Objetivo):
        yield SnippetListingButton(
            _("Qué pide y qué encaja"),
            reverse("postulaciones:objetivo", args=[snippet.pk]),
            icon_name="pick",
            priority=40,
        )
        if user.has_perm("promocion.change_objetivo"):
            yield SnippetListingButton(
                _("Preguntas y límites"),
                reverse("postulaciones:preguntas", args=[snippet.pk]),
                icon_name="list-ul",
                priority=41,
            )


class DeQuienPrepara(MenuItem):
    def is_shown(self, request):
        return permisos.prepara(request.user)


class DeQuienGuarda(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("promocion.view_objetivo")


class DeLosPaquetes(MenuItem):
    def is_shown(self, request):
        return permisos.prepara(request.user) or pertenece(request.user, PUNTOS_FOCALES)


@hooks.register("register_admin_menu_item")
def menu_de_postulaciones():
    lista = "wagtailsnippets_promocion_{}:list"
    return SubmenuMenuItem(
        _("Postulaciones"),
        Menu(
            items=[
                DeQuienPrepara(_("Prácticas y objetivos"), reverse("postulaciones:matriz"), icon_name="table", order=1),
                DeQuienPrepara(_("Convocatorias"), reverse("postulaciones:calendario"), icon_name="calendar", order=2),
                DeLosPaquetes(_("Paquetes"), reverse("postulaciones:paquetes"), icon_name="doc-full", order=3),
                DeQuienGuarda(_("Objetivos"), reverse(lista.format("objetivo")), icon_name="pick", order=4),
                DeQuienGuarda(
                    _("Textos comunes"), reverse(lista.format("textocomun")), icon_name="doc-full-inverse", order=5
                ),
            ]
        ),
        name="postulaciones",
        icon_name="pick",
        order=310,
    )


class BotonDePostular(PageMenuItem):
    label = _("A qué se puede postular")
    icon_name = "pick"

    def is_shown(self, user):
        return (
            isinstance(self.page, PracticaPage)
            and self.page.locale.language_code == ESPANOL
            and permisos.ve(user, self.page)
        )

    @cached_property
    def url(self):
        return reverse("postulaciones:practica", args=[self.page.pk])


@hooks.register("register_page_header_buttons")
def postular_la_practica(page, user, view_name, next_url=None):
    yield BotonDePostular(page=page, priority=68)


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("promocion/postulaciones.css"))


@hooks.register("register_log_actions")
def acciones(registro):
    @registro.register_action(ACCION)
    class CambioDeEstado(LogFormatter):
        label = _("Cambiar el estado de un paquete de postulación")

        def format_message(self, entrada):
            return gettext("De «%(de)s» a «%(a)s»") % {"de": entrada.data.get("de", ""), "a": entrada.data.get("a", "")}
