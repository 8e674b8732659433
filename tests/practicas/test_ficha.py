"""One table says what each field of the ficha is: a row more is found wherever it must be, and nowhere else."""

import pytest
from wagtail.fields import RichTextField
from wagtail.models import Page

from banco import proyeccion
from banco.publico.abiertos import fichas
from banco.publico.campos import campos_de_la_api
from practicas import panels, reglas
from practicas.ficha import FICHA, FILAS, PARTES, PROSA, TEXTO, Campo
from practicas.models import PracticaPage
from sitio.demo.carga import textos_de
from tests import fabrica as f

# A field that every page has and the ficha does not: so the copy of the table needs no migration.
NUEVO = "search_description"
FILA = Campo(
    *(NUEVO, TEXTO, "logros", 9),
    **{"limite": 5, "requerido": True, "traducido": True, "peso": "cuerpo", "api": True, "datos": True},
)


@pytest.fixture
def con_uno_mas():
    return FICHA.con(FILA, despues_de="lecciones")


@pytest.fixture
def hoja(db):
    return f.viva("Una", **{NUEVO: "Algo <b>nuevo</b> que buscar"})


def _campos(panel):
    yield from [panel.field_name] if hasattr(panel, "field_name") else ()
    for hijo in getattr(panel, "children", ()):
        yield from _campos(hijo)


def test_en_el_formulario_en_su_caja_y_con_su_contador(con_uno_mas):
    cajas = {str(caja.heading): list(_campos(caja)) for caja in panels.cajas(con_uno_mas)}
    assert cajas[str(PARTES["logros"])] == ["resultados", "lecciones", "dificultades", NUEVO]
    panel = panels._panel(FILA, con_uno_mas)
    assert panel.attrs["data-contador-limite-value"] == "5"
    assert NUEVO not in [campo for caja in panels.cajas() for campo in _campos(caja)]


def test_en_las_reglas(con_uno_mas, hoja):
    assert not reglas.revisar(hoja, con_uno_mas)
    hoja.search_description = ""
    assert [campo for campo, _frase in reglas.revisar(hoja, con_uno_mas)] == [NUEVO]
    hoja.search_description = "seis palabras son más de cinco"
    assert [campo for campo, _frase in reglas.revisar(hoja, con_uno_mas)] == [NUEVO]
    assert not reglas.revisar(hoja)


def test_en_el_orden_de_lectura_y_entre_lo_que_se_traduce(con_uno_mas):
    lecciones = con_uno_mas.nombres.index("lecciones")
    assert con_uno_mas.nombres[lecciones + 1] == NUEVO
    assert NUEVO not in con_uno_mas.hechos
    assert NUEVO in FICHA.con(Campo(NUEVO, parte="logros"), "lecciones").hechos


def test_en_la_busqueda(con_uno_mas, hoja):
    ficha = proyeccion.describir(hoja)
    assert "Algo" in proyeccion.texto_de_la_ficha(hoja, ficha, ficha=con_uno_mas).cuerpo
    assert "Algo" not in proyeccion.texto_de_la_ficha(hoja, ficha).cuerpo


def test_en_los_datos_abiertos(con_uno_mas, hoja):
    nombres = {tabla: [columna.nombre for columna in fichas.columnas(tabla)] for tabla in (con_uno_mas, FICHA)}
    assert NUEVO in nombres[con_uno_mas] and NUEVO not in nombres[FICHA]
    [fila] = fichas.filas("", con_uno_mas)
    assert fila[NUEVO] == "Algo <b>nuevo</b> que buscar"


def test_en_la_api(con_uno_mas):
    assert NUEVO in {campo.name for campo in campos_de_la_api(con_uno_mas)}
    assert NUEVO not in {campo.name for campo in campos_de_la_api()}


def test_en_la_demostracion(con_uno_mas):
    assert textos_de({"es": {NUEVO: " Lo nuevo. "}}, con_uno_mas)[NUEVO] == "Lo nuevo."
    assert NUEVO not in textos_de({"es": {NUEVO: "Lo nuevo."}})


def test_de_una_persona_no_sale_nada_por_estos_caminos():
    suyos = FICHA.con(Campo(NUEVO, persona=True, peso="cuerpo", api=True, datos=True), "contactos")
    assert NUEVO not in {*suyos.en_la_api, *suyos.en_los_datos, *suyos.con_peso("cuerpo")}


def test_la_tabla_dice_todo_lo_que_la_ficha_tiene():
    """And no more: a field of the model without its row, or a row without its field, is seen here."""
    de_toda_pagina = {campo.name for campo in Page._meta.get_fields()}
    propios = {
        campo.name
        for campo in PracticaPage._meta.get_fields()
        if (campo.concrete or campo.one_to_many) and campo.name not in de_toda_pagina
    }
    # What is of the system, and not of the ficha.
    propios -= {"page_ptr", "aval", "tagged_items", "estudios", "presentaciones", "reconocimientos"}
    propios -= {
        "paquetes",
        "procesos",
        "replicas",
        "vigencias",
        "mensajes_del_estudio",
        "secciones_devueltas",
    }  # what is done with it: the rooms above
    assert propios | {"title", "slug"} == set(FICHA.nombres)
    for campo in FICHA:
        modelo = PracticaPage._meta.get_field(campo.nombre)
        assert isinstance(modelo, RichTextField) == (campo.clase == PROSA), campo
        assert bool(modelo.one_to_many) == (campo.clase == FILAS) or campo.nombre == "tags", campo
