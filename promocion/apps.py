from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromocionConfig(AppConfig):
    name = "promocion"
    verbose_name = _("Promoción de las prácticas")

    def ready(self):
        from eventos import avisos

        from . import convocatorias
        from .views import enlace_a_las_que_encajan

        avisos.ENLACES.append(enlace_a_las_que_encajan)
        # Calls with dates of their own close like those of awards, and the entity that prepares an entry is told too.
        avisos.CIERRES.append(convocatorias.cierres)
        avisos.TAMBIEN.append(convocatorias.avisar_a_las_entidades)
