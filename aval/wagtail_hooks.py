from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import PreviewableMixin

from actores.grupos import ADMINISTRACION, pertenece

from . import al_enviar, encargos, esperan, informe_de_enlaces, informes, medios, menu, tablero, terminos, turnos
from .cuenta import AvisosPanel
from .errores import ErrorDeAval
from .models import Avalable
from .permisos import puede_leer_su_historia
from .views_retiro import no_en_bloque, url_de
from .views_terminos import en_uso, puede_fusionar, url_de_fusion


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("aval/", include("aval.urls")),
        path("reports/avales/", informes.InformeDeAvales.as_view(), name="informe_de_avales"),
        path(
            "reports/avales/results/",
            informes.InformeDeAvales.as_view(results_only=True),
            name="informe_de_avales_resultados",
        ),
        path("reports/enlaces/", informe_de_enlaces.InformeDeEnlaces.as_view(), name="enlaces_rotos"),
        path(
            "reports/enlaces/results/",
            informe_de_enlaces.InformeDeEnlaces.as_view(results_only=True),
            name="enlaces_rotos_resultados",
        ),
        path("reports/esperan/", esperan.LoQueEsperaView.as_view(), name="lo_que_espera"),
        path(
            "reports/esperan/resultados/",
            esperan.LoQueEsperaView.as_view(results_only=True),
            name="lo_que_espera_resultados",
        ),
    ]


@hooks.register("register_reports_menu_item")
def informe_de_avales():
    return informes.MenuDelInforme(
        _("Avales"), reverse("informe_de_avales"), name="avales", icon_name="check", order=100
    )


@hooks.register("register_reports_menu_item")
def informe_de_los_enlaces():
    return informe_de_enlaces.MenuDeEnlaces(
        informe_de_enlaces.InformeDeEnlaces.page_title,
        reverse("enlaces_rotos"),
        name="enlaces-rotos",
        icon_name="warning",
        order=110,
    )


hooks.register("register_bulk_action", esperan.EncargarEnBloque)


@hooks.register("register_log_actions")
def acciones(registro):
    @registro.register_action(encargos.ACCION)
    class Encargado(LogFormatter):
        label = _("Encargar lo que espera")

        def format_message(self, entrada):
            if persona := entrada.data.get("persona"):
                return gettext("Queda a cargo de %(persona)s") % {"persona": persona}
            return gettext("Ya no está a cargo de %(persona)s") % {"persona": entrada.data.get("antes", "")}


@hooks.register("register_reports_menu_item")
def lo_que_espera():
    return esperan.MenuDeLoQueEspera(
        _("Lo que espera a la DDRI"), reverse("lo_que_espera"), name="lo-que-espera", icon_name="time", order=90
    )


class BotonDeHistoria(PageMenuItem):
    """In the menu of a page: the history of its avales, for who works on it."""

    label = _("Historia de avales")
    icon_name = "clipboard-list"

    def is_shown(self, user):
        return isinstance(self.page, Avalable) and (
            pertenece(user, ADMINISTRACION) or puede_leer_su_historia(user, self.page)
        )

    @cached_property
    def url(self):
        return url_de("historia", self.page)


class BotonDeBorrador(PageMenuItem):
    """In the menu of a page: showing its draft to who has no account."""

    label = _("Mostrar el borrador a alguien sin cuenta")
    icon_name = "view"

    def is_shown(self, user):
        return isinstance(self.page, Avalable) and puede_leer_su_historia(user, self.page)

    @cached_property
    def url(self):
        return url_de("borradores", self.page)


@hooks.register("register_page_header_buttons")
def historia_en_la_pagina(page, user, view_name, next_url=None):
    yield BotonDeHistoria(page=page, priority=66)
    yield BotonDeBorrador(page=page, priority=67)


@hooks.register("register_page_listing_more_buttons")
def historia_en_el_listado(page, user, next_url=None):
    yield BotonDeHistoria(page=page, priority=51)


@hooks.register("register_snippet_listing_buttons")
def historia_del_fragmento(snippet, user, next_url=None):
    if isinstance(snippet, Avalable) and puede_leer_su_historia(user, snippet):
        yield Button(_("Historia de avales"), url=url_de("historia", snippet), icon_name="clipboard-list", priority=51)
        if isinstance(snippet, PreviewableMixin):
            yield Button(BotonDeBorrador.label, url=url_de("borradores", snippet), icon_name="view", priority=52)


@hooks.register("before_bulk_action")
def en_bloque_no_se_retira(request, action_type, objects, accion):
    """Each text goes with a reason of its own: the bulk forms lead to the screens that ask for it."""
    return no_en_bloque(request, action_type, objects, accion.next_url)


@hooks.register("before_delete_snippet")
def lo_que_se_usa_no_se_borra(request, objetos):
    """One term or many at once: who may delete them is told what uses each, and what can be done."""
    modelo = type(objetos[0]) if objetos else None
    if modelo is None or not terminos.es_termino(modelo) or not puede_fusionar(request.user, modelo):
        return None
    de_cada_uno = [(termino, usos) for termino in objetos if (usos := [*terminos.usos(termino)])]
    return en_uso(request, modelo, de_cada_uno) if de_cada_uno else None


@hooks.register("register_snippet_listing_buttons")
def fusionar_el_termino(snippet, user, next_url=None):
    if type(snippet) in terminos.listas() and puede_fusionar(user, type(snippet)):
        yield Button(_("Fusionar con otro"), url=url_de_fusion(snippet), icon_name="resubmit", priority=55)


hooks.register("register_account_settings_panel", AvisosPanel)


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("aval/aval.css"))


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    # Wagtail's own panels lead to its generic approval; ours lead to the screens of the DDRI.
    ajenos = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    paneles[:] = [panel for panel in paneles if not isinstance(panel, ajenos)]
    paneles.extend(tablero.paneles(request))


# Last of all: where one lands once everything else was done.
for _gancho in ("after_create_page", "after_edit_page", "after_create_snippet", "after_edit_snippet"):
    hooks.register(_gancho, al_enviar.al_tablero, order=100)


# First of all: what the other hooks look at is then what there is.
hooks.register("before_edit_page", turnos.al_editar, order=-100)
hooks.register("before_edit_snippet", turnos.al_editar, order=-100)


@hooks.register("before_create_page", order=-100)
def crear_en_su_turno(request, madre, clase):
    return turnos.en_su_turno(request, madre)


@hooks.register("before_move_page", order=-100)
def mover_en_su_turno(request, pagina, destino):
    return turnos.en_su_turno(request, pagina)


@hooks.register("before_delete_page", order=-100)
def borrar_en_su_turno(request, pagina):
    return turnos.en_su_turno(request, pagina)


@hooks.register("before_create_snippet")
def copiar_no_reescribe(request, model):
    """The form of a copy is sent to where things are made; sent to the copy itself, it would rewrite the original."""
    if request.method == "POST" and issubclass(model, Avalable) and request.resolver_match.url_name == "copy":
        raise ErrorDeAval(_("No se guardó: una copia se guarda como un texto nuevo. Ábrala de nuevo e inténtelo."))


@hooks.register("before_serve_document")
def documento_por_derecho(document, request):
    medios.solo_a_quien_puede(document, request)


hooks.register("construct_page_action_menu", menu.en_la_pagina)
hooks.register("construct_snippet_action_menu", menu.en_el_fragmento)


@hooks.register("register_page_action_menu_item")
def decidir():
    return menu.DecidirMenuItem(order=-10)
