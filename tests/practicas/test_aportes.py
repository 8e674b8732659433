"""The total of the budget and what each partner put in: added up, said beside it, and never corrected."""

import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from aval.contenido import canonico_de, diferencias
from banco import proyeccion, vistazo
from practicas import aportes, reglas
from practicas.aportes import EnQue
from practicas.models import PracticaPage
from tests import fabrica as f

MONTO, PARTE = EnQue.MONTO, EnQue.PORCENTAJE


def _d(texto):
    return None if texto is None else Decimal(texto)


@pytest.mark.parametrize(
    ("total", "filas", "dice"),
    [
        ("67700", [("40000", MONTO), (None, MONTO)], "suman USD 40.000, el 59 % del total. El resto, USD 27.700,"),
        ("1000", [("25", PARTE), ("250", MONTO)], "suman USD 250 y 25 %, el 50 % del total. El resto, USD 500,"),
        ("1000", [("60", PARTE), ("400", MONTO)], "que es todo el total"),
        (None, [("40000", MONTO)], "suman USD 40.000. El total no se ha dicho"),
        ("1000", [("900", MONTO), ("200", MONTO)], "suman USD 1.100: más que el total"),
        ("1000", [("60", PARTE), ("50", PARTE)], "suman 110 %: más que el total"),
    ],
)
def test_la_suma_se_dice_junto_al_total(total, filas, dice):
    assert dice in aportes.en_palabras(aportes.sumar(_d(total), [(_d(cifra), en) for cifra, en in filas]), "USD")


def test_sin_aportes_no_se_dice_nada_de_ellos():
    assert aportes.sumar(Decimal(1000), [(None, MONTO)]) is None


@pytest.fixture
def navegador(focal, entrar):
    return entrar(focal)


def _con_socios(focal, *socios, **campos):
    """A ficha with those partners: pairs of figure and what it is."""
    hoja = f.practica(focal, presupuesto_financiero=None, **campos)
    nombres = ("Universidad de prueba", "Agencia de prueba")
    hoja.organizaciones = [f.socio(nombre) for nombre, _aporte in zip(nombres, socios, strict=False)]
    for fila, (cifra, en) in zip(hoja.organizaciones.all(), socios, strict=True):
        fila.aporte, fila.aporte_en = _d(cifra), en
    hoja.save()
    hoja.save_revision(user=focal, clean=False)
    return f.fresca(hoja)


def test_se_escriben_en_el_formulario_y_la_suma_esta_junto_al_total(focal, navegador):
    hoja = _con_socios(focal, (None, MONTO), (None, MONTO))
    datos = f.formulario_de(navegador, hoja) | {
        "presupuesto_total": "67.700",
        "organizaciones-0-aporte": "40.000",
        "organizaciones-1-aporte": "25",
        "organizaciones-1-aporte_en": "porcentaje",
    }
    assert navegador.post(f.url_edicion(hoja), datos).status_code == 302
    borrador = f.fresca(hoja).get_latest_revision_as_object()
    assert [(str(una.aporte), una.aporte_en) for una in borrador.organizaciones.all()] == [
        ("40000.00", "monto"),
        ("25.00", "porcentaje"),
    ]
    sopa = BeautifulSoup(navegador.get(f.url_edicion(hoja)).content, "html.parser")
    assert "suman USD 40.000 y 25 %, el 84 % del total" in sopa.select_one(".ficha-aportes").text


def test_lo_que_suma_mas_que_el_total_se_guarda_y_no_se_envia(focal, navegador):
    hoja = _con_socios(focal, ("900", MONTO), ("300", MONTO))
    datos = f.formulario_de(navegador, hoja) | {"presupuesto_total": "1.000"}
    assert navegador.post(f.url_edicion(hoja), datos).status_code == 302
    borrador = f.fresca(hoja).get_latest_revision_as_object()
    assert borrador.presupuesto_total == 1000  # as it was typed
    assert "presupuesto_total" in {campo for campo, _frase in reglas.revisar(borrador)}
    respuesta = navegador.post(f.url_edicion(hoja), datos | {"action-submit": "1"})
    resumen = BeautifulSoup(respuesta.content, "html.parser").select_one("#resumen-de-errores").text
    assert "suman más que el total" in resumen
    assert PracticaPage.objects.get(pk=hoja.pk).current_workflow_state is None


def test_el_publico_la_api_y_los_datos_los_tienen(focal, client):
    hoja = _con_socios(focal, ("40000", MONTO), ("25", PARTE), presupuesto_total="67700", titulo="Con socios")
    f.flujo.avalar_de_instalacion(hoja)
    hoja = f.fresca(hoja)
    texto = BeautifulSoup(client.get(hoja.url).content, "html.parser").select_one("dl.datos").get_text(" ", strip=True)
    texto = texto.replace("\xa0", " ")
    assert "Total ejecutado: USD 67.700" in texto
    assert "Universidad de prueba : USD 40.000" in texto and "Agencia de prueba : 25 %" in texto
    [una] = json.loads(b"".join(client.get("/es/banco/datos/practicas.json").streaming_content))["practicas"]
    assert una["presupuesto_total"] == 67700 and una["organizaciones_aportes"] == ["40000.00 USD", "25.00 %"]
    [de_la_api] = client.get("/api/v2/practicas/?fields=*").json()["items"]
    assert de_la_api["organizaciones"][0]["aporte"] == {"valor": "40000.00", "en": "monto", "moneda": "USD"}
    assert de_la_api["presupuesto"]["total"] == "67700.00"
    with override("en"):
        assert "USD 40,000" in proyeccion.describir(hoja).aportan[0].aporte_dicho
    assert "67.700" in str(vistazo.costo(hoja.publicada)[0])


def test_la_ddri_lo_lee_y_un_aval_de_ayer_vale(focal):
    hoja = _con_socios(focal, ("40000", MONTO), (None, MONTO))
    leido = {una.campo: una.html for una in hoja.secciones()}
    assert "aporte: 40.000" in leido["organizaciones"]
    hoja = _con_socios(focal, (None, MONTO), titulo="De ayer")
    de_ayer = canonico_de(hoja)
    for contenido in (de_ayer, *de_ayer["organizaciones"]):
        for campo in ("presupuesto_total", "aporte", "aporte_en"):
            contenido.pop(campo, None)
    assert diferencias(PracticaPage, de_ayer, canonico_de(hoja)) == []
    filas = list(hoja.organizaciones.all())
    filas[0].aporte = Decimal(5)
    hoja.organizaciones = filas
    assert diferencias(PracticaPage, de_ayer, canonico_de(hoja)) == ["organizaciones"]
