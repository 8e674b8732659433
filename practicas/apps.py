from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticasConfig(AppConfig):
    name = "practicas"
    verbose_name = _("Prácticas")

    def ready(self):
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from . import senales
        from .permisos import PoliticaDePaginas
        from .publico import documentos  # noqa: F401  # its system check

        register_permission_policy(AbstractPage, PoliticaDePaginas())
        senales.conectar()
