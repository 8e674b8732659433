"""The public API: what may be asked of it is a list, and every number is bounded."""

import pytest

from banco.publico.api import MAYOR, ORDENES
from practicas.models import Contacto
from tests import fabrica as f

API = "/api/v2/practicas/"


@pytest.fixture
def hoja(db):
    f.viva("De salud", tema=f.Tema.objects.get(codigo="salud"), subtema=None, ods=[3], localidades=["suba"])
    return f.viva(contactos=[{"autoriza": False, "autoriza_fecha": None}])


def _titulos(client, consulta):
    respuesta = client.get(f"{API}?{consulta}")
    assert respuesta.status_code == 200, (consulta, respuesta.content)
    return sorted(una["title"] for una in respuesta.json()["items"])


def test_se_filtra_por_lo_que_el_publico_lee(hoja, client):
    for consulta in (
        *(
            f"id={hoja.pk}",
            f"slug={hoja.slug}",
            f"title={hoja.title}",
            "tema=movilidad",
            "ods=13",
            "localidades=usaquen",
        ),
        *(f"subtema={hoja.subtema.codigo}", "fecha_inicio=2015-06-01&tema=movilidad", "entidad=idrd&ods=11"),
    ):
        assert _titulos(client, consulta) == [hoja.title], consulta
    assert len(_titulos(client, f"sector={hoja.entidad.sector.codigo}")) == 2
    assert len(_titulos(client, "toda_la_ciudad=false&poblaciones=juventud")) == 2
    assert _titulos(client, "id=0") == []


def test_por_una_fila_privada_no(hoja, client):
    """A person who did not agree was found by the number of their row."""
    numero = Contacto.objects.get(practica=hoja).pk
    for campo in (*("contactos", "archivos", "redes", "actores_clave", "owner", "aval", "upz", "resumen", "lectura"),):
        respuesta = client.get(f"{API}?{campo}={numero}")
        assert respuesta.status_code == 400, campo
        assert campo in respuesta.json()["message"]


def test_se_ordena_por_lo_de_la_lista_y_por_nada_mas(hoja, client):
    for campo in ORDENES:
        assert client.get(f"{API}?order={campo}").status_code == 200, campo
        assert client.get(f"{API}?order=-{campo}").status_code == 200, campo
    assert client.get(f"{API}?order=random").status_code == 200
    for campo in ("contactos", "ods", "owner", "aval", "--title", "title,contactos", "?", "publicada__datos"):
        respuesta = client.get(API, {"order": campo})
        assert respuesta.status_code == 400, campo
        assert "order" in respuesta.json()["message"]


ENTEROS = ("99999999999999999999", "9" * 5000, "abc", "-1", "1.5", "1e3", "", "٣", "0x1", " 1", "1_0", f"{MAYOR + 1}")


@pytest.mark.parametrize(
    "parametro", ["offset", "limit", "id", "ods", "child_of", "ancestor_of", "descendant_of", "translation_of"]
)
def test_un_numero_que_no_lo_es_se_rechaza_con_una_frase(parametro, hoja, client):
    for valor in ENTEROS:
        respuesta = client.get(API, {parametro: valor})
        assert respuesta.status_code == 400, valor
        assert parametro in respuesta.json()["message"]


def test_lo_demas_que_no_se_entiende_tambien(hoja, client):
    for nombre, valor in (
        *(("fecha_inicio", "ayer"), ("fecha_fin", "2015-02-31"), ("toda_la_ciudad", "quizás"), ("locale", "\x00")),
        *(("title", "a\x00b"), ("contactos", "abc"), ("fields", "("), ("rich_text_format", "x"), ("no_existe", "1")),
    ):
        assert client.get(API, {nombre: valor}).status_code == 400, nombre
    assert client.get(API, {"locale": "xx"}).status_code == 404


def test_buscar_una_por_su_numero_o_su_direccion(hoja, client):
    assert client.get(f"{API}find/", {"id": hoja.pk}, follow=True).json()["title"] == hoja.title
    assert client.get(f"{API}find/", {"html_path": f"practicas/{hoja.slug}"}, follow=True).status_code == 200
    for malo in ({"id": "abc"}, {"id": "9" * 40}, {"html_path": "no/existe"}, {"html_path": ""}, {}):
        assert client.get(f"{API}find/", malo).status_code in (400, 404), malo
    for numero in ("0", "9" * 19, "9" * 400):
        assert client.get(f"{API}{numero}/").status_code == 404, numero
