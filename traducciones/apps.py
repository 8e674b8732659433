from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraduccionesConfig(AppConfig):
    name = "traducciones"
    verbose_name = _("Traducciones")

    def ready(self):
        from . import checks, senales  # noqa: F401  # the checks register themselves

        senales.conectar()
