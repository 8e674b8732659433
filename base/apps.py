from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = _("Base común")

    def ready(self):
        from . import campos, edicion, frontal

        campos.conectar()
        edicion.conectar()
        frontal.conectar()
