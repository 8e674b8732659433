"""The diagnosis in the admin: addresses, menu and log."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .diagnosticos import ENVIO, REAPERTURA
from .views_diagnostico import DiagnosticosView, ResponderView, puede_entrar


@hooks.register("register_admin_urls")
def direcciones_del_diagnostico():
    return [
        path("diagnostico/", DiagnosticosView.as_view(), name="diagnosticos"),
        path("diagnostico/<int:entidad>/<int:anio>/", ResponderView.as_view(), name="diagnostico_responder"),
    ]


class DiagnosticoMenuItem(MenuItem):
    def is_shown(self, request):
        return puede_entrar(request.user)


@hooks.register("register_admin_menu_item")
def diagnostico_en_el_menu():
    return DiagnosticoMenuItem(
        _("Diagnóstico"), reverse("diagnosticos"), name="diagnostico", icon_name="form", order=221
    )


@hooks.register("register_log_actions")
def acciones_del_diagnostico(registro):
    registro.register_action(ENVIO, _("Enviar el diagnóstico"), _("Se envió a la DDRI"))
    registro.register_action(REAPERTURA, _("Abrir otra vez un diagnóstico"), _("Se abrió otra vez para su entidad"))
