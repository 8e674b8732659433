"""Every way to change what lies under the live texts, knocked at by every role."""

import re

import pytest
from django.test import TestCase
from wagtail.models import ModelLogEntry

from aval.auditoria import auditar
from aval.models import Fusion
from tests.mundo import PAPELES, Mundo

from . import test_puertas_por_papel as por_papel  # not its case by name, which would run again here
from .puertas_debajo import PUERTAS_DEBAJO


@pytest.mark.largo
class PuertasDebajoTest(TestCase):
    leer = staticmethod(por_papel.PuertasPorPapelTest.leer)
    direcciones_publicas = classmethod(por_papel.PuertasPorPapelTest.direcciones_publicas.__func__)

    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo().poblar()
        cls.antes, cls.escrito = por_papel.lo_publico(), ModelLogEntry.objects.filter(user__isnull=False).count()
        cls.publicas = {url: cls.leer(url) for url in cls.direcciones_publicas()}

    def llamar(self, puerta, papel):
        respuesta = puerta.tocar(self.mundo, self.mundo.navegador(papel))
        self.assertIn(puerta.respuesta_a(papel), por_papel.dicho_por(respuesta))
        self.assertLess(respuesta.status_code, 500)
        self.assertEqual(por_papel.lo_publico(), self.antes)
        self.assertEqual(auditar().hallazgos, [])
        self.assertFalse(Fusion.objects.exists())
        for url, antes in self.publicas.items():
            self.assertEqual(self.leer(url), antes)
        if puerta.respuesta_a(papel) in ("permiso", "/entrar/"):
            self.assertEqual(ModelLogEntry.objects.filter(user__isnull=False).count(), self.escrito)


def _caso(puerta, papel):
    return lambda self: self.llamar(puerta, papel)


for _puerta in PUERTAS_DEBAJO:
    for _papel in PAPELES:
        _nombre = re.sub(r"\W+", "_", _puerta.nombre)
        setattr(PuertasDebajoTest, f"test_{_puerta.numero:02}_{_nombre}__{_papel}", _caso(_puerta, _papel))
