"""What the public asks for that takes long, and what a file takes to be read: by the worker, and once."""

import io
import threading

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from aval.retiro import retirar
from banco import proyeccion
from banco.models import TextoDeFicha
from banco.publico import documentos
from banco.publico.abiertos import views as abiertos
from banco.publico.abiertos.formatos import TIPOS
from banco.publico.abiertos.tablas import TABLAS
from base.models import Documento
from base.tareas import fallidas
from practicas.models import Archivo, PracticaPage
from tests import cola
from tests import fabrica as f
from vocabulario.models import Tema

EXTRA = "/es/banco/"


@pytest.fixture(autouse=True)
def _en_la_base(settings, tmp_path):
    cola.como_en_produccion(settings)
    settings.CACHE_DE_DOCUMENTOS = tmp_path
    caches["documentos"].clear()


@pytest.fixture
def pedido(db):
    hojas = [f.viva(titulo) for titulo in ("Ciclovía", "Cultura ciudadana")]
    return {"p": [hoja.slug for hoja in hojas]}


def test_quien_pide_una_lista_espera_en_una_pagina_que_pregunta_por_si_misma(pedido, client):
    respuesta = client.get(f"{EXTRA}lista.pdf", pedido)
    assert respuesta.status_code == 202
    assert respuesta["Cache-Control"] == "no-store"
    html = respuesta.content.decode()
    assert '<meta http-equiv="refresh" content="3">' in html and "se está preparando" in html
    for _vez in range(3):
        client.get(f"{EXTRA}lista.pdf", pedido)
    assert len(cola.filas(queue_name="documentos")) == 1  # asked for once
    cola.trabajar()
    respuesta = client.get(f"{EXTRA}lista.pdf", pedido)
    assert (respuesta.status_code, respuesta["Content-Type"]) == (200, "application/pdf")
    texto = "".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(respuesta.content)).pages)
    assert "Una selección del Banco" in texto and "Cultura ciudadana" in texto
    assert "http://testserver/es/" in texto
    assert cola.filas() == []


def test_lo_que_se_retira_mientras_espera_no_sale_en_el_pdf(pedido, client, moderadora):
    tercera = f.viva("La que se retira")
    pedido["p"].append(tercera.slug)
    client.get(f"{EXTRA}lista.pdf", pedido)
    retirar(tercera, moderadora, "Un error.")
    cola.trabajar()
    respuesta = client.get(f"{EXTRA}lista.pdf", pedido)
    texto = "".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(respuesta.content)).pages)
    assert "Cultura ciudadana" in texto and "La que se retira" not in texto


def test_pedir_listas_en_cualquier_combinacion_tiene_un_tope(db, client, monkeypatch):
    monkeypatch.setattr(documentos, "_MAXIMO_EN_ESPERA", 2)
    slugs = [f.viva(f"Práctica {n}").slug for n in range(4)]
    pedidas = [slugs[:2], slugs[1:3], slugs[2:], slugs]
    respuestas = [client.get(f"{EXTRA}lista.pdf", {"p": una}) for una in pedidas]
    assert [respuesta.status_code for respuesta in respuestas] == [202, 202, 503, 503]
    assert respuestas[2]["Retry-After"] == "60"
    assert len(cola.filas(queue_name="documentos")) == 2


def test_el_pdf_de_una_practica_lo_hace_un_proceso_a_la_vez(pedido, client):
    una = f"{EXTRA}{pedido['p'][0]}/ficha.pdf"
    dentro, soltar = threading.Event(), threading.Event()

    def otro():
        with documentos._turno() as es_mio:
            assert es_mio
            dentro.set()
            soltar.wait(30)

    hilo = threading.Thread(target=otro)
    hilo.start()
    dentro.wait(30)
    assert client.get(una).status_code == 202  # somebody is at one: it waits like a list
    soltar.set()
    hilo.join()
    assert client.get(una)["Content-Type"] == "application/pdf"  # nobody is: here and now
    cola.trabajar()  # what was asked for finds it made
    assert cola.filas() == []


def _docx(texto):
    import zipfile

    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", zipfile.ZIP_DEFLATED) as zip_:
        parrafo = f"<w:p><w:r><w:t>{texto}</w:t></w:r></w:p>"
        zip_.writestr("word/document.xml", f'<w:document xmlns:w="urn:w">{parrafo}</w:document>')
    return SimpleUploadedFile("i.docx", memoria.getvalue())


