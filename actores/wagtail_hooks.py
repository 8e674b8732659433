from django.core.exceptions import PermissionDenied
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.snippets.models import register_snippet

from .colecciones import elegibles
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


class _LosQuePuedeElegir:
    """Wagtail's endpoint of the admin lists every file to whoever enters: here, those that the person may choose."""

    def get_queryset(self):
        return super().get_queryset().filter(pk__in=elegibles(self.request.user, self.model).values("pk"))


class ImagenesAPIViewSet(_LosQuePuedeElegir, ImagesAdminAPIViewSet):
    pass


class DocumentosAPIViewSet(_LosQuePuedeElegir, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=10)  # after Wagtail's own, which it takes the place of
def archivos_por_derecho(router):
    router.register_endpoint("images", ImagenesAPIViewSet)
    router.register_endpoint("documents", DocumentosAPIViewSet)
