"""What waits for the DDRI, and for how long, on the dashboard of who can answer it."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from actores.grupos import COMUNICACIONES, MODERACION, pertenece

from .auditoria import RAZONES, Hallazgo
from .models import Auditoria


def pantalla_de(tarea_estado):
    """Address of the screen on which the task is decided."""
    return reverse(tarea_estado.task.specific.pantalla, args=[tarea_estado.pk])


class PendientesPanel(Component):
    """For moderators: texts that wait, the oldest first."""

    name = "pendientes"
    template_name = "aval/tablero_pendientes.html"
    order = 100

    def __init__(self, request):
        self.request = request

    @cached_property
    def filas(self):
        estados = (
            TaskState.objects.reviewable_by(self.request.user)
            .select_related("revision__user", "task", "workflow_state__requested_by")
            .order_by("started_at")
        )
        return [
            {"estado": estado, "objeto": estado.revision.as_object(), "url": pantalla_de(estado)}
            for estado in estados
            if hasattr(estado.task.specific, "pantalla")
        ]

    def get_context_data(self, parent_context):
        return {"filas": self.filas}


class EnviosPanel(Component):
    """For who sends: where each text stands, and what is asked of them."""

    name = "envios"
    template_name = "aval/tablero_envios.html"
    order = 120
    cuantos = 10

    def __init__(self, request):
        self.request = request

    @cached_property
    def filas(self):
        estados = (
            WorkflowState.objects.filter(requested_by=self.request.user)
            .select_related("current_task_state__task")
            .order_by("-created_at")[: self.cuantos]
        )
        return [
            {
                "estado": estado,
                "objeto": getattr(objeto, "specific_deferred", objeto),
                "tarea": estado.current_task_state,
            }
            for estado in estados
            if (objeto := estado.content_object)
        ]

    def get_context_data(self, parent_context):
        return {"filas": self.filas}


class AuditoriaPanel(Component):
    """For moderators: what the last audit found of what is live."""

    name = "auditoria"
    template_name = "aval/tablero_auditoria.html"
    order = 190
    cuantos = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        auditoria = Auditoria.objects.first()
        pendientes = [Hallazgo(**datos) for datos in auditoria.pendientes] if auditoria else []
        direcciones = AdminURLFinder(self.request.user)
        return {
            "auditoria": auditoria,
            "hallazgos": [
                {
                    "titulo": hallazgo.titulo,
                    "idioma": hallazgo.idioma,
                    "razon": RAZONES[hallazgo.razon],
                    "campos": hallazgo.nombres_de_campos,
                    "url": (objeto := hallazgo.instancia) and direcciones.get_edit_url(objeto),
                }
                for hallazgo in pendientes[: self.cuantos]
            ],
            "faltan": len(pendientes[self.cuantos :]),
        }


def paneles(request):
    """The panels that ``request.user`` needs."""
    paneles = []
    if pertenece(request.user, MODERACION):
        paneles += [PendientesPanel(request), AuditoriaPanel(request)]
    if pertenece(request.user, COMUNICACIONES):
        paneles.append(EnviosPanel(request))
    return paneles
