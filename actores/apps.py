from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class ActoresConfig(AppConfig):
    default = True  # Django takes none of several by itself
    name = "actores"
    default = True  # of the two of this module
    verbose_name = _("Actores")

    def ready(self):
        from wagtail.permissions import policy_registry

        from base import hojas, marco

        from . import checks, colecciones, senales, sucesos, views_vistas  # noqa: F401  # the checks register themselves
        from .models import PedidoDeCuenta
        from .permisos import NadieLosEscribeAMano

        colecciones.conectar()
        senales.conectar()
        sucesos.conectar()
        policy_registry.register(PedidoDeCuenta, NadieLosEscribeAMano(PedidoDeCuenta))
        hojas.BOTONES.append(views_vistas.botones)
        marco.EN_EL_PIE.append("actores/includes/pie.html")


class UsuariosConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with the entity that a person works for; roles are not made on a screen."""

    user_viewset = "actores.viewsets.UsuarioViewSet"

    def ready(self):
        from django.contrib.auth.models import Group
        from wagtail.permissions import policy_registry

        from .permisos import LosPapelesSonDeLaInstalacion

        super().ready()
        policy_registry.register(Group, LosPapelesSonDeLaInstalacion(Group))
