"""What is not known of the dates of a practice is not told as if it were, wherever the public reads them."""

import csv
import datetime
import io
import json

import pytest
from bs4 import BeautifulSoup

from tests import fabrica as f

BANCO = "/es/practicas/"


@pytest.fixture
def sin_fecha(db):
    return f.viva("Sin fecha", fecha_inicio=None, precision_inicio="desconocida")


@pytest.fixture
def hacia(db):
    return f.viva("Aproximada", fecha_inicio=datetime.date(1974, 1, 1), precision_inicio="hacia")


def _datos_enlazados(client, hoja):
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    return sopa, json.loads(sopa.find("script", type="application/ld+json").string)


def _hecho(sopa, nombre):
    return next(dt for dt in sopa.find_all("dt") if dt.get_text() == nombre).find_next("dd").get_text(strip=True)


def test_la_pagina_dice_hasta_donde_se_sabe(sin_fecha, hacia, client):
    sopa, datos = _datos_enlazados(client, sin_fecha)
    assert _hecho(sopa, "Cuándo") == "En marcha; inicio no registrado"
    assert _hecho(sopa, "Empezó") == "Fecha no registrada"
    assert "temporalCoverage" not in str(datos)
    sopa, datos = _datos_enlazados(client, hacia)
    assert _hecho(sopa, "Empezó") == "Hacia 1974"
    assert "1974~/.." in str(datos)


def test_ni_el_filtro_ni_la_linea_le_ponen_anios(sin_fecha, hacia, client):
    assert sin_fecha.title not in client.get(f"{BANCO}?anio=1990").content.decode()
    assert hacia.title in client.get(f"{BANCO}?anio=1990").content.decode()
    sopa = BeautifulSoup(client.get(f"{BANCO}?vista=linea").content, "html.parser")
    assert "1 práctica no dice cuándo empezó" in sopa.get_text()
    barras = sopa.find(class_="tabla--linea")
    assert [fila.th.get_text() for fila in barras.tbody.find_all("tr")] == [hacia.title]
    tabla = BeautifulSoup(client.get(f"{BANCO}?vista=tabla").content, "html.parser").find(class_="tabla")
    assert {fila.th.get_text(): fila.find_all("td")[3].get_text() for fila in tabla.tbody.find_all("tr")} == {
        sin_fecha.title: "no constan",
        hacia.title: "hacia 1974–hoy",
    }


@pytest.mark.parametrize(("sentido", "titulos"), [("", ["Vieja", "Nueva"]), ("desc", ["Nueva", "Vieja"])])
def test_ordenadas_por_su_inicio_las_que_no_lo_dicen_van_al_final(sentido, titulos, sin_fecha, client):
    f.viva("Nueva", fecha_inicio=datetime.date(2020, 1, 1))
    f.viva("Vieja", fecha_inicio=datetime.date(1990, 1, 1))
    tabla = client.get(BANCO, {"vista": "tabla", "orden": "inicio", "sentido": sentido})
    filas = BeautifulSoup(tabla.content, "html.parser").find(class_="tabla").tbody.find_all("tr")
    assert [fila.th.get_text() for fila in filas] == [*titulos, sin_fecha.title]


def test_la_que_termino_sin_que_conste_cuando_no_sigue_en_marcha(db, client):
    hoja = f.viva("La que acabó", fecha_inicio=datetime.date(2001, 1, 1), precision_fin="desconocida")
    assert hoja.title in client.get(f"{BANCO}?estado=terminada").content.decode()
    assert hoja.title not in client.get(f"{BANCO}?estado=en-marcha").content.decode()
    assert hoja.title in client.get(f"{BANCO}?anio=2001").content.decode()
    assert hoja.title not in client.get(f"{BANCO}?anio=2002").content.decode()
    assert "2001-01-01/" in str(_datos_enlazados(client, hoja)[1])


def test_los_datos_abiertos_y_la_api_lo_dicen_igual(sin_fecha, hacia, client):
    lineas = csv.DictReader(io.StringIO(client.get("/es/banco/datos/practicas.csv").getvalue().decode("utf-8-sig")))
    filas = {fila["titulo"]: (fila["fecha_inicio"], fila["precision_inicio"]) for fila in lineas}
    assert filas == {sin_fecha.title: ("", "desconocida"), hacia.title: ("1974", "hacia")}
    pedido = {"fields": "fecha_inicio,precision_inicio"}
    for hoja, (fecha, precision) in ((sin_fecha, (None, "desconocida")), (hacia, ("1974", "hacia"))):
        una = client.get(f"/api/v2/practicas/{hoja.pk}/", pedido).json()
        assert (una["fecha_inicio"], una["precision_inicio"]) == (fecha, precision)


def test_lo_que_se_dice_de_las_fuentes_se_lee_arriba_y_en_el_pdf(db, client):
    hoja = f.viva("Con fuentes", nota_de_la_fuente="La fuente no dice cuándo empezó.")
    for url in (hoja.url, f"/es/banco/{hoja.slug}/imprimir/"):
        html = client.get(url).content.decode()
        assert html.index(hoja.nota_de_la_fuente) < html.index("Texto de resultados")
