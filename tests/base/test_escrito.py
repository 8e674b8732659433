"""Dates and figures as people write them: what is read is what they meant, and what is none stays as it was typed."""

import datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from base.escrito import (
    cifra_en_palabras,
    cifra_escrita,
    cifra_leida,
    correos_leidos,
    fecha_leida,
    que_se_entiende,
)
from practicas.models import PracticaPage
from tests import fabrica as f

MARZO = datetime.date(2023, 3, 1)


@pytest.mark.parametrize(
    "texto",
    [
        *("01/03/2023", "1/3/2023", "01-03-2023", "1.3.2023", " 01/03/2023 ", "2023-03-01"),
        *(
            "1 de marzo de 2023",
            "1 marzo 2023",
            "1 de marzo del 2023",
            "1º de Marzo de 2023",
            "1 mar 2023",
            "1 mar. 2023",
        ),
        *("1 March 2023", "March 1, 2023", "1st March 2023"),
    ],
)
def test_una_fecha_se_lee_como_la_gente_la_escribe(texto):
    assert fecha_leida(texto) == MARZO


@pytest.mark.parametrize(
    "texto", ["31/02/2023", "32 de enero de 2023", "2023", "03-2023", "marzo", "ayer", "1/3/23", "0/1/2023"]
)
def test_lo_que_no_es_una_fecha_no_se_adivina(texto):
    with pytest.raises(ValueError):
        fecha_leida(texto)


@pytest.mark.parametrize(
    ("texto", "cifra"),
    [
        *(("350.000", "350000"), ("350,000", "350000"), ("1.250.000", "1250000"), ("1,250,000", "1250000")),
        *(("1.250.000,50", "1250000.50"), ("1,250,000.50", "1250000.50"), ("1250000,50", "1250000.50")),
        *(("1250000.50", "1250000.50"), ("62,5", "62.5"), ("62.5", "62.5"), ("0,125", "0.125"), ("40", "40")),
        *(("$ 1.250.000", "1250000"), ("USD 350.000", "350000"), ("1 250 000", "1250000"), ("-3,5", "-3.5")),
    ],
)
def test_una_cifra_se_lee_con_los_dos_separadores(texto, cifra):
    assert cifra_leida(texto) == Decimal(cifra)


@pytest.mark.parametrize("texto", ["mucho", "1.25.000", "1,2,3", "12.34.567,8", "1.2500.000", "12 mil", ".", "1e6"])
def test_lo_que_no_es_una_cifra_no_se_adivina(texto):
    with pytest.raises(ValueError):
        cifra_leida(texto)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False),
    st.sampled_from(["es", "en"]),
)
def test_lo_que_se_escribe_se_lee_igual(cifra, idioma):
    with override(idioma):
        assert cifra_leida(cifra_escrita(cifra)) == cifra


def test_se_dice_en_palabras():
    assert cifra_en_palabras(Decimal(350000)) == "350 mil"
    assert cifra_en_palabras(Decimal("1250000.00")) == "1,25 millones"
    assert cifra_en_palabras(Decimal("1250000.50")) == "1.250.000,5"
    with override("en"):
        assert cifra_en_palabras(Decimal("1250000.00")) == "1.25 million"


# --- In the ficha ---------------------------------------------------------------------------------------


@pytest.fixture
def navegador(focal, entrar):
    return entrar(focal)


def guardar(navegador, hoja, **cambios):
    datos = f.formulario_de(navegador, hoja) | cambios
    return navegador.post(f.url_edicion(hoja), datos)


