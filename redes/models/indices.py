"""The index pages of networks and of platforms."""

from django.utils.translation import gettext_lazy as _

from publicables.indices import IndicePage
from publicables.models import POR_QUIENES

from .. import contexto
from .red import Plataforma, Red


class RedesPage(IndicePage):
    """The networks of the city, on a map of the world and as a table."""

    template = "redes/redes_page.html"
    plantilla_de_detalle = "redes/red.html"

    class Meta:
        verbose_name = _("índice de redes")
        verbose_name_plural = _("índices de redes")

    modelo = Red

    def contexto_de_indice(self, request):
        plataformas = PlataformasPage.objects.live().filter(locale_id=self.locale_id).first()
        plataformas_url = (plataformas and plataformas.get_url(request)) or ""
        return contexto.indice_de_redes(self) | {"plataformas_url": plataformas_url}

    def contexto_de_detalle(self, objeto, request):
        return super().contexto_de_detalle(objeto, request) | contexto.de_una_red(objeto)


class PlataformasPage(IndicePage):
    """The platforms where the practices of the city may enter."""

    template = "redes/plataformas_page.html"
    plantilla_de_detalle = "redes/plataforma.html"

    class Meta:
        verbose_name = _("índice de plataformas")
        verbose_name_plural = _("índices de plataformas")

    modelo = Plataforma

    def contexto_de_indice(self, request):
        return {"plataformas": self.objetos().prefetch_related(POR_QUIENES)}

    def contexto_de_detalle(self, objeto, request):
        return super().contexto_de_detalle(objeto, request) | contexto.de_una_plataforma(objeto)
