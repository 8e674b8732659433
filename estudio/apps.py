from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EstudioConfig(AppConfig):
    name = "estudio"
    verbose_name = _("Estudio de las fichas")

    def ready(self):
        from practicas.models import PracticaPage

        from .servicio import rutas_del_ultimo

        PracticaPage.rutas_de_un_estudio = staticmethod(rutas_del_ultimo)  # type: ignore[assignment]  # its place
