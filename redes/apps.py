from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedesConfig(AppConfig):
    name = "redes"
    verbose_name = _("Redes y plataformas")

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from aval.politica import PoliticaDeAvalables

        from .models import Plataforma, Red

        for modelo in (Red, Plataforma):
            register_permission_policy(modelo, PoliticaDeAvalables(modelo))
