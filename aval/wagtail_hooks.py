from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from . import tablero


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
