"""Every attack, by every role: what it answers, and that nothing that the public reads has changed."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState
from wagtail_localize.models import SegmentOverride, StringTranslation

from aval.auditoria import auditar
from aval.models import Aval, modelos_avalables
from tests.app_de_prueba.models import Nota
from tests.mundo import PAPELES, Mundo

from .ataques import ATAQUES

# A refusal is not dressed as a success.
DICE_QUE_PUBLICO = re.compile(r"((?<!No )(?<!Nada )se publicó\b|ha sido publicada|and published)")


def lo_publico():
    """What is live and with which aval, and how often something was published. What it says, the audit tells."""
    vivos = {
        modelo._meta.label: set(modelo.objects.filter(live=True).values_list("pk", "aval"))
        for modelo in modelos_avalables()
    }
    registro = [modelo.objects.filter(action__contains="publish").count() for modelo in (PageLogEntry, ModelLogEntry)]
    return vivos, registro, Aval.objects.count()


def lo_escrito():
    """How much has been written of what an attack could write, and what the translation tool keeps."""
    cuantos = [modelo.objects.count() for modelo in (Page, Nota, Revision, PageLogEntry, ModelLogEntry, TaskState)]
    frases = set(StringTranslation.objects.values_list("pk", "data"))
    return cuantos, frases, set(SegmentOverride.objects.values_list("pk", "data_json"))


def dicho_por(respuesta):
    """All that an answer says of itself, in one line."""
    tipo = respuesta.headers.get("Content-Type", "")
    json = respuesta.content.decode() if "json" in tipo else ""
    estado = "404" if respuesta.headers.get("Location", "").startswith("/es/admin/") else respuesta.status_code
    forma = "form" if respuesta.status_code == 200 and not respuesta.frases and not json else ""
    return " ".join([str(estado), forma, getattr(respuesta, "url", ""), *respuesta.frases, json])


@pytest.mark.largo
class AtaquesPorPapelTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo().poblar()
        cls.antes, cls.escrito = lo_publico(), lo_escrito()
        cls.publicas = {url: cls.leer(url) for url in cls.direcciones_publicas()}

    @classmethod
    def direcciones_publicas(cls):
        """One that is live and one that is not, of each kind."""
        notas = (cls.mundo.nota, cls.mundo.nota_viva)
        return [cls.mundo.borrador.url, cls.mundo.viva.url, *(reverse("cita", args=["es", nota.pk]) for nota in notas)]

    @staticmethod
    def leer(url):
        """What a visitor reads there: the status, and the words when there is a text."""
        respuesta = Client().get(url)
        return respuesta.status_code, BeautifulSoup(
            respuesta.content, "html.parser"
        ).get_text() if respuesta.status_code == 200 else ""

    def llamar(self, ataque, papel):
        respuesta = ataque.tocar(self.mundo, self.mundo.navegador(papel))
        dicho = dicho_por(respuesta)
        self.assertIn(ataque.respuesta_a(papel), dicho)
        self.assertLess(respuesta.status_code, 500)
        self.assertNotRegex(" ".join(respuesta.frases), DICE_QUE_PUBLICO)
        self.assertEqual(lo_publico(), self.antes)
        if ataque.respuesta_a(papel) in ("permiso", "/entrar/"):
            self.assertEqual(lo_escrito(), self.escrito)
            return
        self.assertEqual(auditar().hallazgos, [])
        for url, antes in self.publicas.items():
            self.assertEqual(self.leer(url), antes)


def _caso(ataque, papel):
    return lambda self: self.llamar(ataque, papel)


for _ataque in ATAQUES:
    for _papel in PAPELES:
        _nombre = re.sub(r"\W+", "_", _ataque.nombre)
        setattr(AtaquesPorPapelTest, f"test_{_ataque.numero:02}_{_nombre}__{_papel}", _caso(_ataque, _papel))
