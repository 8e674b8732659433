from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import views_ayuda
from .cola import ColaView, MenuDeLaCola
from .menu import agrupar


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("reports/cola/", ColaView.as_view(), name="cola"),
        path("ayuda/", include(views_ayuda.direcciones)),
    ]


@hooks.register("register_reports_menu_item")
def cola():
    return MenuDeLaCola(_("Correos y tareas"), reverse("cola"), name="cola", icon_name="mail", order=1100)


@hooks.register("register_admin_menu_item")
def ayuda():
    return views_ayuda.MenuDeAyuda(_("Ayuda"), reverse("ayuda:indice"), name="ayuda", icon_name="help", order=11000)


@hooks.register("construct_main_menu")
def menu_de_la_casa(request, entradas):
    # That of Wagtail leads out of the site, to pages in English about Wagtail.
    entradas[:] = [entrada for entrada in entradas if entrada.name != "help"]
    agrupar(request, entradas)


@hooks.register("construct_homepage_panels")
def panel_de_ayuda(request, paneles):
    paneles.append(views_ayuda.AyudaPanel(request))


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("sitio/ayuda.css"))
