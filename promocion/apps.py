from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromocionConfig(AppConfig):
    name = "promocion"
    verbose_name = _("Promoción de las prácticas")

    def ready(self):
        from eventos import avisos

        from .views import enlace_a_las_que_encajan

        avisos.ENLACES.append(enlace_a_las_que_encajan)
