"""The index pages of events and of awards."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import re_path

from publicables.indices import IndicePage

from .. import calendario, contexto
from .evento import Evento
from .premio import Premio

_MESES = range(1, 13)


class EventosPage(IndicePage):
    """Events and calls, as a list, by month, and as a calendar that one can keep."""

    template = "eventos/eventos_page.html"
    plantilla_de_detalle = "eventos/evento.html"

    class Meta:
        verbose_name = _("índice de eventos")
        verbose_name_plural = _("índices de eventos")

    modelo = Evento

    def contexto_de_indice(self, request):
        return contexto.lista_de_eventos(self, request)

    def contexto_de_detalle(self, objeto, request):
        return super().contexto_de_detalle(objeto, request) | contexto.de_un_evento(objeto)

    @re_path(r"^(?P<anio>\d{4})-(?P<mes>\d{2})/$")
    def por_mes(self, request, anio, mes):
        if int(mes) not in _MESES or int(anio) not in calendario.ANIOS:
            raise Http404
        contexto = self.get_context(request, vista=calendario.de_un_mes(self, request, int(anio), int(mes)))
        return TemplateResponse(request, "eventos/mes.html", contexto)


class PremiosPage(IndicePage):
    """Awards with their calls, and a line of time of what the city was given."""

    template = "eventos/premios_page.html"
    plantilla_de_detalle = "eventos/premio.html"

    class Meta:
        verbose_name = _("índice de premios")
        verbose_name_plural = _("índices de premios")

    modelo = Premio

    def contexto_de_indice(self, request):
        eventos = EventosPage.objects.live().filter(locale_id=self.locale_id).first()
        return contexto.indice_de_premios(self) | {"eventos_url": (eventos and eventos.get_url(request)) or ""}

    def contexto_de_detalle(self, objeto, request):
        return super().contexto_de_detalle(objeto, request) | contexto.de_un_premio(objeto)
