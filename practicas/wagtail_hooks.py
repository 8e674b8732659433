from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogFormatter

from actores.grupos import MODERACION, pertenece
from base.idiomas import ESPANOL

from . import en_bloque, politica, recordatorios, tablero, traer_fichas
from .models import PracticaPage
from .viewsets import FichasViewSet


@hooks.register("register_admin_viewset")
def lista_de_fichas():
    return FichasViewSet()


@hooks.register("insert_editor_js")
def contador():
    suyos = ("base/js/contador.js", "base/js/llegada.js", "practicas/js/balanza.js", "practicas/js/aportes.js")
    guiones = ((static(uno),) for uno in suyos)
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


hooks.register("register_bulk_action", en_bloque.Descargar)
hooks.register("register_bulk_action", en_bloque.Recordar)


@hooks.register("register_log_actions")
def acciones(registro):
    @registro.register_action(recordatorios.ACCION)
    class Recordatorio(LogFormatter):
        label = _("Recordar a la entidad")

        def format_message(self, entrada):
            return gettext("Se escribió a %(personas)s") % {"personas": ", ".join(entrada.data.get("personas", []))}


class BotonDeRecordar(PageMenuItem):
    """The same act as on the list, on one."""

    label, icon_name = _("Recordar a la entidad"), "mail"

    def is_shown(self, user):
        return (
            isinstance(self.page, PracticaPage)
            and self.page.locale.language_code == ESPANOL
            and pertenece(user, MODERACION)
        )

    @cached_property
    def url(self):
        en_bloque = reverse("wagtail_bulk_action", args=["practicas", "practicapage", "recordar"])
        return f"{en_bloque}?id={self.page.pk}&next={reverse('wagtailadmin_pages:edit', args=[self.page.pk])}"


class BotonDeExcel(PageMenuItem):
    """Beside the page under which the fichas stand: many of them, in and out."""

    label, icon_name = _("Fichas en Excel"), "table"

    def is_shown(self, user):
        return isinstance(self.page.specific_deferred, tuple(PracticaPage.allowed_parent_page_models())) and (
            traer_fichas.madre_de(user) is not None
        )

    @cached_property
    def url(self):
        return reverse("practicas:traer_hoja")


class _BotonDeWord(PageMenuItem):
    direccion = ""

    def is_shown(self, user):
        return (
            isinstance(self.page, PracticaPage)
            and self.page.locale.language_code == ESPANOL
            and self.page.permissions_for_user(user).can_edit()
        )

    @cached_property
    def url(self):
        return reverse(self.direccion, args=[self.page.pk])


class BotonDeLaFicha(_BotonDeWord):
    label, icon_name, direccion = _("Descargar en Word"), "download", "practicas:en_word"


class BotonDeTraer(_BotonDeWord):
    label, icon_name, direccion = _("Traer de Word"), "upload", "practicas:traer"


class BotonDelFormato(_BotonDeWord):
    label, icon_name, direccion = _("Descargar como FT-1311 (Word)"), "download", "practicas:como_formato"


@hooks.register("register_page_header_buttons")
def word_en_la_pagina(page, user, view_name, next_url=None):
    yield BotonDeLaFicha(page=page, priority=68)
    yield BotonDeTraer(page=page, priority=69)
    yield BotonDelFormato(page=page, priority=70)
    yield BotonDeExcel(page=page, priority=71)
    yield BotonDeRecordar(page=page, priority=72)
