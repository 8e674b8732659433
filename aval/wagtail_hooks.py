from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from actores.grupos import MODERACION, pertenece

from . import tablero
from .errores import ErrorDeAval
from .models import Avalable


@hooks.register("register_admin_urls")
def direcciones():
    return [path("aval/", include("aval.urls"))]


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("aval/aval.css"))


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    # Wagtail's own panels lead to its generic approval; ours lead to the screens of the DDRI.
    ajenos = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    paneles[:] = [panel for panel in paneles if not isinstance(panel, ajenos)]
    paneles.extend(tablero.paneles(request))


@hooks.register("before_create_snippet")
def copiar_no_reescribe(request, model):
    """The form of a copy is sent to where things are made; sent to the copy itself, it would rewrite the original."""
    if request.method == "POST" and issubclass(model, Avalable) and request.resolver_match.url_name == "copy":
        raise ErrorDeAval(_("No se guardó: una copia se guarda como un texto nuevo. Ábrala de nuevo e inténtelo."))


class DecidirMenuItem(ActionMenuItem):
    """In the editor of a text that waits for the DDRI: the way to the screen where it is decided."""

    name = "action-decidir"
    label = _("Ir a la pantalla de decisión")
    icon_name = "check"
    template_name = "aval/decidir_menu_item.html"

    def is_shown(self, context):
        return bool(self.get_url(context))

    def get_url(self, context):
        pagina = context.get("page")
        estado = pagina and pagina.current_workflow_task_state
        if not estado or estado.status != estado.STATUS_IN_PROGRESS:
            return None
        tarea = estado.task.specific
        if getattr(tarea, "pantalla", None) and pertenece(context["request"].user, MODERACION):
            return tablero.pantalla_de(estado)
        return None


class EnviarMenuItem(SubmitForModerationMenuItem):
    """Wagtail's «submit», in the words of the people who send."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        pagina = parent_context.get("page")
        devuelto = pagina and pagina.current_workflow_state
        context["label"] = _("Enviar de nuevo a la DDRI") if devuelto else _("Enviar a la DDRI")
        return context


@hooks.register("construct_page_action_menu")
def enviar_a_la_ddri(acciones, request, context):
    acciones[:] = [
        EnviarMenuItem(order=accion.order) if type(accion) is SubmitForModerationMenuItem else accion
        for accion in acciones
    ]


@hooks.register("register_page_action_menu_item")
def decidir():
    return DecidirMenuItem(order=-10)
