"""The catalogue of the open data, held against the shapes that the European catalogues are held against."""

import copy
import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph

from tests import fabrica as f

FORMAS = Path(__file__).parent / "dcat-ap-3.0.1"
DCAT = "/es/banco/datos/dcat.jsonld"


@pytest.fixture(scope="module")
def formas():
    return Graph().parse(FORMAS / "shapes.ttl").parse(FORMAS / "range.ttl")


@pytest.fixture
def catalogo(client, db):
    f.viva("Una práctica en el catálogo")
    return f.json_de(client.get(DCAT))


def _fallas(catalogo, formas):
    datos = Graph().parse(data=json.dumps(catalogo), format="json-ld")
    conforme, _grafo, dice = validate(datos, shacl_graph=formas, advanced=True)
    return "" if conforme else dice


def test_no_viola_ninguna_forma_de_dcat_ap(catalogo, formas):
    assert not _fallas(catalogo, formas)


@pytest.mark.parametrize(
    "donde, dato",
    [
        (lambda todo: todo, "dct:publisher"),
        (lambda todo: todo, "dct:description"),
        (lambda todo: todo["dcat:dataset"][0], "dct:title"),
        (lambda todo: todo["dcat:dataset"][0]["dcat:distribution"][0], "dcat:accessURL"),
        (lambda todo: todo["dcat:service"], "dcat:endpointURL"),
    ],
)
def test_sin_lo_obligatorio_si(donde, dato, catalogo, formas):
    roto = copy.deepcopy(catalogo)
    del donde(roto)[dato]
    assert dato.split(":")[1] in _fallas(roto, formas)


def test_un_idioma_que_es_texto_y_no_un_termino_tampoco_vale(catalogo, formas):
    catalogo["dct:language"] = ["es", "en"]
    assert "dct:language" in _fallas(catalogo, formas)


def test_un_conjunto_por_clase_con_sus_nombres_en_los_dos_idiomas(catalogo, client):
    conjuntos = {uno["@id"].partition("#")[2]: uno for uno in catalogo["dcat:dataset"]}
    assert set(conjuntos) == {
        "practicas",
        "evidencias",
        "redes",
        "plataformas",
        "premios",
        "reconocimientos",
        "eventos",
        "transferencias",
    }
    for conjunto in conjuntos.values():
        for dato in ("dct:title", "dct:description", "dcat:keyword"):
            assert {uno["@language"] for uno in conjunto[dato]} == {"es", "en"}, dato
        assert conjunto["dct:identifier"] == conjunto["@id"]
        assert len(conjunto["dct:language"]) == 2
        assert [una["dct:title"][0]["@value"].split("(")[1] for una in conjunto["dcat:distribution"]] == [
            "CSV)",
            "JSON)",
            "XLSX)",
        ]
    titulos = {uno["@language"]: uno["@value"] for uno in conjuntos["redes"]["dct:title"]}
    assert titulos["es"] != titulos["en"]
    assert catalogo["dcat:service"]["dcat:servesDataset"]["@id"] == conjuntos["practicas"]["@id"]
    # Whoever harvests it in English gets the same one, and not another data set.
    assert f.json_de(client.get("/en/bank/data/dcat.jsonld")) == catalogo


def test_lo_que_el_catalogo_ofrece_esta(catalogo, client):
    for conjunto in catalogo["dcat:dataset"]:
        for una in conjunto["dcat:distribution"]:
            respuesta = client.get("/" + una["dcat:downloadURL"]["@id"].split("/", 3)[3])
            contenido = b"".join(respuesta.streaming_content)
            assert int(una["dcat:byteSize"]["@value"]) == len(contenido)
            assert una["dcat:mediaType"]["@id"].endswith(respuesta["Content-Type"].split(";")[0])
    assert client.get("/" + catalogo["dcat:service"]["dcat:endpointURL"]["@id"].split("/", 3)[3]).status_code == 200
