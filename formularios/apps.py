from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormulariosConfig(AppConfig):
    name = "formularios"
    verbose_name = _("Formularios")
