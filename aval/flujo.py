"""The way through: sending, returning, approving. Screens and commands call these, and nothing else publishes."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.dispatch import Signal
from wagtail.models import TaskState, WorkflowState

from actores.grupos import MODERACION, pertenece

from . import actos
from .contenido import canonico_de_revision
from .errores import FichaIncompleta, MismaPersona, NoEsModeracion, SinAval, TextoCambiado, YaResuelto
from .models import Autoria, Aval, TareaAval
from .terminos import nombres_que_lee

# Sent after something went live with its aval. Arguments: objeto, aval.
avalado = Signal()


def _texto_de(tarea_estado):
    return tarea_estado.workflow_state.content_object


def huella(revision):
    """Digest of what ``revision`` says: tells whether the text is still the one that was on the screen."""
    texto = json.dumps(canonico_de_revision(revision), sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(texto.encode()).hexdigest()


@actos.sobre(lambda objeto: objeto)
def enviar(objeto, usuario):
    """Send the latest text of ``objeto`` to the DDRI, or send it again after it was returned.

    Raises ``FichaIncompleta`` when the text breaks a rule, ``YaResuelto`` when it is already there.
    """
    estado = objeto.current_workflow_state
    if estado and estado.status == WorkflowState.STATUS_NEEDS_CHANGES:
        estado.resume(usuario)
    elif estado:
        raise YaResuelto
    else:
        objeto.get_workflow().start(objeto, usuario)


def comprobar_decision(tarea_estado, moderador, huella_vista):
    """The revision that ``moderador`` may decide on, or the reason why not (``ErrorDeAval``).

    It must be the one that was on the screen, and the task must still be waiting for an answer. Within an ``acto``.
    """
    if not pertenece(moderador, MODERACION):
        raise NoEsModeracion
    estado = WorkflowState.objects.get(pk=tarea_estado.workflow_state_id)
    tarea_estado.refresh_from_db()
    if tarea_estado.status != TaskState.STATUS_IN_PROGRESS or estado.current_task_state_id != tarea_estado.pk:
        raise YaResuelto
    revision = tarea_estado.revision
    if revision.pk != estado.content_object.latest_revision_id or huella(revision) != huella_vista:
        raise TextoCambiado
    return revision


@actos.sobre(_texto_de)
def avalar(tarea_estado, moderador, huella_vista, comentario="", **rutas):
    """Give the aval to the text on the screen of ``moderador``, and publish it. Returns the ``Aval``.

    ``huella_vista`` is the ``huella`` of the revision that was shown; ``rutas`` are the route fields of
    ``Aval``. Raises an ``ErrorDeAval`` that says why not; then nothing has changed.
    """
    if not isinstance(tarea_estado.task.specific, TareaAval):
        raise SinAval
    revision = comprobar_decision(tarea_estado, moderador, huella_vista)
    objeto = revision.as_object()
    if moderador.pk in Autoria.de_la_revision(objeto, revision):
        raise MismaPersona
    if objeto.impedimentos():
        raise FichaIncompleta
    aval = _registrar(
        objeto,
        revision,
        Aval.Origen.MODERACION,
        comentario,
        moderador=moderador,
        moderador_numero=moderador.pk,
        moderador_nombre=str(moderador),
        dictamen=objeto.dictamen_propuesto(),
        **rutas,
    )
    tarea_estado.approve(user=moderador, comment=comentario)
    return aval


@actos.sobre(_texto_de)
def devolver(tarea_estado, moderador, huella_vista, carta):
    """Return the text with ``carta`` to the person who sent it."""
    comprobar_decision(tarea_estado, moderador, huella_vista)
    tarea_estado.reject(user=moderador, comment=carta)


def al_terminar(workflow_state, user=None):
    """Publish what a finished workflow approved.

    The revision approved, not the latest one. Without an aval for it, ``SinAval``: nothing is published.
    """
    tarea = workflow_state.current_task_state
    if not tarea or tarea.status != TaskState.STATUS_APPROVED or not isinstance(tarea.task.specific, TareaAval):
        raise SinAval
    aval = Aval.objects.filter(revision_id=tarea.revision_id, momento__gte=tarea.started_at).first()
    if not aval:
        raise SinAval
    _publicar(workflow_state.content_object, aval, user)


@actos.sobre(lambda objeto: objeto)
def avalar_de_instalacion(objeto):
    """Publish a structural page that the installation itself made; its aval says where it comes from."""
    revision = objeto.save_revision(clean=False)
    aval = _registrar(objeto, revision, Aval.Origen.INSTALACION)
    _publicar(objeto, aval, None)
    return aval


def _registrar(objeto, revision, origen, comentario="", **mas):
    ultimo = Aval.objects.de(objeto).order_by("-numero").first()
    entidad = objeto.entidad_responsable
    contenido = canonico_de_revision(revision)
    return Aval.objects.create(
        content_type=objeto.get_base_content_type(),
        object_id=str(objeto.pk),
        numero=ultimo.numero + 1 if ultimo else 1,
        titulo=str(objeto),
        idioma=objeto.locale.language_code,
        revision=revision,
        revision_numero=revision.pk,
        contenido=contenido,
        nombres=nombres_que_lee(type(objeto), contenido),
        origen=origen,
        comentario=comentario,
        clase=objeto._meta.label_lower,
        entidad_codigo=entidad.codigo if entidad else "",
        entidad_nombre=entidad.nombre_es if entidad else "",
        **mas,
    )


def _publicar(objeto, aval, usuario):
    modelo = type(objeto.specific) if hasattr(objeto, "specific") else type(objeto)
    modelo.objects.filter(pk=objeto.pk).update(aval=aval)
    aval.revision.refresh_from_db()
    fresco = modelo.objects.get(pk=objeto.pk)
    fresco.publish(aval.revision, user=usuario, skip_permission_checks=True)
    avalado.send(sender=modelo, objeto=modelo.objects.get(pk=objeto.pk), aval=aval)
