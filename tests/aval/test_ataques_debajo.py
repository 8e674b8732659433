"""Every way to change what lies under the live texts, knocked at by every role."""

import re

import pytest
from django.test import TestCase
from wagtail.models import ModelLogEntry

from aval.auditoria import auditar
from aval.models import Fusion
from tests.mundo import PAPELES, Mundo

from . import test_ataques_por_papel as por_papel  # not its case by name, which would run again here
from .ataques_debajo import ATAQUES_DEBAJO


@pytest.mark.largo
class AtaquesDebajoTest(TestCase):
    leer = staticmethod(por_papel.AtaquesPorPapelTest.leer)
    direcciones_publicas = classmethod(por_papel.AtaquesPorPapelTest.direcciones_publicas.__func__)

    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo().poblar()
        cls.antes, cls.escrito = por_papel.lo_publico(), ModelLogEntry.objects.filter(user__isnull=False).count()
        cls.publicas = {url: cls.leer(url) for url in cls.direcciones_publicas()}

    def llamar(self, ataque, papel):
        respuesta = ataque.tocar(self.mundo, self.mundo.navegador(papel))
        self.assertIn(ataque.respuesta_a(papel), por_papel.dicho_por(respuesta))
        self.assertLess(respuesta.status_code, 500)
        self.assertEqual(por_papel.lo_publico(), self.antes)
        self.assertEqual(auditar().hallazgos, [])
        self.assertFalse(Fusion.objects.exists())
        for url, antes in self.publicas.items():
            self.assertEqual(self.leer(url), antes)
        if ataque.respuesta_a(papel) in ("permiso", "/entrar/"):
            self.assertEqual(ModelLogEntry.objects.filter(user__isnull=False).count(), self.escrito)


def _caso(ataque, papel):
    return lambda self: self.llamar(ataque, papel)


for _ataque in ATAQUES_DEBAJO:
    for _papel in PAPELES:
        _nombre = re.sub(r"\W+", "_", _ataque.nombre)
        setattr(AtaquesDebajoTest, f"test_{_ataque.numero:02}_{_nombre}__{_papel}", _caso(_ataque, _papel))
