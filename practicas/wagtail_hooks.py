from django.http import Http404
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from actores.viewsets import PANELES_DE_LISTA

from . import permisos, tablero
from .models import ODS, Archivo, Criterio, Poblacion, Subtema, Tema


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
    return [path("estudio/", include("practicas.urls"))]


@hooks.register("insert_editor_js")
def contador():
    return format_html('<script type="module" src="{}"></script>', static("practicas/js/contador.js"))


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("practicas/ficha.css"))


@hooks.register("construct_page_chooser_queryset")
def elegir_sin_lo_ajeno(paginas, request):
    return permisos.sin_ajenas(request.user, paginas)


@hooks.register("before_serve_document")
def solo_documentos_publicados(document, request):
    """A document leaves the admin only with a live practice that attaches it."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    if not Archivo.objects.filter(documento=document, practica__live=True).exists():
        raise Http404


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    paneles.extend(tablero.paneles(request))
