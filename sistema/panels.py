"""On the dashboard: the commitments of whoever looks, and what waits for them in the sessions of their bodies."""

from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from . import permisos, servicio

A_LA_VISTA = 10


class CompromisosPanel(Component):
    name = "compromisos"
    template_name = "sistema/tablero_compromisos.html"
    order = 125

    def __init__(self, request):
        self.request = request

    @cached_property
    def filas(self):
        hoy = timezone.localdate()
        suyos = servicio.compromisos_de(self.request.user).order_by(F("vence").asc(nulls_last=True), "pk")
        suyos = list(suyos[:A_LA_VISTA])
        for uno in suyos:
            uno.falta = servicio.cuanto_falta((uno.vence - hoy).days) if uno.vence else ""
        return suyos

    def get_context_data(self, parent_context):
        return {"filas": self.filas}


def paneles(request):
    """The panels that ``request.user`` needs."""
    return [CompromisosPanel(request)] if permisos.entra(request.user) else []
