from django.templatetags.static import static
from django.urls import include, path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import Button as SnippetListingButton
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from actores.grupos import COMUNICACIONES, MODERACION, pertenece
from actores.viewsets import PANELES_DE_LISTA
from eventos.models import Evento, Premio

from . import permisos, tablero
from .models import ODS, Criterio, Poblacion, Subtema, Tema
from .vistas_de_viajes import CoberturaView, EncajanView


class TemaViewSet(SnippetViewSet):
    model = Tema
    icon = "folder-open-inverse"
    list_display = ["nombre_es", "nombre_en", "orden"]
    panels = PANELES_DE_LISTA


class SubtemaViewSet(SnippetViewSet):
    model = Subtema
    icon = "folder-inverse"
    list_display = ["nombre_es", "tema", "orden"]
    list_filter = ["tema"]
    panels = [FieldPanel("tema"), *PANELES_DE_LISTA]


class PoblacionViewSet(SnippetViewSet):
    model = Poblacion
    icon = "group"
    list_display = ["nombre_es", "nombre_en", "orden"]
    panels = PANELES_DE_LISTA


class CriterioViewSet(SnippetViewSet):
    model = Criterio
    icon = "tick-inverse"
    list_display = ["nombre_es", "basico", "orden"]
    panels = [
        *PANELES_DE_LISTA,
        FieldPanel("basico"),
        FieldPanel("pregunta_es"),
        FieldPanel("pregunta_en"),
        FieldPanel("fuente"),
    ]


class ODSViewSet(SnippetViewSet):
    model = ODS
    icon = "globe"
    list_display = ["orden", "nombre_es", "nombre_en"]
    panels = PANELES_DE_LISTA


class ListasViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Listas del Banco")
    menu_name = "listas"
    menu_icon = "list-ul"
    menu_order = 710
    items = (TemaViewSet, SubtemaViewSet, PoblacionViewSet, CriterioViewSet, ODSViewSet)


register_snippet(ListasViewSetGroup)


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("estudio/", include("practicas.urls")),
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
    if isinstance(snippet, (Evento, Premio)) and snippet.locale.language_code == "es":
        yield SnippetListingButton(
            _("Prácticas que encajan"),
            reverse("encajan", args=[snippet._meta.model_name, snippet.pk]),
            icon_name="pick",
            priority=40,
        )


@hooks.register("insert_editor_js")
def contador():
    return format_html('<script type="module" src="{}"></script>', static("practicas/js/contador.js"))


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("practicas/ficha.css"))


@hooks.register("construct_page_chooser_queryset")
def elegir_sin_lo_ajeno(paginas, request):
    return permisos.para_elegir(request.user, paginas)


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    paneles.extend(tablero.paneles(request))
