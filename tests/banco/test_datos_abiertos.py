"""The open data: whole, by itself, in the words of its reader, and with nobody who did not agree."""

import csv
import datetime
import hashlib
import io
import json
import os
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from aval import flujo, retiro
from banco.publico.abiertos import archivos, clases, fichas
from banco.publico.abiertos import views as vistas
from banco.publico.abiertos.formatos import TIPOS
from banco.publico.abiertos.tablas import TABLAS
from base import generacion
from eventos.models import Evento, Premio, Presentacion, Reconocimiento
from intercambios.models import Transferencia
from practicas.ficha import FICHA
from practicas.models import ActorClave, PlataformaDePractica, RedDePractica
from redes.models import Plataforma, Red
from tests import fabrica as f
from tests.intercambios.comunes import replica, transferida

DATOS = "/es/banco/datos/"
# Of the ficha, what its file has under another name, and what it has not: whom to reach, pictures, and evidence,
# which has a file of its own.
DE_OTRO_MODO = {"title": "titulo", "slug": "url", "tags": "palabras_clave", "actores_clave": "actores"}
FUERA = {"contactos", "imagenes", "evidencias"}
CON_FECHA = {"autoriza_fecha": datetime.date(2024, 3, 1)}


def _contenido(client, archivo, base=DATOS):
    respuesta = client.get(f"{base}{archivo}")
    assert respuesta.status_code == 200, archivo
    return b"".join(respuesta.streaming_content)


def _json(client, tabla):
    return json.loads(_contenido(client, f"{tabla}.json"))[tabla]


def _csv(client, tabla):
    return list(csv.DictReader(io.StringIO(_contenido(client, f"{tabla}.csv").decode("utf-8-sig"), newline="")))


@pytest.fixture
def hoja(db):
    """A practice that says all that a ficha can, live in Spanish."""
    hoja = f.practica(None, titulo="Ciclovía & recreovía", presupuesto_moneda="COP")
    hoja.organizaciones = [
        f.socio(entidad=hoja.entidad),
        f.socio("Universidad de prueba"),
    ]
    hoja.actores_clave = [
        ActorClave(
            nombre="Persona Que Autoriza", cargo="Directora", correo="si@example.org", autoriza=True, **CON_FECHA
        ),
        ActorClave(nombre="Persona Que No", cargo="Secreto", correo="no@example.org", autoriza=False),
    ]
    hoja.save()
    hoja.save_revision(clean=False)
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def test_cada_campo_de_la_ficha_tiene_su_columna():
    nombres = {columna.nombre for columna in fichas.columnas()}
    # The annex for awards is read by no public road.
    publicos = [campo.nombre for campo in FICHA if campo.parte != "postulacion"]
    assert not {DE_OTRO_MODO.get(campo, campo) for campo in publicos} - FUERA - nombres


@pytest.mark.parametrize("modelo", [Red, Plataforma, Premio, Reconocimiento, Evento, Transferencia])
def test_cada_campo_que_se_lee_de_las_otras_clases_tambien_y_ninguno_de_una_persona(modelo):
    nombres = {columna.nombre for columna in clases.columnas(modelo)}
    personales = {campo for campo in modelo.campos_de_lectura if campo.startswith("contacto_")}
    assert not personales & nombres
    assert set(modelo.campos_de_lectura) - personales - {"slug", "logo", "logo_alt", "imagenes"} <= nombres


def test_una_practica_entera_en_los_tres_formatos(hoja, client):
    [una] = _json(client, "practicas")
    for campo in FICHA.prosa:
        assert una[campo] == f"Texto de {campo} para la prueba.", campo
    assert (una["presupuesto_financiero"], una["presupuesto_moneda"]) == (125000.5, "COP")
    assert una["presupuesto_nota"] == "El aporte de cada socio figura en el informe."
    assert una["organizaciones"] == [hoja.entidad.nombre, "Universidad de prueba"]
    assert una["organizaciones_codigos"] == ["idrd", ""]
    assert (una["tema_codigo"], una["tema"]) == ("movilidad", "Movilidad sostenible")
    assert (una["ods"], una["ods_nombres"][0]) == ([11, 13], "Ciudades y comunidades sostenibles")
    assert una["aval_id"] == str(hoja.aval.publico)
    [en_csv] = _csv(client, "practicas")
    assert list(en_csv) == list(una)
    assert en_csv["resultados"] == una["resultados"]
    assert en_csv["ods"] == "11 | 13"
    hoja_de_calculo = load_workbook(io.BytesIO(_contenido(client, "practicas.xlsx")), read_only=True)["practicas"]
    nombres, valores = ([celda.value for celda in fila] for fila in hoja_de_calculo.rows)
    assert dict(zip(nombres, valores, strict=True))["resultados"] == una["resultados"]


