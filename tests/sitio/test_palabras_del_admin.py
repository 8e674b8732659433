"""The screens of the admin in the words of those who work with it: none of the tool's, and nothing that leads to it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import TestCase

from tests.direcciones_del_admin import direcciones
from tests.mundo import Mundo

# What no person of the District says.
AJENAS = re.compile(
    r"\b(?:slugs?|root|wagtail|snippets?|workflow|draft|drafts|bulk|dashboard|alias|host|hostname|locale|site|login"
    r"|etapa de moderación|flujos? de trabajo|páginas? padre)\b",
    re.I,
)
AFUERA = re.compile(r"(?:\bwagtail\.(?:org|io)|github\.com/wagtail)")
SE_LEEN = ("aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value")


def frases(sopa):
    """What is read on the page, and what is heard of it: text and attributes."""
    for fuera in sopa(["script", "style", "template", "code", "pre", "svg"]):
        fuera.extract()
    yield from sopa.stripped_strings
    for atributo in SE_LEEN:
        yield from (uno[atributo] for uno in sopa.find_all(attrs={atributo: True}))


def del_menu(sopa):
    """The words and addresses of the menu, which is drawn by the browser."""
    return " ".join(uno.string or "" for uno in sopa.find_all("script", type="application/json"))


@pytest.mark.largo
@pytest.mark.una_vez
class PalabrasDelAdmin(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo()
        cls.mundo.poblar()

    def test_al_punto_focal(self):
        self.ninguna_pantalla_habla_como_la_herramienta_ni_lleva_a_ella("focal")

    def test_a_comunicaciones(self):
        self.ninguna_pantalla_habla_como_la_herramienta_ni_lleva_a_ella("comunicaciones")

    def test_a_moderacion(self):
        self.ninguna_pantalla_habla_como_la_herramienta_ni_lleva_a_ella("moderadora")

    def test_a_administracion(self):
        self.ninguna_pantalla_habla_como_la_herramienta_ni_lleva_a_ella("administracion")

    def ninguna_pantalla_habla_como_la_herramienta_ni_lleva_a_ella(self, papel):
        halladas, vistas = {}, 0
        # Of a text that is live, of one that waits and of one that was never sent: each has screens of its own.
        textos = (self.mundo.viva, self.mundo.por_avalar.workflow_state.content_object, self.mundo.borrador)
        todas = dict.fromkeys(
            direccion for uno in textos for nombre, direccion in direcciones(uno) if "preview" not in nombre
        )  # a preview is the public page
        navegador = self.mundo.navegador(papel)
        for direccion in todas:
            try:
                respuesta = navegador.get(direccion, headers={"accept-language": "es"})
            except Exception as error:
                halladas.setdefault(repr(error)[:80], direccion)
                continue
            if respuesta.status_code != 200 or "text/html" not in respuesta.headers.get("Content-Type", ""):
                continue
            vistas += 1
            sopa = BeautifulSoup(respuesta.content, "html.parser")
            for enlace in sopa.find_all(href=AFUERA):
                halladas.setdefault(enlace["href"], direccion)
            for menu in sopa.find_all("script", id="wagtail-sidebar-props"):
                if AFUERA.search(menu.string or ""):
                    halladas.setdefault("menu", direccion)
            for frase in frases(sopa):
                if AJENAS.search(frase):
                    halladas.setdefault(" ".join(frase.split())[:160], direccion)
        assert halladas == {}, "\n" + "\n".join(f"{frase!r}: {donde}" for frase, donde in halladas.items())
        assert vistas > 75
