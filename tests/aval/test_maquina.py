"""The machine of ``maquina.py``, run for a while; and the proof that it would find what it looks for.

``PASOS`` in the environment asks for a long run (``make fuzz-aval``).
"""

import os
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.db.models.signals import pre_save
from django.test import TestCase, override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from aval import autoria, guardia
from aval.autoria import Aporte
from aval.models import Autoria, Aval
from aval.permisos import ProbadorDeAval
from tests import fabrica as f
from tests.mundo import MODERAN, Mundo
from traducciones import autores

from .maquina import Maquina
from .oraculo import Brecha

POR_VUELTA = 30
# Enough acts to find each breach soon.
ACTOS_DE_PUBLICAR = ("crear", "escribir", "publicar_desde_el_editor", "publicar_en_bloque", "por_la_api", "avalar")
ACTOS_EN_INGLES = ("todo_el_camino_en_ingles", "traducir", "poner_una_frase", "los_cinco_pasos", "avalar")
ACTOS_DE_ELEGIR = ("todo_el_camino_en_ingles", "elegir_y_enviar", "elegir_otra_imagen_u_otro_enlace", "avalar")
ACTOS_DE_APARTAR = ("escribir", "todo_el_camino_otra_vez", "apartar_y_volver", "avalar", "estudiar")
ACTOS_DE_AVALAR = ("escribir", "todo_el_camino", "todo_el_camino_otra_vez", "avalar", "estudiar")
SIN_REDUCIR = [Phase.generate]  # it is enough to know that there is one
PASOS = int(os.environ.get("PASOS", 0))


def correr(mundo, vueltas, solo=None, apagado=(), **ajustes):
    """Run the machine, with all its acts or with those in ``solo``; returns the number of steps taken."""
    actos = {nombre for nombre in dir(Maquina) if hasattr(getattr(Maquina, nombre), "hypothesis_stateful_rule")}
    Esta = type("Esta", (Maquina,), {nombre: None for nombre in (actos - set(solo) if solo else ())})
    Esta.mundo, Esta.principio = mundo, mundo.principio
    for nombre in apagado:
        setattr(Esta, nombre, lambda self: None)
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


def sin_cuatro_ojos():
    return patch.object(Autoria, "de_la_revision", classmethod(lambda *args: set()))


@contextmanager
def por_momento():
    """The rule of before: a version counts if it is later than the last approved one, and what is in none, by its hour;
    the desk is open while the DDRI reads, and what is sent is not looked at again."""

    def de_la_revision(cls, objeto, revision):
        anterior = Aval.objects.de(objeto).order_by("-numero").first()
        tomada = anterior and anterior.momento
        filas = cls.objects.de(objeto)
        return {una.usuario_numero for una in filas if una.es_de(revision.pk, None, anterior, tomada)}

    with (
        patch.object(Autoria, "de_la_revision", classmethod(de_la_revision)),
        patch.object(autores, "atribuir", lambda *args: None),
        abierta_mientras_se_lee(),
    ):
        yield


@contextmanager
def por_momento_con_el_escritorio_quieto():
    """The same, and nothing can be typed while the DDRI reads."""
    with por_momento(), patch.object(autores, "exigir_que_no_espere", EXIGIR):
        yield


EXIGIR = autores.exigir_que_no_espere


def abierta_mientras_se_lee():
    return patch.object(autores, "exigir_que_no_espere", lambda objeto: None)


def sin_seguir_lo_elegido():
    """Pictures and links that a language has of its own are nobody's."""
    return patch.object(autores, "aporte_de_eleccion", lambda contexto, valor: Aporte({}, ()))


def sin_recordar_lo_apartado():
    """Only who touched a part since it was approved is an author of it."""
    return patch.object(autoria, "atomos", lambda *args: set())


# Fault → how it is planted, the acts that lead to it, and what of the machine is put out so that the rest finds it.
FALTAS = {
    "sin la guardia": (sin_guardia, ACTOS_DE_PUBLICAR, ()),
    "sin los cuatro ojos": (sin_cuatro_ojos, ACTOS_DE_AVALAR, ()),
    "la regla por momento": (por_momento, ACTOS_EN_INGLES, ("_lo_que_se_lee_esta_quieto",)),
    "la regla por momento con el escritorio quieto": (por_momento_con_el_escritorio_quieto, ACTOS_DE_APARTAR, ()),
    "sin seguir lo elegido": (sin_seguir_lo_elegido, ACTOS_DE_ELEGIR, ()),
    "abierta mientras se lee": (abierta_mientras_se_lee, ACTOS_EN_INGLES, ()),
    "sin recordar lo apartado": (sin_recordar_lo_apartado, ACTOS_DE_APARTAR, ()),
}


@pytest.mark.largo
class MaquinaTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo()
        cls.mundo.imagenes = [f.imagen(f"Imagen {numero}") for numero in range(3)]
        # With the right to translate, so that only the ledger parts who writes from who approves.
        for papel in MODERAN:
            cls.mundo.gente[papel].groups.add(Group.objects.get(name="Comunicaciones"))
        cls.mundo.principio = Maquina.empezar(cls.mundo)

    def setUp(self):
        self.enterContext(
            override_settings(
                WAGTAILLOCALIZE_MACHINE_TRANSLATOR={"CLASS": "tests.aval.maquina_inglesa.TraductorDePrueba"}
            )
        )

    def test_nada_se_lee_que_no_este_aprobado(self):
        vueltas = PASOS // POR_VUELTA or 3
        assert correr(self.mundo, vueltas, derandomize=not PASOS) >= vueltas


def _encuentra(falta, actos, apagado):
    @pytest.mark.una_vez
    def prueba(self):
        with falta(), pytest.raises(Brecha) as brecha:
            correr(self.mundo, 60, actos, apagado, derandomize=True, phases=SIN_REDUCIR)
        print(brecha.value)

    return prueba


for _nombre, _falta in FALTAS.items():
    setattr(MaquinaTest, f"test_encuentra_la_brecha_{_nombre.replace(' ', '_')}", _encuentra(*_falta))
