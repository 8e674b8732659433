"""What the screens of the entries share."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import permisos


class Pantalla(WagtailAdminTemplateMixin, TemplateView):
    """Of who prepares entries: Comunicaciones and Moderación."""

    header_icon = "pick"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.puede_entrar(request, **kwargs):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def puede_entrar(self, request, **kwargs):
        return permisos.prepara(request.user)

    def migas(self):
        """The steps between the matrix and this screen: list of ``(address, text)``."""
        return []

    def get_breadcrumbs_items(self):
        raiz = [(reverse("postulaciones:matriz"), _("Postulaciones"))] if permisos.prepara(self.request.user) else []
        pasos = [*raiz, *self.migas()]
        return [
            *({"url": direccion, "label": texto} for direccion, texto in pasos),
            {"url": "", "label": self.get_page_title()},
        ]
