from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EstudioConfig(AppConfig):
    name = "estudio"
    verbose_name = _("Estudio de las fichas")

    def ready(self):
        from practicas.models import PracticaPage

        from . import servicio

        PracticaPage.quien_estudia = servicio  # type: ignore[assignment]  # its place
