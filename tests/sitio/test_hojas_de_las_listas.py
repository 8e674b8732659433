"""A list of the admin that is asked for as a spreadsheet has columns that say something, or is not there.

Whoever finds the address of an export and writes it for another list is not to be given rows of nothing.
"""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.test import TestCase
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from tests.direcciones_del_admin import direcciones_sin_valores
from tests.mundo import Mundo


@pytest.mark.largo
@pytest.mark.una_vez
class HojasDeLasListas(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo()
        cls.mundo.poblar()

    def test_ninguna_es_de_renglones_vacios(self):
        navegadores = [self.mundo.navegador(papel) for papel in ("comunicaciones", "moderadora", "administracion")]
        vacias, con_hoja = [], 0
        for nombre in direcciones_sin_valores():
            for navegador in navegadores:
                respuesta = navegador.get(reverse(nombre), {"export": "csv"})
                if respuesta.status_code == 200 and "csv" in respuesta.headers.get("Content-Type", ""):
                    con_hoja += 1
                    if not self.dice_algo(respuesta.getvalue().decode("utf-8-sig")):
                        vacias.append(nombre)
                    break
        assert vacias == []
        assert con_hoja > 20

    def test_cada_renglon_lleva_a_lo_suyo(self):
        navegador = self.mundo.navegador("superusuario")
        sin_enlace, con_renglones = [], 0
        for modelo in get_snippet_models():
            lista = navegador.get(reverse(modelo.snippet_viewset.get_url_name("list")), follow=True)
            renglones = BeautifulSoup(lista.content, "html.parser").select("#listing-results tbody tr")
            con_renglones += bool(renglones)
            sin_enlace += [modelo.__name__ for uno in renglones[:1] if not uno.select("td a[href], th a[href]")]
        assert sin_enlace == []
        assert con_renglones > 20

    @staticmethod
    def dice_algo(texto):
        """Whether its columns have names, and no row is empty."""
        encabezado, *filas = csv.reader(io.StringIO(texto))
        return any(encabezado) and all(any(celda.strip() for celda in fila) for fila in filas)
