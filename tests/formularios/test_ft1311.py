"""The District's own format: the one that was filled in goes out to Word and comes back equal."""

import io
import tomllib

import pytest
from docx import Document
from docx.oxml.ns import qn

from base.palabras import palabras_de_texto
from formularios import instalados
from formularios.lectura import Estado
from formularios.lectura_word import leer
from formularios.medida import medir
from formularios.models import Campo, Formulario, Llenado
from formularios.word import escribir
from sitio.demo.carga import FORMATOS

pytestmark = pytest.mark.django_db

LLENO = tomllib.loads((FORMATOS / "acuerdo-simbolico.toml").read_text(encoding="utf-8"))
EN_BLANCO = ["directivo", "colaborador", "telefono", "correo", "otros"]
RESPUESTAS = {clave: valor for clave, valor in LLENO.items() if valor}


@pytest.fixture
def ft1311(db):
    instalados.instalar()
    return Formulario.objects.get(codigo="4202000-FT-1311")


def sin_controles(datos):
    """The same document without its content controls, as it is left by who copies it to another program."""
    documento = Document(io.BytesIO(datos))
    for control in list(documento.element.body.iter(qn("w:sdt"))):
        for parrafo in list(control.find(qn("w:sdtContent"))):
            control.addprevious(parrafo)
        control.getparent().remove(control)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def test_pregunta_lo_del_formato_en_su_orden(ft1311):
    assert list(ft1311.campos.values_list("clave", flat=True)) == [*LLENO, "anexos"]
    assert [seccion.titulo("es")[:2] for seccion in ft1311.secciones.all()] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert all(campo.etiqueta_en and bool(campo.ayuda_es) == bool(campo.ayuda_en) for campo in ft1311.campos.all())


def test_el_diligenciado_es_el_que_se_recibio():
    assert [clave for clave, valor in LLENO.items() if not valor] == EN_BLANCO
    assert palabras_de_texto(LLENO["nombre"]) == 18


@pytest.mark.parametrize("idioma", ["es", "en"])
@pytest.mark.parametrize("estropear", [bytes, sin_controles], ids=["como salió", "sin sus controles"])
def test_va_a_word_y_vuelve_igual(ft1311, estropear, idioma):
    lectura = leer(ft1311, estropear(escribir(ft1311, LLENO, idioma)))
    assert lectura.valores == RESPUESTAS
    assert [leido.campo.clave for leido in lectura.campos if leido.estado == Estado.VACIO] == [*EN_BLANCO, "anexos"]
    assert (lectura.sobrante, lectura.avisos) == ([], [])


def test_lo_que_se_guarda_se_puede_volver_a_sacar(ft1311):
    guardado = Llenado.objects.create(formulario=ft1311, valores=RESPUESTAS)
    guardado.refresh_from_db()
    assert leer(ft1311, escribir(ft1311, guardado.valores)).valores == RESPUESTAS


def test_el_formato_no_pone_limites_ni_obliga(ft1311):
    assert medir(ft1311, LLENO) == []


def test_lleva_la_definicion_y_la_nota_de_la_ley_1581(ft1311):
    dice = [parrafo.text for parrafo in Document(io.BytesIO(escribir(ft1311, LLENO))).paragraphs]
    assert any("DAFP 2021" in uno for uno in dice) and any("Ley 1581 de 2012" in uno for uno in dice)


def test_lleva_su_encabezado_en_cada_pagina(ft1311):
    alto = Document(io.BytesIO(escribir(ft1311, LLENO))).sections[0].header.tables[0]
    assert [celda.text for celda in alto.rows[0].cells] == [
        "PROCESO",
        "GESTIÓN DEL CONOCIMIENTO",
        "CÓDIGO",
        "4202000-FT-1311",
    ]


@pytest.mark.parametrize("idioma, lengua", [("es", "es-CO"), ("en", "en-GB")])
def test_dice_como_se_llama_y_en_que_lengua_esta(ft1311, idioma, lengua):
    documento = Document(io.BytesIO(escribir(ft1311, LLENO, idioma)))
    assert documento.core_properties.title == ft1311.nombre(idioma) and not documento.core_properties.author
    assert {una.get(qn("w:val")) for una in documento.styles.element.iter(qn("w:lang"))} == {lengua}


def test_instalar_otra_vez_no_repite_ni_pisa_lo_corregido(ft1311):
    campo = ft1311.campos.get(clave="nombre")
    campo.etiqueta_en = "Name"
    campo.save()
    instalados.instalar()
    assert Formulario.objects.filter(codigo=ft1311.codigo).count() == 1
    assert Campo.objects.get(formulario=ft1311, clave="nombre").etiqueta_en == "Name"
