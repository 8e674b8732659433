"""The open data of the transfers: what the public reads of each, in both languages, and nothing of its replica."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from actores.models import Actor
from aval import retiro
from banco.publico.abiertos.formatos import TIPOS
from intercambios import confirmacion
from tests import fabrica as f

from .comunes import ciudad, de_nuevo, en_ingles, preparada, replica, transferida
from .test_transferencias import venida

DATOS = {"es": "/es/banco/datos/", "en": "/en/bank/data/"}
# What is written of a replica that only the admin reads, and of whom it was spoken with.
CANARIOS = ("Canario del comentario", "Canario de lo interno", "canario.example", "canario@example.org", "Canaria")


def leido(client, formato, idioma="es"):
    respuesta = client.get(f"{DATOS[idioma]}transferencias.{formato}")
    assert respuesta.status_code == 200
    return b"".join(respuesta.streaming_content)


def filas(client, formato="json"):
    """The rows of the file, in any of its formats: list of dicts."""
    contenido = leido(client, formato)
    if formato == "json":
        return json.loads(contenido)["transferencias"]
    if formato == "csv":
        return list(csv.DictReader(io.StringIO(contenido.decode("utf-8-sig"), newline="")))
    nombres, *valores = load_workbook(io.BytesIO(contenido))["transferencias"].iter_rows(values_only=True)
    return [dict(zip(nombres, fila, strict=True)) for fila in valores]


@pytest.fixture
def una(db):
    actor = Actor.objects.create(codigo="fundacion", nombre_es="Fundación Colibrí", nombre_en="Hummingbird", pais="PE")
    return replica(f.viva("Ciclovía"), actor=actor, que_cambio="Canario de lo interno")


@pytest.fixture
def texto(una):
    return transferida(una, que_cambio="<p>El horario.</p>", enlace="https://ejemplo.example/calles")


@pytest.mark.parametrize("formato", TIPOS)
def test_dice_que_practica_donde_desde_cuando_y_quien_lo_dice(formato, client, una, texto):
    (fila,) = filas(client, formato)
    assert {campo: str(fila[campo]) for campo in ("practica", "practica_id", "ciudad", "ciudad_pais", "actor")} == {
        "practica": "Ciclovía",
        "practica_id": str(una.practica.translation_key),
        "ciudad": "Ciudad de ejemplo",
        "ciudad_pais": "PE",
        "actor": "Fundación Colibrí",
    }
    assert (str(fila["anio"]), fila["etapa_codigo"], fila["adaptacion_codigo"]) == ("2015", "en_marcha", "alguna")
    assert (fila["sentido_codigo"], fila["quien_lo_dice"]) == ("ensena", "Declarada por Bogotá")
    assert (fila["descripcion"], fila["que_cambio"]) == ("La calle se abre el domingo.", "El horario.")
    assert fila["id"] == str(texto.translation_key) and fila["url"] == f"http://testserver{texto.url}"
    assert str(fila["aval_version"]) == "1"


def test_una_fila_por_idioma_con_los_mismos_codigos(client, una, texto, comunicaciones, moderadora):
    f.publicada_en_ingles(una.practica, comunicaciones, moderadora)
    assert [fila["idioma"] for fila in filas(client)] == ["es"]  # its English waits for its aval
    en_ingles(texto, comunicaciones, moderadora)
    espanola, inglesa = filas(client)
    assert (inglesa["idioma"], inglesa["ciudad"], inglesa["actor"]) == ("en", "Example City", "Hummingbird")
    assert (inglesa["quien_lo_dice"], inglesa["etapa"]) == ("Declared by Bogotá", "Running")
    for campo in ("id", "practica_id", "ciudad_codigo", "actor_codigo", "etapa_codigo", "sentido_codigo", "anio"):
        assert inglesa[campo] == espanola[campo], campo
    assert leido(client, "json", "en") == leido(client, "json")


def test_lo_que_no_tiene_aval_no_esta_y_lo_retirado_se_va_en_el_acto(client, una, moderadora):
    preparada(una)
    assert filas(client) == []
    texto = transferida(una)
    assert len(filas(client)) == 1
    retiro.retirar(texto, moderadora, "No era así.")
    assert filas(client) == []


def test_lo_que_la_otra_parte_niega_tampoco_esta(client, una, texto, rf):
    confirmacion.responder(de_nuevo(una), "confirma", "Canario del comentario", rf.get("/"))
    assert filas(client)[0]["quien_lo_dice"] == "Confirmada por Bogotá y por la otra parte"
    confirmacion.responder(de_nuevo(una), "niega", "Canario del comentario", rf.get("/"))
    assert filas(client) == []


def test_lo_que_vino_de_otra_ciudad_lo_dice(client, db):
    venida(f.viva("Ciclovía"))
    (fila,) = filas(client)
    assert (fila["sentido_codigo"], fila["etapa_codigo"], fila["quien_lo_dice"]) == ("aprende", "", "")


@pytest.mark.parametrize("formato", TIPOS)
def test_nada_de_lo_interno_ni_de_nadie(formato, client, una, texto, rf):
    confirmacion.responder(de_nuevo(una), "confirma", "Canario del comentario: Ingrid Canaria", rf.get("/"))
    una = de_nuevo(una)
    una.evidencia_enlace = "https://canario.example/x"
    una.evidencia_documento = f.documento("Canaria.pdf", f.PDF)
    una.save()
    dicho = str(filas(client, formato))
    assert "Ciclovía" in dicho and not [canario for canario in CANARIOS if canario in dicho]


def test_ninguna_hoja_de_calculo_ejecuta_lo_que_alguien_escribio(client, una):
    transferida(una, nombre="=SUMA(1;2)")
    assert filas(client)[0]["nombre"] == "=SUMA(1;2)" and filas(client, "csv")[0]["nombre"] == "'=SUMA(1;2)"
    hoja = load_workbook(io.BytesIO(leido(client, "xlsx")))["transferencias"]
    celda = hoja.cell(2, [uno.value for uno in hoja[1]].index("nombre") + 1)
    assert (celda.value, celda.data_type, celda.quotePrefix) == ("=SUMA(1;2)", "s", True)


@pytest.mark.parametrize(("idioma", "titulo"), [("es", "Transferencias"), ("en", "Transfers")])
def test_esta_en_la_pagina_de_los_datos_con_lo_que_dice_cada_columna(idioma, titulo, client, texto):
    sopa = BeautifulSoup(client.get(DATOS[idioma]).content, "html.parser")
    assert sopa.find("a", attrs={"aria-label": f"{titulo}, XLSX"})
    assert "quien_lo_dice" in sopa.select_one("#c-transferencias").find_parent().get_text()


def test_esta_en_el_catalogo(client, texto):
    catalogo = f.json_de(client.get(f"{DATOS['es']}dcat.jsonld"))
    suyo = next(uno for uno in catalogo["dcat:dataset"] if uno["@id"].endswith("#transferencias"))
    assert len(suyo["dcat:distribution"]) == len(TIPOS)
    for una in suyo["dcat:distribution"]:
        assert client.get("/" + una["dcat:downloadURL"]["@id"].split("/", 3)[3]).status_code == 200


def test_las_ciudades_sin_coordenadas_y_lo_que_no_se_sabe_quedan_vacios(client, db):
    lejos = ciudad("sin-mapa", nombre_es="Sin mapa", latitud=None, longitud=None)
    transferida(replica(f.viva("Ciclovía"), ciudad=lejos, anio=None, adaptacion=""))
    (fila,) = filas(client)
    assert (fila["ciudad"], fila["anio"], fila["adaptacion"], fila["actor"], fila["actor_pais"]) == (
        *("Sin mapa", "", "", "", ""),
    )
