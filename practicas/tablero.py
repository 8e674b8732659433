"""The fichas of one's entity on the dashboard of a punto focal: where each stands and what is asked."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from actores.grupos import PUNTOS_FOCALES, pertenece

from .models import BancoPage, PracticaPage


class FichasPanel(Component):
    """The fichas of the entity of ``request.user``, the ones that ask something first."""

    name = "fichas"
    template_name = "practicas/admin/tablero_fichas.html"
    order = 110

    def __init__(self, request):
        self.request = request

    @cached_property
    def filas(self):
        fichas = (
            PracticaPage.objects.filter(entidad_id=self.request.user.entidad_id, locale__language_code="es")
            .prefetch_workflow_states()
            .order_by("-latest_revision_created_at")
        )
        orden = {"needs_changes": 0, None: 1, "in_progress": 2, "approved": 3}
        filas = []
        for ficha in fichas:
            estado = ficha.current_workflow_state or (
                ficha.workflow_states.order_by("-created_at").first() if ficha.live else None
            )
            filas.append(
                {"objeto": ficha, "estado": estado, "tarea": estado.current_task_state if estado else None}
            )
        return sorted(filas, key=lambda fila: orden.get(fila["estado"] and fila["estado"].status, 1))

    def get_context_data(self, parent_context):
        banco = BancoPage.objects.filter(locale__language_code="es").first()
        return {
            "filas": self.filas,
            "entidad": self.request.user.entidad,
            "url_nueva": reverse("wagtailadmin_pages:add", args=["practicas", "practicapage", banco.pk])
            if banco
            else None,
        }


def paneles(request):
    """The panels that ``request.user`` needs."""
    return [FichasPanel(request)] if pertenece(request.user, PUNTOS_FOCALES) else []
