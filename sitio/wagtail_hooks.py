from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .cola import ColaView, MenuDeLaCola


@hooks.register("register_admin_urls")
def direcciones():
    return [path("reports/cola/", ColaView.as_view(), name="cola")]


@hooks.register("register_reports_menu_item")
def cola():
    return MenuDeLaCola(_("Correos y tareas"), reverse("cola"), name="cola", icon_name="mail", order=1100)
