from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SistemaConfig(AppConfig):
    name = "sistema"
    verbose_name = _("Sistema Distrital de Cooperación")

    def ready(self):
        from wagtail.permissions import policy_registry

        from actores.models import Dependencia
        from actores.recordatorios import FUENTES, Fuente
        from aval.bitacora import anotar_cambios

        from . import permisos, servicio
        from .models import Instancia, Integrante, Sesion

        FUENTES.append(
            Fuente("compromiso", servicio.abiertos, permisos.compromisos_de, servicio.de_quienes, servicio.donde)
        )
        for modelo, puede in (
            (Instancia, permisos.mantiene_instancias),
            (Integrante, permisos.mantiene_instancias),
            (Sesion, permisos.dirige),
        ):
            policy_registry.register(modelo, permisos.Segun(modelo, puede))
        for publico in (Instancia, Integrante, Dependencia):  # the public reads their names, as those of closed lists
            anotar_cambios(publico)
