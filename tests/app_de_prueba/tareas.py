"""Tasks that go wrong, each in its way."""

import os
import signal
import time

from base.tareas import tarea

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
