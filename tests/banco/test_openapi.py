"""The API says what it has, to programs and to people, and what it says is so."""

import json

import jsonschema
import pytest
from bs4 import BeautifulSoup
from openapi_spec_validator import OpenAPIV31SpecValidator

from banco.publico import openapi
from banco.publico.api import FILTROS, NUMEROS, ORDENES, PracticasAPIViewSet
from practicas.models import PracticaPage
from tests import fabrica as f

API = "/api/v2/practicas/"
MANUALES = ("/es/banco/datos/api/", "/en/bank/data/api/")


@pytest.fixture
def hoja(db):
    return f.viva(etiquetas=["bicicleta"])


@pytest.fixture
def descripcion(hoja, client):
    return json.loads(client.get("/api/v2/openapi.json").content)


def test_la_descripcion_es_openapi_3_1(descripcion):
    assert descripcion["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(descripcion).validate()


def test_lo_que_la_api_contesta_es_de_la_forma_que_dice(descripcion, hoja, client):
    def como(esquema):
        return {"$ref": f"#/components/schemas/{esquema}", "components": descripcion["components"]}

    comprobar = jsonschema.validators.validator_for(como("Lista"), default=jsonschema.Draft202012Validator)
    formatos = jsonschema.FormatChecker()
    for esquema, direccion in (
        *(("Lista", f"{API}?fields=*"), ("Lista", API), ("Practica", f"{API}{hoja.pk}/")),
        *(("Error", f"{API}?tema=nada"), ("Error", f"{API}?limit=101"), ("Error", f"{API}0/")),
    ):
        respuesta = json.loads(client.get(direccion).content)
        comprobar(como(esquema), format_checker=formatos).validate(respuesta)
    # It can fail: a field of another kind is seen.
    with pytest.raises(jsonschema.ValidationError):
        comprobar(como("Practica")).validate({**json.loads(client.get(f"{API}{hoja.pk}/").content), "ods": "11"})


def test_nombra_cada_campo_cada_filtro_y_cada_orden(descripcion, hoja, client):
    una = json.loads(client.get(f"{API}{hoja.pk}/").content)
    assert set(una) == set(descripcion["components"]["schemas"]["Practica"]["properties"])
    parametros = {uno["name"]: uno for uno in descripcion["paths"]["/practicas/"]["get"]["parameters"]}
    conocidos = PracticasAPIViewSet.known_query_parameters - {"_", "format", "search_operator", "rich_text_format"}
    assert set(parametros) >= set(FILTROS) | conocidos - set(NUMEROS)
    assert set(ORDENES) < set(parametros["order"]["schema"]["enum"])
    assert "movilidad" in parametros["tema"]["schema"]["enum"]
    for dato in descripcion["components"]["schemas"]["Practica"]["properties"].values():
        assert dato.get("description") or dato.get("properties")


@pytest.mark.parametrize("direccion", MANUALES)
def test_cada_ejemplo_de_la_pagina_encuentra_algo(direccion, hoja, comunicaciones, moderadora, client):
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    sopa = BeautifulSoup(client.get(direccion).content, "html.parser")
    ejemplos = [uno["href"] for uno in sopa.select("main table a")]
    assert len(ejemplos) == len(FILTROS) + len(openapi.parametros(openapi.ejemplos()))
    for ejemplo in ejemplos:
        respuesta = client.get(ejemplo)
        assert respuesta.status_code == 200, ejemplo
        assert "offset" in ejemplo or "search" in ejemplo or "fecha_fin" in ejemplo or f.json_de(respuesta)["items"], (
            ejemplo
        )


@pytest.mark.parametrize("direccion", MANUALES)
def test_la_pagina_nombra_cada_campo_sin_ninguna_practica_tambien(direccion, client, db):
    PracticaPage.objects.all().delete()
    sopa = BeautifulSoup(client.get(direccion).content, "html.parser")
    dichos = {uno.get_text() for uno in sopa.select("main th code")}
    assert dichos >= {*FILTROS, *openapi.campos(), "limit", "offset", "order", "fields"}


def test_el_indice_lleva_a_todo(hoja, client):
    indice = json.loads(client.get("/api/v2/").content)
    for direccion in (indice["practicas"], indice["openapi"], indice["datos"], *indice["manual"].values()):
        assert client.get("/" + direccion.split("/", 3)[3]).status_code == 200, direccion


@pytest.mark.parametrize("filtro", [nombre for nombre, filtro in FILTROS.items() if filtro.lista])
def test_un_valor_que_la_lista_no_tiene_se_dice_con_los_que_tiene(filtro, hoja, client):
    respuesta = client.get(API, {filtro: "99"})
    assert respuesta.status_code == 400
    dicho = json.loads(respuesta.content)
    assert filtro in dicho["message"] and "Field" not in dicho["message"]
    assert client.get(API, {filtro: dicho["valores"][0]}).status_code == 200


def test_todo_momento_es_de_bogota_y_dice_su_hora(hoja, client):
    una = json.loads(client.get(f"{API}{hoja.pk}/").content)
    assert una["meta"]["first_published_at"].endswith("-05:00") and una["aval"]["fecha"].endswith("-05:00")
