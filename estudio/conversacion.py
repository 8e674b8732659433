"""What the DDRI and an entity say to each other of a section while the ficha is studied (DDRI manual 2014, step 2).

Either side asks, the other one answers, each beside the text that it is about. All of it is kept, none is public. When
the study ends nothing more is said: what is still to be told goes in the letter, or in the text.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actores.grupos import MODERACION, es_focal_de, pertenece
from aval import actos
from aval.errores import ErrorDeAval

from . import correo
from .models import Lado, Mensaje, TareaEstudio

LARGO = 3000  # characters of a message


class EstudioTerminado(ErrorDeAval):
    mensaje = gettext_lazy(
        "No se envió: el estudio de esta ficha ya terminó, o se retiró el envío. Lo que usted escribió sigue en esta "
        "página; si hace falta, dígalo en la ficha."
    )


class SinTexto(ErrorDeAval):
    mensaje = gettext_lazy("No se envió: escriba primero lo que quiere decir.")


def tarea_en_estudio(practica):
    """The state of the study that ``practica`` is in; None if nobody studies it."""
    tarea = practica.current_workflow_task_state
    if not tarea or tarea.status != tarea.STATUS_IN_PROGRESS:
        return None
    return tarea if isinstance(tarea.task.specific, TareaEstudio) else None


def lado_de(usuario, practica):
    """On which ``Lado`` of the conversation about ``practica`` somebody speaks; None: they do not.

    For the entity speak its puntos focales, and who sent the ficha.
    """
    if pertenece(usuario, MODERACION):
        return Lado.DDRI
    if not practica.permissions_for_user(usuario).can_edit():
        return None
    if es_focal_de(usuario, practica.entidad_id):
        return Lado.ENTIDAD
    tarea = tarea_en_estudio(practica)
    return Lado.ENTIDAD if tarea and tarea.workflow_state.requested_by_id == usuario.pk else None


def exigir_lado(usuario, practica):
    """The ``Lado`` of ``usuario``. Raises ``PermissionDenied`` for who has none."""
    lado = lado_de(usuario, practica)
    if lado is None:
        raise PermissionDenied
    return lado


@actos.sobre(lambda practica: practica)
def preguntar(practica, usuario, campo, texto):
    """Ask the other side something of the section ``campo``. Returns the ``Mensaje``.

    Raises ``EstudioTerminado`` when nobody studies it any more, ``SinTexto`` when nothing is said.
    """
    return _decir(practica, usuario, campo, Mensaje.Clase.PREGUNTA, texto)


@actos.sobre(lambda pregunta: pregunta.practica)
def responder(pregunta, usuario, texto):
    """Answer ``pregunta``, or add to it. Returns the ``Mensaje``; raises as ``preguntar``."""
    tarea = tarea_en_estudio(pregunta.practica)
    if tarea is None or tarea.pk != pregunta.tarea_id:
        raise EstudioTerminado  # it was of another study
    return _decir(pregunta.practica, usuario, pregunta.campo, Mensaje.Clase.RESPUESTA, texto, pregunta)


def _decir(practica, usuario, campo, clase, texto, responde_a=None):
    tarea, texto = tarea_en_estudio(practica), (texto or "").strip()
    if tarea is None:
        raise EstudioTerminado
    lado = exigir_lado(usuario, practica)
    if not texto:
        raise SinTexto
    if len(texto) > LARGO:
        raise ErrorDeAval(
            _("No se envió: son %(n)s letras y caben %(maximo)s. Lo que escribió sigue en esta página.")
            % {"n": len(texto), "maximo": LARGO}
        )
    ya = Mensaje.objects.filter(
        tarea=tarea, campo=campo, clase=clase, responde_a=responde_a, quien=usuario, texto=texto
    ).first()
    if ya:
        return ya  # a second click
    mensaje = anotar(practica, tarea, usuario, lado, campo, clase, texto, responde_a=responde_a)
    correo.avisar_del_mensaje(mensaje)
    return mensaje


def anotar(practica, tarea, usuario, lado, campo, clase, texto="", **mas):
    """Write down a ``Mensaje``, and tell nobody."""
    return Mensaje.objects.create(
        practica=practica,
        practica_numero=practica.pk,
        titulo=practica.get_admin_display_title(),
        tarea=tarea,
        campo=campo,
        clase=clase,
        lado=lado,
        quien=usuario,
        quien_nombre=str(usuario)[:300],
        texto=texto,
        **mas,
    )


def hilos_de(practica):
    """All that was said of ``practica``: dict of field → list of messages, each with its ``respuestas_en_orden``.

    ``abierta`` of a question: whether the study goes on in which it can be answered; ``espera``: whose answer it waits
    for, or None. Two queries, however long they talked.
    """
    tarea = tarea_en_estudio(practica)
    por_numero: dict[int | None, Mensaje] = {}
    hilos: dict[str, list[Mensaje]] = {}
    for mensaje in Mensaje.objects.filter(practica_numero=practica.pk):
        mensaje.respuestas_en_orden = []
        mensaje.abierta = tarea is not None and mensaje.tarea_id == tarea.pk
        mensaje.espera = None
        por_numero[mensaje.pk] = mensaje
        if madre := por_numero.get(mensaje.responde_a_id):
            madre.respuestas_en_orden.append(mensaje)
        else:
            hilos.setdefault(mensaje.campo, []).append(mensaje)
    for mensaje in por_numero.values():
        if mensaje.abierta and mensaje.clase == Mensaje.Clase.PREGUNTA:
            if all(una.lado == mensaje.lado for una in mensaje.respuestas_en_orden):
                mensaje.espera = Lado.ENTIDAD if mensaje.lado == Lado.DDRI else Lado.DDRI
    return hilos


def esperan_a(lado, hilos):
    """The questions of ``hilos`` that wait for the answer of ``lado``, the oldest first."""
    todos = [mensaje for hilo in hilos.values() for mensaje in hilo if mensaje.espera == lado]
    return sorted(todos, key=lambda uno: (uno.momento, uno.pk))
