"""The summary of the day: what waits for somebody, in one mail, for who asked for it. Nothing waits: no mail."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState

from actores.avisos import una_vez
from actores.correo import direccion_completa, idioma_de

from .cartas import dia_y_hora, nombrado
from .models import PreferenciaDeAvisos
from .tablero import pantalla_de


def enviar(hoy=None):
    """Mail today's summary to each who wants it and was not sent it yet. Returns how many left."""
    hoy = hoy or timezone.localdate()
    quieren = PreferenciaDeAvisos.objects.filter(resumen=True, usuario__is_active=True).exclude(usuario__email="")
    return sum(_a(una.usuario, hoy) for una in quieren.select_related("usuario"))


def _a(persona, hoy):
    with override(idioma_de(persona)):
        lineas = [*_por_decidir(persona), *_devueltos(persona)]
        if not lineas:
            return False
        return una_vez(f"resumen:{hoy.isoformat()}", persona.email, lambda: _carta(persona, lineas))


def _por_decidir(persona):
    tareas = TaskState.objects.reviewable_by(persona).select_related("revision", "task", "workflow_state")
    for tarea in tareas.order_by("started_at"):
        if hasattr(tarea.task.specific, "pantalla"):
            yield _("%(que)s espera en el paso «%(paso)s» desde el %(fecha)s.\n%(enlace)s") % {
                "que": nombrado(tarea.revision.as_object()),
                "paso": tarea.task.specific.nombre,
                "fecha": dia_y_hora(tarea.started_at),
                "enlace": direccion_completa(pantalla_de(tarea)),
            }


def _devueltos(persona):
    direcciones = AdminURLFinder(persona)
    estados = WorkflowState.objects.filter(requested_by=persona, status=WorkflowState.STATUS_NEEDS_CHANGES)
    for estado in estados.select_related("current_task_state").order_by("created_at"):
        if not (objeto := estado.content_object):
            continue
        objeto = getattr(objeto, "specific", objeto)
        if direccion := direcciones.get_edit_url(objeto):
            yield _("%(que)s se le devolvió con una carta el %(fecha)s: mejórelo y envíelo de nuevo.\n%(enlace)s") % {
                "que": nombrado(objeto),
                "fecha": dia_y_hora(estado.current_task_state.finished_at),
                "enlace": direccion_completa(direccion),
            }


def _carta(persona, lineas):
    cuantos = len(lineas)
    asunto = ngettext(
        "Un texto del Banco espera su respuesta", "%(n)s textos del Banco esperan su respuesta", cuantos
    ) % {"n": cuantos}
    parrafos = [*lineas, _("Recibe este resumen porque lo pidió en «Cuenta», «Notificaciones»; allí lo puede quitar.")]
    return asunto, render_to_string("actores/correo.txt", {"persona": persona, "parrafos": parrafos, "enlace": ""})
