from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from base.idiomas import ESPANOL

from . import politica, tablero
from .models import PracticaPage


@hooks.register("insert_editor_js")
def contador():
    guiones = ((static(uno),) for uno in ("base/js/contador.js", "practicas/js/balanza.js"))
    return format_html_join("", '<script type="module" src="{}"></script>', guiones)


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("practicas/ficha.css"))


@hooks.register("construct_page_chooser_queryset")
def elegir_sin_lo_ajeno(paginas, request):
    return politica.para_elegir(request.user, paginas)


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    paneles.extend(tablero.paneles(request))


@hooks.register("register_admin_urls")
def direcciones():
    return [path("fichas/", include("practicas.urls"))]


class BotonDelFormato(PageMenuItem):
    label = _("Descargar como FT-1311 (Word)")
    icon_name = "download"

    def is_shown(self, user):
        return (
            isinstance(self.page, PracticaPage)
            and self.page.locale.language_code == ESPANOL
            and self.page.permissions_for_user(user).can_edit()
        )

    @cached_property
    def url(self):
        return reverse("practicas:como_formato", args=[self.page.pk])


@hooks.register("register_page_header_buttons")
def el_formato_en_la_pagina(page, user, view_name, next_url=None):
    yield BotonDelFormato(page=page, priority=68)
