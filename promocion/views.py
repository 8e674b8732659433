"""Screens of who promotes the practices: what fits a date, and the coverage of the networks."""

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import COMUNICACIONES, MODERACION, pertenece
from eventos.models import Evento, Premio

from . import encaje
from .models import Objetivo

_MODELOS = {"evento": Evento, "premio": Premio}


def enlace_a_las_que_encajan(objeto):
    """Text and address of the screen of what fits ``objeto``, an event, an award or a target."""
    if isinstance(objeto, Objetivo):
        return _("Prácticas que encajan"), reverse("postulaciones:objetivo", args=[objeto.pk])
    return _("Prácticas que encajan"), reverse("encajan", args=[objeto._meta.model_name, objeto.pk])


class _Pantalla(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "globe"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not (pertenece(request.user, COMUNICACIONES, MODERACION) or request.user.is_superuser):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EncajanView(_Pantalla):
    """The practices that fit an event or an award."""

    template_name = "promocion/encajan.html"
    page_title = _("Prácticas que encajan")

    def get_page_subtitle(self):
        return str(self.objeto)

    def get_context_data(self, clase, pk, **kwargs):  # type: ignore[override]  # of its address
        self.objeto = get_object_or_404(_MODELOS[clase], pk=pk)
        encajes = Paginator(encaje.practicas_que_encajan(self.objeto), encaje.POR_PAGINA)
        return super().get_context_data(
            objeto=self.objeto,
            ocasion=encaje.Ocasion.de(self.objeto),
            edicion=getattr(self.objeto, "proxima_edicion", None),
            hoy=timezone.localdate(),
            encajes=encajes.get_page(self.request.GET.get("p")),
            elements_count=encajes.count,
            **kwargs,
        )

    def get_breadcrumbs_items(self):
        vistas = self.objeto.snippet_viewset
        return [
            {"url": reverse(vistas.get_url_name("list")), "label": capfirst(self.objeto._meta.verbose_name_plural)},
            {"url": reverse(vistas.get_url_name("edit"), args=[quote(self.objeto.pk)]), "label": str(self.objeto)},
            {"url": "", "label": self.page_title},
        ]


class CoberturaView(_Pantalla):
    """Networks × practices, with the gaps of both."""

    template_name = "promocion/cobertura.html"
    page_title = _("Cobertura de las redes")

    def get_context_data(self, **kwargs):
        solo_huecos = self.request.GET.get("ver") == "huecos"
        return super().get_context_data(**encaje.cobertura(self.request.GET.get("p"), solo_huecos), **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailsnippets_redes_red:list"), "label": _("Redes")},
            {"url": "", "label": self.page_title},
        ]
