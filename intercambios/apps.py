from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntercambiosConfig(AppConfig):
    name = "intercambios"
    verbose_name = _("Intercambios")

    def ready(self):
        from base import marco

        from .direcciones import donde_se_pide

        # The rooms below have where to ask on their pages, and do not know who answers.
        marco.PEDIR = donde_se_pide
        marco.EN_EL_MENU.append("intercambios/includes/menu.html")
