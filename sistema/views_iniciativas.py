"""The board and the matrix of the initiatives, and announcing one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from .iniciativas import matriz, preparar_anuncio, tablero
from .models import Iniciativa


class _Pantalla(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "pick"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not policy_registry.get_by_type(Iniciativa).user_has_permission(request.user, "view"):
            raise PermissionDenied
        self.iniciativas = Iniciativa.objects.de(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailsnippets_sistema_iniciativa:list"), "label": _("Iniciativas")},
            {"url": "", "label": self.page_title},
        ]


class TableroView(_Pantalla):
    """The initiatives by state."""

    template_name = "sistema/iniciativas/tablero.html"
    page_title = gettext_lazy("Tablero de iniciativas")

    def get_context_data(self, **kwargs):
        return super().get_context_data(columnas=tablero(self.iniciativas), **kwargs)


class MatrizView(_Pantalla):
    """How many offers and requests there are of each sector, and what they amount to in each currency."""

    template_name = "sistema/iniciativas/matriz.html"
    page_title = gettext_lazy("Oferta y demanda por sector")

    def get_context_data(self, **kwargs):
        return super().get_context_data(matriz=matriz(self.iniciativas), montos=self.iniciativas.totales(), **kwargs)


class AnunciarView(_Pantalla):
    """Make the draft of what the public would read of an initiative."""

    template_name = "sistema/iniciativas/anunciar.html"
    page_title = gettext_lazy("Preparar el anuncio")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("sistema.add_anuncio"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, pk, **kwargs):  # type: ignore[override]  # of its address
        iniciativa = get_object_or_404(self.iniciativas, pk=pk)
        return super().get_context_data(iniciativa=iniciativa, razon=iniciativa.no_se_anuncia, **kwargs)

    def post(self, request, pk):
        iniciativa = get_object_or_404(self.iniciativas, pk=pk)
        try:
            anuncio = preparar_anuncio(iniciativa, request.user)
        except (ValueError, ValidationError) as error:
            messages.error(request, " ".join(getattr(error, "messages", None) or [str(error)]))
            return HttpResponseRedirect(reverse("iniciativas_anunciar", args=[pk]))
        return HttpResponseRedirect(reverse("wagtailsnippets_sistema_anuncio:edit", args=[anuncio.pk]))
