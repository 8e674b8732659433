from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EstudioConfig(AppConfig):
    name = "estudio"
    verbose_name = _("Estudio de las fichas")

    def ready(self):
        from aval.flujo import avalado
        from practicas.models import PracticaPage

        from . import servicio
        from .correo import contar_lo_encontrado

        PracticaPage.quien_estudia = servicio  # type: ignore[assignment]  # its place
        avalado.connect(contar_lo_encontrado, sender=PracticaPage, dispatch_uid="estudio.carta")
