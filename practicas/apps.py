from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticasConfig(AppConfig):
    name = "practicas"
    verbose_name = _("Prácticas")

    def ready(self):
        from actores import registro_focal

        from .tablero import fichas_abiertas

        registro_focal.ABIERTAS[:] = [fichas_abiertas]
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from eventos import obras
        from publicables.aportes import aportar
        from redes.models import Plataforma, Red

        from .models import PracticaPage, vinculos
        from .politica import PoliticaDePaginas

        obras.CLASES.append(PracticaPage)
        register_permission_policy(AbstractPage, PoliticaDePaginas())
        aportar(Red, vinculos.practicas_en("redes", "red"))
        aportar(Red, vinculos.practicas_afines)
        aportar(Plataforma, vinculos.practicas_en("plataformas", "plataforma"))
