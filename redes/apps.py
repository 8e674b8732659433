from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedesConfig(AppConfig):
    name = "redes"
    verbose_name = _("Redes y plataformas")