def test_de_las_personas_solo_quien_autorizo_y_ningun_correo(hoja, client):
    for tabla in TABLAS:
        for formato in TIPOS:
            contenido = _contenido(client, f"{tabla}.{formato}")
            if formato == "xlsx":
                libro = load_workbook(io.BytesIO(contenido), read_only=True)
                contenido = str([celda.value for fila in libro[tabla].rows for celda in fila]).encode()
            for de_nadie in ("Persona Que No", "Secreto", "no@example.org", "si@example.org", "Clara Frailejón"):
                assert de_nadie.encode() not in contenido, (tabla, formato)
    [una] = _json(client, "practicas")
    assert (una["actores"], una["actores_cargos"]) == (["Persona Que Autoriza"], ["Directora"])


def test_la_fila_inglesa_se_lee_en_ingles_y_se_une_por_los_codigos(hoja, comunicaciones, moderadora, client):
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    espanola, inglesa = sorted(_json(client, "practicas"), key=lambda una: una["idioma"] != "es")
    assert inglesa["idioma"] == "en" and espanola["id"] == inglesa["id"]
    assert (inglesa["tema"], inglesa["ods_nombres"][1]) == ("Sustainable mobility", "Climate action")
    assert inglesa["rutas"] != espanola["rutas"] or inglesa["rutas"] == []
    for lista in (
        "tema_codigo",
        "entidad_codigo",
        "localidades_codigos",
        "poblaciones_codigos",
        "rutas_codigos",
        "ods",
    ):
        assert inglesa[lista] == espanola[lista], lista
    assert inglesa["resultados"].startswith("[en]")
    assert inglesa["url"].startswith("http") and "/en/" in inglesa["url"]


def test_lo_que_no_esta_publicado_no_esta_y_lo_retirado_se_va_en_el_acto(hoja, moderadora, client):
    f.practica(None, titulo="Borrador secreto")
    assert [una["titulo"] for una in _json(client, "practicas")] == [hoja.title]
    antes = archivos.hecho("practicas", "json", "http://testserver").ruta
    os.utime(antes, (0, 0))
    retiro.retirar(hoja, moderadora, "Dejó de hacerse.")
    assert _json(client, "practicas") == []
    assert not antes.exists()  # nor does it stay on the disk


def test_ninguna_hoja_de_calculo_ejecuta_lo_que_alguien_escribio(client, db):
    f.viva("=SUMA(1;2)")
    [en_csv] = _csv(client, "practicas")
    assert en_csv["titulo"] == "'=SUMA(1;2)"
    [en_json] = _json(client, "practicas")
    assert en_json["titulo"] == "=SUMA(1;2)"
    hoja = load_workbook(io.BytesIO(_contenido(client, "practicas.xlsx")))["practicas"]
    celda = hoja.cell(2, [uno.value for uno in hoja[1]].index("titulo") + 1)
    assert (celda.value, celda.data_type, celda.quotePrefix) == ("=SUMA(1;2)", "s", True)  # a text, as it is


def test_las_otras_clases_con_sus_vinculos_en_los_dos_idiomas(demostracion, client):
    assert _json(client, "transferencias") == []  # the demonstration says of no city that it adapted a practice
    for tabla in TABLAS.keys() - {"transferencias"}:
        filas = _json(client, tabla)
        assert filas and len(_csv(client, tabla)) == len(filas), tabla
        idiomas = {fila["idioma"] for fila in filas}
        assert idiomas == {"es", "en"}, tabla
        assert all(fila["url"].startswith("http://testserver/") for fila in filas), tabla
        assert len({(fila["id"], fila["idioma"]) for fila in filas}) == len(filas)
    de_practicas = {una["id"] for una in _json(client, "practicas")}
    dados = [uno for uno in _json(client, "reconocimientos") if uno["practica_id"]]
    assert dados and {uno["practica_id"] for uno in dados} <= de_practicas
    assert {uno["premio_id"] for uno in dados} <= {uno["id"] for uno in _json(client, "premios")}
    inglesa = next(una for una in _json(client, "redes") if una["idioma"] == "en")
    assert (inglesa["estado_codigo"], inglesa["estado"]) == ("activa", "Active membership")


def _avalado(uno):
    uno.full_clean(exclude=["aval"])
    uno.save()
    uno.save_revision(clean=False)
    flujo.avalar_de_instalacion(uno)
    return uno


