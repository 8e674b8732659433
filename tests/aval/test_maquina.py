"""The machine of ``maquina.py``, run for a while; and the proof that it would find what it looks for.

``PASOS`` in the environment asks for a long run (``make fuzz-aval``).
"""

import os
from contextlib import contextmanager

import pytest
from django.db.models.signals import pre_save
from django.test import TestCase
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from aval import guardia
from aval.models import Autoria
from aval.permisos import ProbadorDeAval
from tests.mundo import Mundo

from .maquina import Brecha, Maquina

POR_VUELTA = 30
# Enough acts to find each breach soon.
ACTOS_DE_PUBLICAR = ("crear", "escribir", "publicar_desde_el_editor", "publicar_en_bloque", "por_la_api", "avalar")
ACTOS_DE_AVALAR = ("escribir", "todo_el_camino", "todo_el_camino_otra_vez", "avalar", "estudiar")
SIN_REDUCIR = [Phase.generate]  # it is enough to know that there is one
PASOS = int(os.environ.get("PASOS", 0))


def correr(mundo, vueltas, solo=None, **ajustes):
    """Run the machine, with all its acts or with those in ``solo``; returns the number of steps taken."""
    actos = {nombre for nombre in dir(Maquina) if hasattr(getattr(Maquina, nombre), "hypothesis_stateful_rule")}
    Esta = type("Esta", (Maquina,), {nombre: None for nombre in (actos - set(solo) if solo else ())})
    Esta.mundo = mundo
    try:
        run_state_machine_as_test(
            Esta,
            settings=settings(
                max_examples=vueltas,
                stateful_step_count=POR_VUELTA,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                **ajustes,
            ),
        )
    finally:
        print(f"\n{Esta.pasos} pasos, {Esta.avales} avales, {Esta.avales_en_ingles} en inglés")
    return Esta.pasos


@contextmanager
def sin_guardia():
    """The save of a live row passes unseen, and whoever may edit may publish, as in stock Wagtail."""
    pre_save.disconnect(dispatch_uid="aval.guardia")
    puede = ProbadorDeAval.can_publish
    ProbadorDeAval.can_publish = ProbadorDeAval.can_edit
    try:
        yield
    finally:
        ProbadorDeAval.can_publish = puede
        guardia.conectar()


@contextmanager
def sin_cuatro_ojos():
    original = Autoria.__dict__["de_la_revision"]
    Autoria.de_la_revision = classmethod(lambda *args: set())
    try:
        yield
    finally:
        Autoria.de_la_revision = original


class MaquinaTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo()

    def test_nada_se_lee_que_no_este_aprobado(self):
        vueltas = PASOS // POR_VUELTA or 3
        assert correr(self.mundo, vueltas, derandomize=not PASOS) >= vueltas

    def test_sin_la_guardia_encuentra_una_brecha(self):
        with sin_guardia(), pytest.raises(Brecha):
            correr(self.mundo, 30, ACTOS_DE_PUBLICAR, derandomize=True, phases=SIN_REDUCIR)

    def test_sin_los_cuatro_ojos_encuentra_una_brecha(self):
        with sin_cuatro_ojos(), pytest.raises(Brecha):
            correr(self.mundo, 30, ACTOS_DE_AVALAR, derandomize=True, phases=SIN_REDUCIR)
