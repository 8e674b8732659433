from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventosConfig(AppConfig):
    name = "eventos"
    verbose_name = _("Premios y eventos")

    def ready(self):
        from publicables.aportes import aportar
        from redes.models import Red

        from . import contexto

        aportar(Red, contexto.de_una_red)
