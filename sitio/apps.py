from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitioConfig(AppConfig):
    name = "sitio"
    verbose_name = _("Sitio")

    def ready(self):
        from . import checks, guardia  # noqa: F401  # the checks register themselves

        guardia.conectar()