def _con_archivos(*archivos):
    hoja = f.practica(None, titulo="Con informe")
    subidos = [Documento.objects.create(title="i", file=archivo) for archivo in archivos]
    hoja.archivos = [Archivo(documento=uno, titulo="Informe", locale=hoja.locale) for uno in subidos]
    hoja.save()
    f.flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def test_los_archivos_se_leen_despues_del_aval_y_lo_ilegible_queda_a_la_vista(db):
    hoja = _con_archivos(_docx("Informe del ornitorrinco"), SimpleUploadedFile("r.pdf", f.PDF[:40]))
    assert hoja.live and TextoDeFicha.objects.get(pk=hoja.pk).adjuntos == ""
    cola.trabajar()
    assert "ornitorrinco" in TextoDeFicha.objects.get(pk=hoja.pk).adjuntos
    [fila] = cola.filas(queue_name="vocablos")  # of the broken one; it is tried again, and then told
    assert "ArchivoIlegible" in fila.traceback and fallidas().count() == 0


def test_lo_que_se_leyo_no_vuelve_con_una_version_que_ya_no_lo_trae(db):
    hoja = _con_archivos(_docx("Informe del ornitorrinco"))
    hoja.archivos = []
    hoja.save_revision(clean=False)
    f.flujo.avalar_de_instalacion(hoja)
    assert TextoDeFicha.objects.get(pk=hoja.pk).adjuntos == ""
    cola.trabajar()  # the task of the files that it had comes late
    assert TextoDeFicha.objects.get(pk=hoja.pk).adjuntos == ""
    proyeccion.quitar(hoja)
    proyeccion.leer_adjuntos.call(hoja.pk)  # and after it was withdrawn, it finds nothing to do


def test_una_bomba_no_detiene_el_aval_ni_al_trabajador(db):
    """200 MB of one letter in 200 KB of file."""
    hoja = _con_archivos(_docx("A" * 200_000_000))
    assert hoja.live
    cola.trabajar()
    assert len(TextoDeFicha.objects.get(pk=hoja.pk).adjuntos) <= 100_000


def test_un_tema_que_cambia_de_nombre_se_lee_en_el_acto_y_se_busca_despues(db, client):
    hoja = f.viva("Una que se mueve")
    tema = Tema.objects.get(codigo="movilidad")
    tema.nombre_es = "Desplazamientos"
    tema.save()
    assert "Desplazamientos" in client.get(hoja.url).content.decode()
    assert "Desplazamientos" not in TextoDeFicha.objects.get(pk=hoja.pk).terminos
    cola.trabajar()
    assert "Desplazamientos" in TextoDeFicha.objects.get(pk=hoja.pk).terminos
    proyeccion.renombrar.call("tema", "movilidad")  # twice as once
    assert TextoDeFicha.objects.get(pk=hoja.pk).terminos.count("Desplazamientos") == 1


def test_los_datos_abiertos_de_muchas_filas_los_escribe_un_trabajador(pedido, client, monkeypatch, moderadora):
    monkeypatch.setattr(abiertos, "SE_ESPERAN", 0)
    assert client.get(f"{EXTRA}datos/").status_code == 200  # it waits for none of them
    cuantos = len(TABLAS) * len(TIPOS)
    assert len(cola.filas(queue_name="documentos")) == cuantos
    for _vez in range(2):
        espera = client.get(f"{EXTRA}datos/practicas.json")
        assert (espera.status_code, espera["Cache-Control"]) == (202, "no-store") and espera["Retry-After"]
        assert "El archivo se está preparando" in espera.content.decode()
    assert len(cola.filas(queue_name="documentos")) == cuantos  # asked for once
    cola.trabajar()
    filas = f.json_de(client.get(f"{EXTRA}datos/practicas.json"))["practicas"]
    assert [fila["titulo"] for fila in filas] == ["Ciclovía", "Cultura ciudadana"]
    assert client.get(f"{EXTRA}datos/?x=1").content.decode().count('<code class="suma">') == cuantos
    # What is withdrawn goes at once, whatever the worker had written.
    retirar(PracticaPage.objects.get(title="Ciclovía"), moderadora, "Un error.")
    assert client.get(f"{EXTRA}datos/practicas.json").status_code == 202
    cola.trabajar()
    filas = f.json_de(client.get(f"{EXTRA}datos/practicas.json"))["practicas"]
    assert [fila["titulo"] for fila in filas] == ["Cultura ciudadana"]
