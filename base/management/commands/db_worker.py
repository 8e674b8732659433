import faulthandler
import signal
import threading
import time

from django.db import DatabaseError, connection
from django_tasks.signals import task_finished, task_started
from django_tasks_db.management.commands import db_worker

from base.tareas import COLA, COLAS, GRACIA, recoger_muertas

CADA = 30  # seconds between looks for what a dead worker left


class TiempoAgotado(BaseException):
    """A task passed the seconds of its queue. No ``Exception``, so that no task takes it for a broken file."""


class Command(db_worker.Command):
    """The worker of django-tasks-db, for our queue, with limits of time.

    A task over its limit is stopped as if it had failed; one that does not heed (stuck in C) takes the worker with it,
    and whoever keeps the worker running starts another. What a dead worker left is put back.
    """

    help = f"Does the work left for later (queues: {', '.join(COLAS)}): mails, PDF, words of files."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(backend_name=COLA, queue_name="*", reload=False)

    def handle(self, **options):
        task_started.connect(_empezar, dispatch_uid="base.limite")
        task_finished.connect(_acabar, dispatch_uid="base.limite")
        anterior = signal.signal(signal.SIGALRM, _agotar)
        recoger_muertas()
        if not options["batch"]:
            threading.Thread(target=_recoger_siempre, daemon=True).start()
        try:
            super().handle(**options)
        finally:
            _terminar()
            signal.signal(signal.SIGALRM, anterior)
            task_started.disconnect(dispatch_uid="base.limite")
            task_finished.disconnect(dispatch_uid="base.limite")


def _empezar(task_result, **kwargs):
    if task_result.backend != COLA:  # done at once, within a task of ours that has its limit already
        return
    segundos = COLAS[task_result.task.queue_name].segundos
    signal.setitimer(signal.ITIMER_REAL, segundos)
    faulthandler.dump_traceback_later(segundos + GRACIA, exit=True)


def _acabar(task_result, **kwargs):
    if task_result.backend == COLA:
        _terminar()


def _terminar():
    signal.setitimer(signal.ITIMER_REAL, 0)
    faulthandler.cancel_dump_traceback_later()


def _agotar(*argumentos):
    raise TiempoAgotado


def _recoger_siempre():
    while True:
        time.sleep(CADA)
        try:
            recoger_muertas()
        except DatabaseError:
            pass  # away for a moment: the worker itself says so
        finally:
            connection.close()
