"""Work that leaves after the transaction: mails, notices to the cache in front, PDF, words of files, imports.

Where a worker does it (``TASKS["cola"]`` kept in the database), each task is a row of the transaction that asked for
it: it exists if, and only if, what it tells of happened, and the worker sees it afterwards. What fails is tried again,
each time later; what fails for good stays in its row, for Administración to see. What ends well leaves no row, so that
an address or a letter is kept no longer than it is needed. A task can run twice (a worker that dies at the end of it):
each must leave the same done twice as once.
"""

import datetime
import functools
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.backend import TaskResult as DeLaBase
from django_tasks_db.models import DBTaskResult, get_date_max

COLA = "cola"  # the name of the store in ``settings.TASKS``


@dataclass(frozen=True)
class Cola:
    """What a task of a queue may cost: seconds for each try, how many, and the minutes before the second, third …"""

    nombre: str
    prioridad: int
    segundos: int
    esperas: tuple
    en_fila: bool = False  # many come at once: that the last waits for long says nothing of who works

    @property
    def intentos(self):
        return len(self.esperas) + 1

    def espera(self, hechos):
        """How long to wait after ``hechos`` tries."""
        return datetime.timedelta(minutes=self.esperas[min(hechos, len(self.esperas)) - 1])


COLAS = {
    "frontal": Cola(_("Avisos a la caché de adelante"), 60, segundos=60, esperas=(1, 2, 5, 15)),
    "correo": Cola(_("Correos"), 50, segundos=60, esperas=(1, 5, 15, 60, 180)),
    "documentos": Cola(_("PDF de listas"), 20, segundos=120, esperas=(1,)),
    "importaciones": Cola(_("Fichas que llegan en una hoja de cálculo"), 10, segundos=300, esperas=(1, 5)),
    "traductor": Cola(_("Borradores automáticos del inglés"), 5, segundos=300, esperas=(1, 15), en_fila=True),
    "enlaces": Cola(_("Enlaces que se revisan"), 0, segundos=300, esperas=(15, 60)),
    "vocablos": Cola(_("Palabras del buscador"), 0, segundos=300, esperas=(1, 15)),
}
# The worker ends with a task that does not heed its limit (stuck in C); after the second, others take it for dead.
GRACIA, MUERTA = 15, 45  # seconds over the limit


class TareaMuerta(Exception):
    """The worker that had a task died with it: killed, out of memory, or over its limit."""


def tarea(cola):
    """Decorator of a module's function: a task of the queue ``cola``. Its arguments are JSON."""
    return task(backend=COLA, queue_name=cola, priority=COLAS[cola].prioridad)


def la_hace_un_trabajador(una):
    return isinstance(una.get_backend(), DatabaseBackend)


def encolar(una, *args, **kwargs):
    """Have the task ``una`` done once the transaction in course is in the database; never, if it is undone."""
    if la_hace_un_trabajador(una):
        una.enqueue(*args, **kwargs)
    else:
        transaction.on_commit(functools.partial(una.enqueue, *args, **kwargs), robust=True)


def al_terminar(sender, task_result, **kwargs):
    """What ended well is forgotten; what failed waits for its next try, while it has any left."""
    if not isinstance(task_result, DeLaBase) or task_result.backend != COLA:
        return
    fila = DBTaskResult.objects.filter(pk=task_result.id)
    if task_result.status == TaskResultStatus.SUCCESSFUL:
        fila.delete()
        return
    cola, hechos = COLAS.get(task_result.task.queue_name), len(task_result.worker_ids)
    if cola and hechos < cola.intentos:
        fila.update(status=TaskResultStatus.READY, run_after=timezone.now() + cola.espera(hechos), finished_at=None)


def recoger_muertas():
    """Put back in the queue what a dead worker left half done, or give it up. Returns how many they were."""
    recogidas = 0
    for nombre, cola in COLAS.items():
        antes = timezone.now() - datetime.timedelta(seconds=cola.segundos + MUERTA)
        for fila in DBTaskResult.objects.running().filter(queue_name=nombre, started_at__lt=antes):
            error = {"exception_class_path": "base.tareas.TareaMuerta", "traceback": "base.tareas.TareaMuerta"}
            if len(fila.worker_ids) < cola.intentos:
                cambio = {"status": TaskResultStatus.READY, "run_after": timezone.now() + cola.espera(1)}
            else:
                cambio = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
            # Only if it still is as it was seen: another worker may look at the same time.
            vista = DBTaskResult.objects.running().filter(pk=fila.pk, started_at=fila.started_at)
            recogidas += vista.update(**cambio, **error)
    return recogidas


def fallidas():
    """What failed for good, the last first: rows of ``DBTaskResult``."""
    return DBTaskResult.objects.failed().filter(backend_name=COLA).order_by("-finished_at")


def reintentar(filas):
    """Give ``filas`` (of ``fallidas``) all their tries again. Returns how many they were."""
    return filas.filter(status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, run_after=get_date_max(), worker_ids=[], finished_at=None
    )


def tareas_en_espera(cola):
    """How many tasks of the queue ``cola`` wait to be done."""
    return DBTaskResult.objects.filter(backend_name=COLA, queue_name=cola, status=TaskResultStatus.READY).count()


def estado_de_la_cola():
    """How the queue is: dict of ``esperando`` and ``fallidas`` (how many tasks) and ``espera``.

    ``espera``: seconds since the oldest task that could be done, and is not, came in or got its next turn. A worker
    that is alive takes it in a few; while it does a long one, in as many as the longest limit of ``COLAS``. The queues
    in which many come at once (``en_fila``) do not count for it.
    """
    ahora = timezone.now()
    en_fila = [nombre for nombre, cola in COLAS.items() if cola.en_fila]
    listas = DBTaskResult.objects.ready().filter(backend_name=COLA).exclude(queue_name__in=en_fila)
    primera = listas.filter(run_after=get_date_max()).aggregate(una=Min("enqueued_at"))["una"]
    otra = listas.filter(run_after__lte=ahora).aggregate(una=Min("run_after"))["una"]
    desde = min((una for una in (primera, otra) if una), default=ahora)
    return {
        "esperando": DBTaskResult.objects.filter(backend_name=COLA, status=TaskResultStatus.READY).count(),
        "espera": max(0, round((ahora - desde).total_seconds())),
        "fallidas": fallidas().count(),
    }
