"""What waits for the DDRI, and for how long, on the dashboard of who can answer it."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, QuerySet, TextField, When
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Task, TaskState, WorkflowState

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

    def get_context_data(self, parent_context):
        estados = que_esperan(self.request.user)
        # What was given to who looks goes first, and then what nobody reads yet.
        suyo = Case(When(encargo__persona=self.request.user, then=0), When(encargo=None, then=1), default=2)
        filas = con_sus_textos(estados.order_by(suyo, "started_at", "pk")[:A_LA_VISTA])
        return {
            "filas": filas,
            "usuario": self.request.user,
            "cuantos": estados.count(),
            "url": reverse("lo_que_espera"),
        }


A_LA_VISTA = 20  # of what waits; the rest is in its report


def que_esperan(usuario):
    """The task states that ``usuario`` may decide, the oldest first: a queryset."""
    tipos = ContentType.objects.get_for_models(
        *(modelo for modelo in Task.__subclasses__() for modelo in _hojas(modelo) if getattr(modelo, "pantalla", None))
    )
    return (
        TaskState.objects.reviewable_by(usuario)
        .filter(task__content_type__in=tipos.values())
        .select_related("revision", "task", "workflow_state__requested_by", "encargo__persona")
        .order_by("started_at", "pk")
    )


def _hojas(modelo):
    suyas = modelo.__subclasses__()
    return [hoja for suya in suyas for hoja in _hojas(suya)] if suyas else [modelo]


def con_sus_textos(estados):
    """Each of ``estados`` with the text that waits: dicts of ``estado``, ``paso``, ``titulo``, ``objeto``, ``url``.

    The texts of a kind are read in one query, and without what they say.
    """
    if isinstance(estados, QuerySet):
        estados = estados.defer("revision__content")
    estados = list(estados)
    numeros = defaultdict(set)
    for estado in estados:
        numeros[estado.revision.content_type_id].add(estado.revision.object_id)
    objetos: dict[tuple[int, str], Any] = {}
    for tipo, suyos in numeros.items():
        modelo: Any = ContentType.objects.get_for_id(tipo).model_class()
        campos = {campo.name for campo in modelo._meta.get_fields()}
        relaciones = [nombre for nombre in ("locale", "entidad") if nombre in campos]
        pesados = [campo.name for campo in modelo._meta.local_concrete_fields if isinstance(campo, TextField)]
        leidos = modelo.objects.select_related(*relaciones).defer(*pesados).filter(pk__in=suyos)
        objetos |= {(tipo, str(uno.pk)): uno for uno in leidos}
    pasos = {tarea.pk: tarea for tarea in Task.objects.filter(pk__in={uno.task_id for uno in estados}).specific()}
    filas = []
    for estado in estados:
        objeto = objetos.get((estado.revision.content_type_id, estado.revision.object_id))
        if objeto is None:
            continue  # deleted meanwhile
        paso = pasos[estado.task_id]
        url = reverse(paso.pantalla, args=[estado.pk])
        filas.append(
            {"estado": estado, "paso": paso, "titulo": estado.revision.object_str, "objeto": objeto, "url": url}
        )
    return filas


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
