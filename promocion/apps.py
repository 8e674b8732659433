from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromocionConfig(AppConfig):
    name = "promocion"
    verbose_name = _("Promoción de las prácticas")
