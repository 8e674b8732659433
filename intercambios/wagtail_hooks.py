from django.dispatch import receiver
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.signals import page_unpublished
from wagtail.snippets.models import register_snippet

from actores.grupos import es_focal
from base.idiomas import ESPANOL
from practicas.models import PracticaPage

from . import marcha, permisos, wagtail_hooks_replicas  # noqa: F401  # it registers its own
from .viewsets import CorreccionViewSet
from .viewsets_aprende import CifraDeclaradaViewSet, FaseViewSet, IntercambioViewSet
from .viewsets_mesa import MesaPanel, PedidoViewSet, PlantillaDeCartaViewSet

register_snippet(PedidoViewSet)
register_snippet(CorreccionViewSet)
register_snippet(PlantillaDeCartaViewSet)
register_snippet(IntercambioViewSet)
register_snippet(CifraDeclaradaViewSet)
register_snippet(FaseViewSet)


@hooks.register("register_log_actions")
def acciones(registro):
    @registro.register_action("intercambios.estado")
    class CambioDeEstado(LogFormatter):
        label = gettext_lazy("Cambiar el estado de un pedido o de una corrección")

        def format_message(self, entrada):
            datos = entrada.data
            return _("De «%(de)s» a «%(a)s»") % {"de": datos.get("de", ""), "a": datos.get("a", "")}


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("procesos/", include("intercambios.urls_procesos")),
        path("pedidos/", include("intercambios.urls_mesa")),
    ]


class ConsultasMenuItem(MenuItem):
    """Of the puntos focales; who keeps the desk finds them in each request."""

    def is_shown(self, request):
        return es_focal(request.user)


@hooks.register("register_admin_menu_item")
def consultas_en_el_menu():
    return ConsultasMenuItem(
        gettext_lazy("Consultas de la DDRI"), reverse("mesa:consultas"), icon_name="help", name="consultas", order=298
    )


@hooks.register("construct_homepage_panels")
def mesa_en_el_tablero(request, paneles):
    paneles.append(MesaPanel(request.user))


class CuestionariosMenuItem(MenuItem):
    def is_shown(self, request):
        return permisos.redacta_cuestionarios(request.user)


@hooks.register("register_settings_menu_item")
def cuestionarios_en_los_ajustes():
    return CuestionariosMenuItem(
        gettext_lazy("Cuestionarios y encuestas"),
        reverse("procesos:cuestionarios"),
        icon_name="form",
        name="cuestionarios",
        order=721,
    )


class ProcesosMenuItem(MenuItem):
    def is_shown(self, request):
        return permisos.puede_entrar(request.user)


@hooks.register("register_admin_menu_item")
def procesos_en_el_menu():
    return ProcesosMenuItem(
        gettext_lazy("Hojas de ruta y procesos"),
        reverse("procesos:lista"),
        icon_name="tasks",
        name="procesos",
        order=297,
    )


class BotonDeHojaDeRuta(PageMenuItem):
    """From a practice to its hoja de ruta, where it has one."""

    label = gettext_lazy("Hoja de ruta")
    icon_name = "tasks"

    @cached_property
    def proceso(self):
        return marcha.hoja_abierta_de(self.page)

    def is_shown(self, user):
        if not isinstance(self.page, PracticaPage) or self.page.locale.language_code != ESPANOL:
            return False
        if self.proceso:
            return permisos.visibles_para(user).filter(pk=self.proceso.pk).exists()
        return self.page.live and permisos.dirige(user)

    @cached_property
    def url(self):
        if self.proceso:
            return reverse("procesos:ver", args=[self.proceso.pk])
        return reverse("procesos:empezar", args=[self.page.pk])


@hooks.register("register_page_header_buttons")
def hoja_de_ruta_en_la_pagina(page, user, view_name, next_url=None):
    yield BotonDeHojaDeRuta(page=page, priority=68)


@hooks.register("register_log_actions")
def acciones_de_procesos(registro):
    @registro.register_action("intercambios.proceso")
    class ActoDeProceso(LogFormatter):
        label = gettext_lazy("Mover un proceso")

        def format_message(self, entrada):
            return entrada.data.get("que", "")


@receiver(page_unpublished)
def en_pausa_lo_retirado(sender, instance, **kwargs):
    if isinstance(instance, PracticaPage):
        marcha.al_retirar(instance)


@hooks.register("register_log_actions")
def acciones_de_la_mesa(registro):
    @registro.register_action("intercambios.consulta")
    class PreguntaAUnaEntidad(LogFormatter):
        label = gettext_lazy("Preguntar a una entidad por un pedido")

        def format_message(self, entrada):
            frase = _("%(entidad)s respondió.") if entrada.data.get("a") else _("Se preguntó a %(entidad)s.")
            return frase % {"entidad": entrada.data.get("entidad", "")}
