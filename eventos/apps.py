from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventosConfig(AppConfig):
    name = "eventos"
    verbose_name = _("Premios y eventos")

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from aval.politica import PoliticaDeAvalables
        from publicables.aportes import aportar
        from redes.models import Red

        from . import contexto
        from .models import Evento, Premio, Reconocimiento

        aportar(Red, contexto.de_una_red)

        for modelo in (Evento, Premio, Reconocimiento):
            register_permission_policy(modelo, PoliticaDeAvalables(modelo))
