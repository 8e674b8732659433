"""The queue in the database, as in production, and a worker that does what it has."""

import signal
import socket
import threading
from contextlib import closing, contextmanager
from unittest import mock

from django.conf import settings as ajustes
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

SENALES = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)


def como_en_produccion(settings, entrega="django.core.mail.backends.locmem.EmailBackend"):
    """Mails in the queue, the queue in the database; a worker delivers with the backend ``entrega``."""
    settings.TASKS = {**ajustes.TASKS, "cola": {"BACKEND": ajustes.COLAS_DE_TAREAS["base"], "QUEUES": []}}
    settings.EMAIL_BACKEND = "base.buzon.EmailBackend"
    settings.CORREO_ENTREGA = entrega


def por_smtp(settings, puerto, servidor="127.0.0.1", segundos=1):
    como_en_produccion(settings, "django.core.mail.backends.smtp.EmailBackend")
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = servidor, puerto, segundos


def trabajar():
    """The worker does everything that is ready, and ends."""
    antes = {senal: signal.getsignal(senal) for senal in SENALES}
    # The connection is that of the test, with its transaction open: as Django's own client, it is left alone.
    sin_cerrar = mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections")
    try:
        with sin_cerrar:
            call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)
    finally:
        for senal, manejador in antes.items():
            signal.signal(senal, manejador)


def filas(**filtro):
    return list(DBTaskResult.objects.filter(**filtro).order_by("enqueued_at"))


@contextmanager
def servidor_mudo():
    """A server of this machine that takes every connection and never says a word. Gives its port."""
    tomadas = []

    def tomar():
        while True:
            try:
                tomadas.append(escucha.accept()[0])
            except OSError:
                return

    with closing(socket.create_server(("127.0.0.1", 0))) as escucha:
        threading.Thread(target=tomar, daemon=True).start()
        yield escucha.getsockname()[1]
    for una in tomadas:
        una.close()


def puerto_cerrado():
    """A port of this machine where nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as escucha:
        return escucha.getsockname()[1]
