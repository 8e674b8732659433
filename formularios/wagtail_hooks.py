from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permisos import entra


@hooks.register("register_admin_urls")
def direcciones():
    return [path("formatos/", include("formularios.urls"))]


class MenuDeFormatos(MenuItem):
    def is_shown(self, request):
        return entra(request.user)


@hooks.register("register_admin_menu_item")
def formatos():
    return MenuDeFormatos(
        _("Formatos distritales"), reverse("formularios:lista"), name="formatos", icon_name="form", order=250
    )


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("formularios/formularios.css"))
