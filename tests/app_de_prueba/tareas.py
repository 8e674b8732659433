"""Tasks that go wrong, each in its way."""

import os
import signal
import time

from base.tareas import tarea
from practicas.models import PracticaPage

hechas = []


@tarea("vocablos")
def anotar(que):
    hechas.append(que)


@tarea("vocablos")
def fallar(que):
    raise ValueError(que)


@tarea("vocablos")
def morir():
    os.kill(os.getpid(), signal.SIGKILL)


@tarea("vocablos")
def no_acabar():
    try:
        time.sleep(60)
    except Exception:  # what a reader of broken files does
        hechas.append("se tragó el límite")


@tarea("vocablos")
def guardar_y_no_acabar(pk):
    """What is searched is put in the index by a task of its own, done at once."""
    PracticaPage.objects.get(pk=pk).save()
    hechas.append("guardado")
    no_acabar.call()
