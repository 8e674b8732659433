from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AvalConfig(AppConfig):
    name = "aval"
    verbose_name = _("Aval de la DDRI")

    def ready(self):
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from . import bitacora, borradores, candado, cartas, checks, espejo, guardia, sucesos  # noqa: F401  # the checks register themselves
        from .models import modelos_avalables
        from .permisos import PoliticaDeAval

        guardia.conectar()
        borradores.conectar()
        bitacora.conectar()
        espejo.conectar()
        sucesos.conectar()
        candado.conectar(self)
        cartas.conectar()
        for modelo in modelos_avalables():
            if not issubclass(modelo, Page):
                register_permission_policy(modelo, PoliticaDeAval(modelo))
