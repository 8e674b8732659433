"""«Is this for me?»: the same box on the page, on paper, beside others and for machines; and evidence as it is read."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from banco import busqueda
from banco.models import FichaPublica
from banco.proyeccion import describir
from banco.publico.documentos import hay_weasyprint
from base.models import Documento
from practicas.models import Archivo, Evidencia
from tests import fabrica as f
from vocabulario.models import Criterio

EXTRA = "/es/banco/"
HOJA = {
    "resultado_en_una_frase": "Seis de cada diez hogares tienen agua.",
    **{"costo_banda": "hasta-50-mil", "costo_monto": "30000.00", "costo_moneda": "USD", "costo_anio": 2014},
    "equipo": "Una coordinadora y tres técnicos",
    "tiempo_primeros_resultados": "1-a-2-anios",
    "condiciones_previas": f"Un acuerdo firmado y {f.palabras(40)}",
    "instrumento_juridico": "Un convenio",
    "version_minima": "Sin el laboratorio",
    "formatos": ["taller", "visita-a-bogota"],
    "idiomas_de_trabajo": ["es", "en"],
    "cupo_anual": 3,
}
DICHO = {
    "Qué se logró": "Seis de cada diez hogares tienen agua.",
    "Cuánto cuesta": "Hasta USD 50 mil · USD\u00a030.000 de 2014",
    "Con qué equipo": "Una coordinadora y tres técnicos",
    "Cuándo se ven los primeros resultados": "De 1 a 2 años",
    "¿Se puede pedir?": "Lista para intercambiarse · taller o capacitación · visita técnica a Bogotá 3 ciudades al año",
    "En qué idiomas": "Español · Inglés",
    "A quién escribir": "clara.frailejon@example.org",
}


@pytest.fixture
def ofrecida(focal, asesora, moderadora):
    """``ofrecida(title, …)``: a live practice that tells all of it, to be exchanged."""

    def _ofrecida(titulo="Agua para todos", **cambios):
        campos = {"evidencias": [f.evidencia()], **HOJA, **cambios}
        return f.publicada(focal, asesora, moderadora, titulo=titulo, **campos)

    return _ofrecida


def _sopa(client, url):
    respuesta = client.get(url)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


def _caja(sopa):
    return {
        uno.dt.get_text(strip=True): " ".join(uno.dd.get_text(" ", strip=True).split(" "))
        for uno in sopa.select(".vistazo__renglon")
    }


def test_la_caja_dice_lo_que_otra_ciudad_pregunta(client, ofrecida):
    sopa = _sopa(client, ofrecida().url)
    caja = _caja(sopa)
    assert {titulo: caja[titulo] for titulo in DICHO} == DICHO
    assert caja["Qué debe existir antes"].startswith("Un acuerdo firmado") and "…" in caja["Qué debe existir antes"]
    # Before the summary and the seal; and what is cut short is whole further down.
    assert sopa.find(id="vistazo").sourceline < sopa.select_one(".entradilla").sourceline
    assert f.palabras(40) in sopa.find(id="adopcion").get_text()
    assert "Sin el laboratorio" in sopa.find(id="adopcion").get_text()


def test_lo_que_nadie_dijo_se_dice(client, db):
    hoja = f.viva("Muda", contactos=[{"autoriza": False}], presupuesto_financiero=None)
    sopa = _sopa(client, hoja.url)
    caja = _caja(sopa)
    assert caja["Qué se logró"] == "No informado · Leer los resultados"
    sin_informar = {titulo for titulo, dicho in caja.items() if dicho == "No informado"}
    assert sin_informar == {
        *("Cuánto cuesta", "Con qué equipo", "Cuándo se ven los primeros resultados"),
        *("Qué debe existir antes", "En qué idiomas", "Cómo se sabe que funciona"),
    }
    assert caja["¿Se puede pedir?"] == "Contada, todavía no ofrecida"
    # Nobody agreed to be written to: the form is left.
    assert str(hoja.translation_key) in sopa.select(".vistazo__renglon")[-1].a["href"]
    assert not sopa.find(id="evidencia") and not sopa.find(id="adopcion")


def test_sin_frase_la_primera_evidencia_y_sin_costo_lo_ejecutado(client, db):
    hoja = f.viva("Agua", evidencias=[f.evidencia(), f.evidencia(indicador="otra cosa")])
    caja = _caja(_sopa(client, hoja.url))
    assert caja["Qué se logró"] == "Hogares con agua: de 40\u00a0% (2010) a 62,5\u00a0% (2014)"
    assert caja["Cuánto cuesta"] == "USD\u00a0125.000,50 ejecutados en total"


def test_la_evidencia_con_su_dibujo_y_su_tabla(client, db):
    documento = Documento.objects.create(title="Informe", file=ContentFile(f.PDF, "informe.pdf"))
    criterio = Criterio.objects.get(codigo="replicable")
    hoja = f.practica(
        None, evidencias=[f.evidencia(documento=documento, criterio=criterio, enlace="https://example.org/x")]
    )
    hoja.archivos = [Archivo(documento=documento, titulo="Informe final", locale=hoja.locale)]
    hoja.save()
    f.flujo.avalar_de_instalacion(hoja)
    seccion = _sopa(client, f.fresca(hoja).url).find(id="evidencia")
    dibujo = seccion.find(role="img")
    assert dibujo["aria-label"] == "Hogares con agua: de 40\u00a0% (2010) a 62,5\u00a0% (2014)"
    assert [uno["width"] for uno in dibujo.select(".barras__largo")] == ["40", "62"]
    celdas = [" ".join(uno.get_text(" ").split()) for uno in seccion.select("tbody td")]
    assert celdas[:2] == ["40 % (2010)", "62,5 % (2014)"]
    assert celdas[2].startswith("Registro propio: Encuesta de prueba · Informe final · en línea")
    assert criterio.nombre in seccion.tbody.th.get_text()
    assert client.get(seccion.find("a")["href"]).status_code == 200  # the file is for everybody


def test_un_borrador_se_previsualiza_con_sus_filas(db):
    documento = Documento.objects.create(title="Informe", file=ContentFile(f.PDF, "informe.pdf"))
    borrador = f.practica(evidencias=[f.evidencia()]).get_latest_revision_as_object()
    nueva = Evidencia(documento=documento, indicador="sin nada aún", sort_order=9)
    borrador.evidencias = [*borrador.evidencias.all(), nueva]
    una, otra = describir(borrador).evidencias
    assert una.antes == "40\u00a0% (2010)" and una.barras
    assert (otra.documento["titulo"], otra.en_una_linea, otra.barras) == ("Informe", "Sin nada aún", [])


@pytest.mark.parametrize(
    ("cambios", "anchos"),
    [
        ({"linea_base": None}, []),
        ({"medida": "variacion", "linea_base": "-5", "valor": "3"}, []),
        ({"medida": "cantidad", "unidad": "casas", "linea_base": "0", "valor": "0"}, []),
        ({"medida": "cantidad", "unidad": "casas", "linea_base": "200", "valor": "50"}, [100, 25]),
    ],
)
def test_se_dibuja_lo_que_se_compara(db, cambios, anchos):
    f.viva("Una", evidencias=[f.evidencia(**cambios)])
    assert [ancho for _dicho, ancho in FichaPublica.objects.get().evidencias[0].barras] == anchos


@pytest.mark.skipif(not hay_weasyprint(), reason="there is no Pango")
def test_en_la_primera_hoja_del_pdf(client, ofrecida):
    hoja = ofrecida(contactos=[{}])
    respuesta = client.get(f"{EXTRA}{hoja.slug}/ficha.pdf")
    hojas = PdfReader(io.BytesIO(respuesta.getvalue())).pages
    primera = hojas[0].extract_text()
    assert "¿Es para mí?" in primera
    assert all(uno in primera for uno in ("Seis de cada diez hogares", "Una coordinadora", "Lista para intercambiarse"))
    assert any("62,5" in hoja.extract_text() for hoja in hojas)


def test_lado_a_lado_primero_y_lo_distinto_marcado(client, ofrecida):
    una, otra = ofrecida("Una"), ofrecida("Otra", equipo="", tiempo_primeros_resultados="menos-de-6-meses")
    sopa = _sopa(client, f"{EXTRA}comparar/?p={una.slug}&p={otra.slug}")
    partes = {parte.th.span.find(string=True).strip(): parte for parte in sopa.select("tbody")}
    assert next(iter(partes)) == "Qué se logró"
    assert "No informado" in partes["Con qué equipo"].get_text()
    distintas = {titulo for titulo, parte in partes.items() if "difieren" in parte.th.get_text()}
    assert {"Con qué equipo", "Cuándo se ven los primeros resultados"} <= distintas
    assert not {"Cuánto cuesta", "En qué idiomas", "Entidad"} & distintas


def test_una_sola_no_difiere_de_nada(client, ofrecida):
    assert "difieren" not in _sopa(client, f"{EXTRA}comparar/?p={ofrecida().slug}").find("main").get_text()


@pytest.mark.parametrize(
    ("faceta", "codigo", "halladas"),
    [
        ("disponibilidad", "lista", {"Ofrecida"}),
        ("disponibilidad", "contada", {"Muda", "Sin formatos"}),
        ("costo", "hasta-50-mil", {"Ofrecida"}),
        ("costo", "no-informado", {"Muda", "Sin formatos"}),
        ("tiempo", "1-a-2-anios", {"Ofrecida", "Sin formatos"}),
        ("tiempo", "no-informado", {"Muda"}),
    ],
)
def test_se_filtra_por_lo_que_otra_ciudad_busca(client, ofrecida, faceta, codigo, halladas):
    ofrecida("Ofrecida")
    ofrecida("Sin formatos", formatos=[], costo_banda="no-se-conoce")
    f.viva("Muda")
    sopa = _sopa(client, f"{f.banco().url}?{faceta}={codigo}")
    assert {uno.get_text(strip=True) for uno in sopa.select("main .tarjeta__titulo")} == halladas


def test_para_maquinas(client, ofrecida):
    hoja = ofrecida()
    datos = client.get(f"/api/v2/practicas/{hoja.pk}/?fields=*").json()
    caja = datos["es_para_mi"]
    assert caja["costo"] == {"banda": "hasta-50-mil", "monto": "30000.00", "moneda": "USD", "anio": 2014}
    assert (caja["disponibilidad"], caja["formatos"]) == ("lista", ["taller", "visita-a-bogota"])
    assert caja["correo"] == "clara.frailejon@example.org" and str(hoja.translation_key) in caja["donde_se_pide"]
    [evidencia] = datos["evidencias"]
    assert (evidencia["linea_base"], evidencia["valor"], evidencia["calificador"]) == ("40", "62.5", "exacto")
    assert datos["dificultades"].startswith("<p>") and datos["equipo"] == HOJA["equipo"]
    muda = client.get(f"/api/v2/practicas/{f.viva('Muda').pk}/?fields=*").json()
    assert muda["es_para_mi"]["costo"]["banda"] is None and muda["evidencias"] == []


def test_en_los_datos_enlazados(client, ofrecida):
    ciudades = f.evidencia(indicador="ciudades", calificador="mas_de", medida="cantidad", unidad="ciudades")
    hoja = ofrecida(evidencias=[f.evidencia(), ciudades])
    datos = client.get(f"{EXTRA}{hoja.slug}/ficha.jsonld").json()
    assert datos["description"] == HOJA["resultado_en_una_frase"]
    una, otra = datos["mentions"]
    assert (una["value"], una["unitText"], una["observationDate"]) == (62.5, "%", "2014")
    assert (otra["minValue"], otra["unitText"]) == (62.5, "ciudades") and "value" not in otra


def test_veinte_evidencias_no_cuestan_mas_que_una(client, db, settings):
    settings.CACHE_DE_PAGINAS = 0

    hojas = [f.viva(f"Con {n}", evidencias=[f.evidencia() for _n in range(n)]) for n in (1, 20)]

    def medir(hoja):
        client.get(hoja.url)
        with CaptureQueriesContext(connection) as consultas:
            client.get(hoja.url)
        return len(consultas)

    assert medir(hojas[0]) == medir(hojas[1])


def test_en_los_datos_abiertos(client, ofrecida):
    ofrecida()
    [fila] = f.json_de(client.get(f"{EXTRA}datos/practicas.json"))["practicas"]
    assert (fila["costo_banda_codigo"], fila["costo_banda"]) == ("hasta-50-mil", "hasta USD 50 mil")
    assert (fila["formatos_codigos"], fila["cupo_anual"]) == (["taller", "visita-a-bogota"], 3)
    assert fila["formatos"] == ["taller o capacitación", "visita técnica a Bogotá"]
    assert (fila["costo_monto"], fila["disponibilidad"]) == (30000.0, "lista")
    [evidencia] = f.json_de(client.get(f"{EXTRA}datos/evidencias.json"))["evidencias"]
    assert (evidencia["linea_base"], evidencia["valor"], evidencia["lugar"]) == (40.0, 62.5, 1)
    assert evidencia["practica_id"] == fila["id"]


def test_se_busca_por_lo_que_dice(client, ofrecida):
    hoja = ofrecida(dificultades="<p>Las bombas se oxidaron.</p>")
    for palabra in ("oxidaron", "coordinadora", "hogares"):
        assert busqueda.buscar("es", [palabra]) == [hoja.pk], palabra
    sopa = _sopa(client, f"{f.banco().url}?q=oxidaron")
    assert sopa.select_one(".tarjeta__origen").get_text() == "Qué no repetirían:"


def test_en_ingles_lo_que_falta_por_traducir_no_se_da_por_no_informado(client, comunicaciones, moderadora):
    hoja = f.viva("De ayer", presupuesto_financiero=None)
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    assert _caja(_sopa(client, inglesa.url))["With what team"] == "Not reported"
    borrador = f.fresca(hoja)
    borrador.equipo, borrador.costo_banda = "Una coordinadora", "hasta-50-mil"
    f.flujo.avalar_de_instalacion(borrador)
    caja = _caja(_sopa(client, inglesa.url))
    assert caja["With what team"] == caja["What it costs"] == "Not in this language yet"
    assert caja["What should exist before"] == "Not reported"
    comparada = _sopa(client, f"/en/bank/compare/?p={inglesa.slug}").find("main").get_text()
    assert "Not in this language yet" in comparada and "Not reported" in comparada
