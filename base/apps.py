from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = _("Base común")

    def ready(self):
        from . import edicion, frontal

        edicion.conectar()
        frontal.conectar()