def test_la_ficha_guarda_lo_que_se_quiso_escribir_y_lo_devuelve_igual(focal, navegador):
    hoja = f.practica(focal)
    cambios = {
        "fecha_inicio": "1 de marzo de 2023",
        "presupuesto_financiero": "1.250.000",
        "presupuesto_especie": "350.000",
    }
    assert guardar(navegador, hoja, **cambios).status_code == 302
    for _vez in range(2):  # saved again as it came back, it is still the same
        borrador = f.fresca(hoja).get_latest_revision_as_object()
        assert borrador.fecha_inicio == MARZO
        assert (borrador.presupuesto_financiero, borrador.presupuesto_especie) == (1250000, 350000)
        datos = f.formulario_de(navegador, hoja)
        assert datos["fecha_inicio"] == ["01/03/2023"] and datos["presupuesto_financiero"] == ["1.250.000"]
        guardar(navegador, hoja)
    eco = BeautifulSoup(navegador.get(f.url_edicion(hoja)).content, "html.parser").select(".escrito-eco")
    assert {"1 de marzo de 2023", "1,25 millones", "350 mil"} <= {uno.text for uno in eco}


@pytest.mark.parametrize(
    ("campo", "escrito", "dice"),
    [("fecha_inicio", "31/02/2023", "No es una fecha"), ("presupuesto_financiero", "1.25.000", "No es una cifra")],
)
def test_lo_que_no_se_entiende_queda_como_se_escribio_con_su_frase(campo, escrito, dice, focal, navegador):
    hoja = f.practica(focal)
    antes = getattr(hoja, campo)
    respuesta = guardar(navegador, hoja, **{campo: escrito, "action-submit": "1"})
    assert f.leer_formulario(respuesta, "page-edit-form")[campo] == [escrito]
    assert dice in BeautifulSoup(respuesta.content, "html.parser").select_one("#resumen-de-errores").text
    assert getattr(PracticaPage.objects.get(pk=hoja.pk), campo) == antes


# --- Mail addresses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texto", "leidos"),
    [
        ("ana@x.co", [("", "ana@x.co")]),
        ("a@x.co; b@y.co, Nombre <c@z.co>", [("", "a@x.co"), ("", "b@y.co"), ("Nombre", "c@z.co")]),
        ("Pérez, Ana <ana@x.co>; Luis <luis@x.co>", [("Pérez, Ana", "ana@x.co"), ("Luis", "luis@x.co")]),
        ("Ana <ana@x.co>, Luis <luis@x.co>", [("Ana", "ana@x.co"), ("Luis", "luis@x.co")]),
        ("ana@x.co\nluis@x.co;", [("", "ana@x.co"), ("", "luis@x.co")]),
        ("mailto:ana@x.co", [("", "ana@x.co")]),
    ],
)
def test_las_direcciones_se_leen_como_las_escriben_los_correos(texto, leidos):
    leido = correos_leidos(texto)
    assert sorted(leido) == sorted(leidos)


def test_se_dice_que_se_entendio_y_cual_esta_mal():
    assert que_se_entiende("ana@x.co") == ""
    assert "Se entiende ana@x.co" in que_se_entiende("Ana <ana@x.co>")
    assert "2 correos: ana@x.co, luis@x.co" in que_se_entiende("ana@x.co; luis@x.co")
    assert "No es un correo: «luis@»" in que_se_entiende("ana@x.co; luis@")
    assert "No es un correo" in que_se_entiende("ana")


def test_en_un_contacto_cabe_una_persona_y_de_varias_nada_se_pierde(focal, navegador):
    hoja = f.practica(focal)
    assert guardar(navegador, hoja, **{"contactos-0-correo": "Ana Frailejón <ana@x.co>"}).status_code == 302
    assert f.fresca(hoja).get_latest_revision_as_object().contactos.get().correo == "ana@x.co"
    assert guardar(navegador, hoja, **{"contactos-0-correo": "ana@x.co; luis@y.co"}).status_code == 302
    assert f.formulario_de(navegador, hoja)["contactos-0-correo"] == ["ana@x.co; luis@y.co"]
    respuesta = guardar(navegador, hoja, **{"contactos-0-correo": "ana@x.co; luis@y.co", "action-submit": "1"})
    assert "Se entienden 2 correos: ana@x.co, luis@y.co" in respuesta.content.decode()
    assert f.fresca(hoja).current_workflow_state is None
