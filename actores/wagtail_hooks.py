from django.core.exceptions import PermissionDenied
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .models import Usuario
from .viewsets import CiudadViewSetGroup

register_snippet(CiudadViewSetGroup)


@hooks.register("before_bulk_action")
def sin_subirse_de_rango(request, action_type, objects, action_class_instance):
    """Many people at once: the same limits as on the screen of one (``forms``, ``viewsets``)."""
    if action_class_instance.model is not Usuario or request.user.is_superuser:
        return
    if any(usuario.is_superuser for usuario in objects) or (action_type == "assign_role" and request.user in objects):
        raise PermissionDenied
