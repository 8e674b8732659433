from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class ActoresConfig(AppConfig):
    default = True  # Django takes none of several by itself
    name = "actores"
    verbose_name = _("Actores")

    def ready(self):
        from . import colecciones

        colecciones.conectar()


class UsuariosConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with the entity that a person works for."""

    user_viewset = "actores.viewsets.UsuarioViewSet"
