"""The index pages of events and of awards."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import re_path

from redes.models import IndicePage

from .. import calendario, vistas

_MESES = range(1, 13)


class EventosPage(IndicePage):
    """Events and calls, as a list, by month, and as a calendar that one can keep."""

    template = "eventos/eventos_page.html"
    plantilla_de_detalle = "eventos/evento.html"

    class Meta:
        verbose_name = _("índice de eventos")
        verbose_name_plural = _("índices de eventos")

    @cached_property
    def modelo(self):
        from .evento import Evento

        return Evento

    def contexto_de_indice(self, request):
        return vistas.lista_de_eventos(self, request)

    def contexto_de_detalle(self, objeto, request):
        return vistas.de_un_evento(objeto)

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

    @cached_property
    def modelo(self):
        from .premio import Premio

        return Premio

    def contexto_de_indice(self, request):
        return vistas.indice_de_premios(self)

    def contexto_de_detalle(self, objeto, request):
        return vistas.de_un_premio(objeto)
