"""What this room has in the admin; each of the other parts registers its own when it is imported."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import (  # noqa: F401
    permisos,
    wagtail_hooks_diagnostico,
    wagtail_hooks_informe,
    wagtail_hooks_iniciativas,
    wagtail_hooks_publico,
)
from .viewsets import InstanciaViewSet, IntegranteViewSet, SesionViewSet


@hooks.register("register_admin_urls")
def direcciones():
    return [path("sistema/", include("sistema.urls"))]


@hooks.register("register_admin_viewset")
def donde_se_escribe():
    return [InstanciaViewSet(), IntegranteViewSet(), SesionViewSet()]


class MenuDelSistema(MenuItem):
    def is_shown(self, request):
        return permisos.entra(request.user)


@hooks.register("register_admin_menu_item")
def menu():
    return MenuDelSistema(
        _("Comité, Red y mesas"), reverse("sistema:instancias"), name="sistema", icon_name="group", order=220
    )


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("sistema/sistema.css"))
