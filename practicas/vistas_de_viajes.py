"""Screens of who promotes the practices: what fits a date, and the coverage of the networks."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import COMUNICACIONES, MODERACION, pertenece
from eventos.models import Evento, Premio

from . import encaje

_MODELOS = {"evento": Evento, "premio": Premio}


class _Pantalla(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "globe"
    breadcrumbs_items = []

    def dispatch(self, request, *args, **kwargs):
        if not (pertenece(request.user, COMUNICACIONES, MODERACION) or request.user.is_superuser):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EncajanView(_Pantalla):
    """The practices that fit an event or an award."""

    template_name = "practicas/admin/encajan.html"
    page_title = _("Prácticas que encajan")

    def get_page_subtitle(self):
        return str(self.objeto)

    def get_context_data(self, clase, pk, **kwargs):
        self.objeto = get_object_or_404(_MODELOS[clase], pk=pk)
        return super().get_context_data(objeto=self.objeto, encajes=encaje.practicas_que_encajan(self.objeto), **kwargs)


class CoberturaView(_Pantalla):
    """Networks × practices, with the gaps of both."""

    template_name = "practicas/admin/cobertura.html"
    page_title = _("Cobertura de las redes")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**encaje.cobertura(), **kwargs)
