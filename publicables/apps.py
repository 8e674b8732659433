from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicablesConfig(AppConfig):
    name = "publicables"
    verbose_name = _("Lo que se publica con aval")
