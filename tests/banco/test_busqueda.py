"""What is found by which words: the same on both databases, with accents and without."""

import json
import unicodedata

import pytest
from bs4 import BeautifulSoup

from banco import busqueda, proyeccion
from banco.models import RaicesDeFicha
from practicas.models import PracticaPage
from tests import fabrica as f

BANCO = "/es/practicas/"


@pytest.fixture
def hoja(db):
    return f.viva(
        "Ciclovía de los domingos",
        resumen="Cooperaciones entre barrios, con evaluación de sus aprendizajes.",
        lecciones="<p>Los años de ÑANDÚ enseñaron a escuchar. Nos quedó una casa.</p>",
    )


@pytest.mark.parametrize(
    "consulta",
    [
        *("ciclovía", "CICLOVÍAS", "ciclovia", "ciclovias", "domingo", "cooperación", "cooperacion", "cooperaciones"),
        *("evaluaciones", "evaluacion", "aprendizaje", "barrio", "ñandú", "nandu", "año" + "s", "casas", "la ciclovía"),
        unicodedata.normalize("NFD", "cooperación"),
        "cooperación domingos",
    ],
)
def test_se_encuentra(consulta, hoja):
    assert busqueda.buscar("es", busqueda.palabras_de(consulta)) == [hoja.pk]


@pytest.mark.parametrize(
    "consulta", ["castillo", "casi", "coope", "la", "de los", "", "cooperación pelícano", "'", '"']
)
def test_no_se_encuentra(consulta, hoja):
    assert busqueda.buscar("es", busqueda.palabras_de(consulta)) == []


def test_cada_idioma_busca_en_lo_suyo(hoja):
    assert busqueda.buscar("en", ["ciclovía"]) == []


def test_los_objetivos_se_buscan_por_sus_siglas_en_cada_idioma(hoja, comunicaciones, moderadora, client):
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    assert busqueda.buscar("es", ["ODS", "11"]) == [hoja.pk]
    for siglas in ("SDG", "sdg", "ODS"):
        assert busqueda.buscar("en", [siglas, "11"]) == [inglesa.pk], siglas
    for pagina, siglas in ((hoja, "ODS"), (inglesa, "SDG")):
        sopa = BeautifulSoup(client.get(pagina.url).content, "html.parser")
        datos = json.loads(sopa.find("script", type="application/ld+json").string)
        assert [uno for uno in datos["about"] if uno.startswith(f"{siglas} 11. ")], pagina.url


def test_lo_que_se_escribe_con_las_tildes_aparte_se_encuentra_igual(db):
    hoja = f.viva("Una", resumen=unicodedata.normalize("NFD", "La cooperación de la nación."))
    assert busqueda.buscar("es", ["cooperaciones"]) == [hoja.pk]


@pytest.mark.parametrize(
    ("escrita", "quiso_decir"),
    [
        *(("ciclobía", "ciclovía"), ("domnigos", "domingos"), ("evaluasion", "evaluación"), ("barios", "barrios")),
        *(("barrioss", "barrios"), ("xarrios", "barrios"), ("pelícano", None), ("domi", None), ("ciclovía", None)),
    ],
)
def test_una_palabra_mal_escrita(escrita, quiso_decir, hoja):
    assert busqueda.corregir("es", [escrita]) == (quiso_decir and [quiso_decir])


def test_se_marca_lo_que_se_busca_en_todas_sus_formas(hoja, client):
    sopa = BeautifulSoup(client.get(BANCO, {"q": "cooperación evaluacion"}).content, "html.parser")
    assert [una.text for una in sopa.select("mark")] == ["Cooperaciones", "evaluación"]


def test_al_banco_le_faltan_las_raices_hasta_que_se_construye_de_nuevo(hoja):
    """Whoever comes from the version before has no stems: ``migrate`` writes them."""
    RaicesDeFicha.objects.all().delete()
    assert busqueda.buscar("es", ["ciclovía"]) == []
    assert not proyeccion.esta_completa()
    proyeccion.reconstruir()
    assert proyeccion.esta_completa()
    assert busqueda.buscar("es", ["ciclovía"]) == [PracticaPage.objects.get(slug=hoja.slug).pk]