def _con_vinculos(numero):
    hoja = f.viva(f"Práctica {numero}", evidencias=[f.evidencia()])
    es = hoja.locale
    de_todos = {"locale": es, "live": False}
    red = _avalado(Red(nombre=f"Red {numero}", tipo="global", descripcion="<p>Una red.</p>", **de_todos))
    plataforma = _avalado(Plataforma(nombre=f"Plataforma {numero}", descripcion="<p>Una.</p>", **de_todos))
    premio = _avalado(Premio(nombre=f"Premio {numero}", descripcion="<p>Un premio.</p>", **de_todos))
    presentaciones = [Presentacion(practica=hoja)]
    _avalado(Evento(nombre=f"Evento {numero}", tipo="foro", presentaciones=presentaciones, **de_todos))
    _avalado(Reconocimiento(premio=premio, anio=2020, resultado="ganadora", practica=hoja, **de_todos))
    hoja = f.fresca(hoja)
    hoja.redes, hoja.plataformas = [RedDePractica(red=red)], [PlataformaDePractica(plataforma=plataforma)]
    hoja.save_revision(clean=False)
    flujo.avalar_de_instalacion(f.fresca(hoja))
    transferida(replica(hoja))


# Terms, addresses and sets are read once in each generation; then each table asks for itself, its relations and theirs.
TECHOS = dict.fromkeys(TABLAS, 24) | {"premios": 34, "eventos": 34}


def test_las_consultas_no_crecen_con_las_filas(subtests, db):
    def medir(tabla):
        generacion.nueva()
        with generacion.fija(), CaptureQueriesContext(connection) as consultas:
            filas = list(TABLAS[tabla].filas("http://x"))
        return len(filas), [consulta["sql"][:150] for consulta in consultas]

    def medir_todas():
        for tabla in TABLAS:
            medir(tabla)
        return {tabla: medir(tabla) for tabla in TABLAS}

    _con_vinculos(1)
    con_una = medir_todas()
    for numero in (2, 3, 4):
        _con_vinculos(numero)
    for tabla, (filas, consultas) in medir_todas().items():
        with subtests.test(tabla=tabla):
            assert filas > con_una[tabla][0]
            assert len(consultas) == len(con_una[tabla][1]) <= TECHOS[tabla], "\n".join(consultas)


def test_la_suma_es_la_del_archivo_y_no_se_baja_dos_veces_lo_mismo(hoja, client):
    pagina = client.get(DATOS).content.decode()
    for tabla in TABLAS:
        for formato in TIPOS:
            assert hashlib.sha256(_contenido(client, f"{tabla}.{formato}")).hexdigest() in pagina
    etiqueta = client.get(f"{DATOS}practicas.json")["ETag"]
    assert client.get(f"{DATOS}practicas.json", headers={"If-None-Match": etiqueta}).status_code == 304


def test_sin_trabajador_quien_lo_pide_lo_espera_y_la_pagina_no(hoja, client, monkeypatch):
    monkeypatch.setattr(vistas, "SE_ESPERAN", 0)
    sopa = BeautifulSoup(client.get(DATOS).content, "html.parser")
    assert sopa.select("a[download]") and "Se sabe cuando alguien lo pide" in sopa.get_text()
    _contenido(client, "practicas.csv")
    generacion_de_la_pagina = BeautifulSoup(client.get(f"{DATOS}?x=1").content, "html.parser")
    assert re.search(r"[0-9a-f]{64}", generacion_de_la_pagina.get_text())


@pytest.mark.parametrize("direccion", ["", "api/"])
@pytest.mark.parametrize("base, otra", [("/es/banco/datos/", "/en/bank/data/"), ("/en/bank/data/", "/es/banco/datos/")])
def test_sus_paginas_dicen_quienes_son_y_estan_en_el_mapa(direccion, base, otra, hoja, client):
    sopa = BeautifulSoup(client.get(base + direccion).content, "html.parser")
    assert sopa.find("link", rel="canonical")["href"] == f"http://testserver{base}{direccion}"
    alternas = {una["hreflang"]: una["href"] for una in sopa.find_all("link", hreflang=True)}
    assert alternas[base[1:3]].endswith(base + direccion) and alternas[otra[1:3]].endswith(otra + direccion)
    assert alternas["x-default"] == alternas["en"]
    assert len(sopa.find("meta", attrs={"name": "description"})["content"]) > 50
    assert f"{base}{direccion}</loc>" in client.get("/sitemap.xml").content.decode()


def test_los_buscadores_hallan_cada_conjunto(hoja, client):
    sopa = BeautifulSoup(client.get("/en/bank/data/").content, "html.parser")
    conjuntos = json.loads(sopa.find("script", type="application/ld+json").string)["@graph"]
    assert {uno["@type"] for uno in conjuntos} == {"Dataset"} and len(conjuntos) == len(TABLAS)
    for uno in conjuntos:  # what Google asks of one
        assert 50 <= len(uno["description"]) <= 5000
        assert uno["name"] and uno["license"] and len(uno["distribution"]) == len(TIPOS)
