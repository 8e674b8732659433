from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularioConfig(AppConfig):
    name = "vocabulario"
    verbose_name = _("Listas del Banco")

    def ready(self):
        from .models import palabra_clave

        palabra_clave.conectar()
