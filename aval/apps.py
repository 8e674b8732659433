from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AvalConfig(AppConfig):
    name = "aval"
    verbose_name = _("Aval de la DDRI")

    def ready(self):
        from . import guardia

        guardia.conectar()
