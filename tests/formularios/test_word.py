"""A form goes out to Word and comes back; what was filled by hand, or to do harm, is read or refused with a reason."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from base.texto import sin_control
from formularios.lectura import Estado
from formularios.lectura_word import leer
from formularios.models import Campo, Formulario, Seccion
from formularios.word import escribir

pytestmark = pytest.mark.django_db

CAMPOS = (
    ("nombre", "texto", "Nombre de la práctica", "", {"limite": "exacto", "maximo": 10, "unidad": "palabras"}),
    ("inicio", "fecha", "Fecha de inicio", "", {}),
    ("tipo", "opcion", "Tipo", "", {"opciones": [{"codigo": "bp", "es": "Buena práctica", "en": "Good practice"}]}),
    ("linea_base", "prosa", "Línea base", "Diga de dónde se partió.", {}),
    ("alcance", "prosa", "Alcance", "", {}),
)


@pytest.fixture
def formulario(db):
    uno = Formulario.objects.create(
        codigo="ZZ-1",
        version="01",
        clase="formato",
        nombre_es="Buenas prácticas",
        nombre_en="Good practices",
        encabezado=[["CÓDIGO", "ZZ-1"], ["VERSIÓN", "01"]],
    )
    seccion = Seccion.objects.create(formulario=uno, orden=1, titulo_es="1. GENERAL", titulo_en="1. GENERAL")
    for orden, (clave, tipo, etiqueta, ayuda, mas) in enumerate(CAMPOS):
        Campo.objects.create(
            **{"limite": "sin_limite"} | mas,
            formulario=uno,
            seccion=seccion,
            orden=orden,
            clave=clave,
            tipo=tipo,
            etiqueta_es=etiqueta,
            etiqueta_en=f"{etiqueta} (en)",
            ayuda_es=ayuda,
        )
    return uno


def guardado(documento):
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def a_mano(*lineas, alto=(("CÓDIGO", "ZZ-1", "VERSIÓN", "01"),)):
    """A form as somebody makes it in Word: paragraphs, and a tuple for a row of a table."""
    documento = Document()
    for linea in (*alto, *lineas):
        if isinstance(linea, tuple):
            for celda, texto in zip(documento.add_table(1, len(linea)).rows[0].cells, linea, strict=True):
                celda.text = texto
        else:
            documento.add_paragraph(linea)
    return documento


def estados(lectura):
    return {leido.campo.clave: leido.estado for leido in lectura.campos}


LLENO = {
    "nombre": "Acuerdo simbólico",
    "inicio": "2023-03-01",
    "tipo": "bp",
    "linea_base": "Primero.\n\nAlcance: esto parece un rótulo.\n  con sangría\ty tabulador",
    "alcance": "— guion y «comillas»",
}


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_va_y_vuelve_igual(formulario, idioma):
    lectura = leer(formulario, escribir(formulario, LLENO, idioma))
    assert (lectura.valores, lectura.sobrante, lectura.avisos) == (LLENO, [], [])


def test_en_blanco_vuelve_en_blanco(formulario):
    lectura = leer(formulario, escribir(formulario, {}))
    assert set(estados(lectura).values()) == {Estado.VACIO} and lectura.sobrante == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_cualquier_texto_va_y_vuelve(formulario, texto):
    escrito = sin_control(texto.replace("\r\n", "\n").replace("\r", "\n")).strip()
    lectura = leer(formulario, escribir(formulario, {"alcance": texto}))
    assert lectura.valores == ({"alcance": escrito} if escrito else {})


def test_a_mano_se_lee_por_sus_rotulos_en_celdas_y_parrafos(formulario):
    lectura = leer(
        formulario,
        guardado(
            a_mano(
                "1. General",
                ("NOMBRE DE LA PRACTICA:", "Ciclovía"),
                ("fecha de inicio", "24 de octubre de 2023"),
                "Tipo: buena practica",
                "Linea Base:",
                "Diga de dónde se partió.",
                "Uno.",
                "Dos.",
                "Alcance:",
            )
        ),
    )
    assert lectura.valores == {
        "nombre": "Ciclovía",
        "inicio": "2023-10-24",
        "tipo": "bp",
        "linea_base": "Uno.\nDos.",
    }
    assert estados(lectura)["alcance"] == Estado.VACIO and not lectura.avisos and not lectura.sobrante


def test_lo_que_no_se_entiende_se_guarda(formulario):
    lectura = leer(formulario, guardado(a_mano("Un saludo de la oficina", "Alcance:", "Todo")))
    assert lectura.sobrante == ["Un saludo de la oficina"] and lectura.valores == {"alcance": "Todo"}


@pytest.mark.parametrize(
    "escrita, valor",
    [
        ("24/10/2023", "2023-10-24"),
        ("2023-10-24", "2023-10-24"),
        ("día\nmes\naño\n24\n10\n2023", "2023-10-24"),
        ("31/02/2023", None),
        ("10/24/2023", None),
        ("24/10/23", None),
        ("en octubre", None),
    ],
)
def test_las_fechas_se_leen_con_el_dia_primero(formulario, escrita, valor):
    lectura = leer(formulario, guardado(a_mano("Fecha de inicio:", *escrita.split("\n"))))
    esperado = Estado.HALLADO if valor else Estado.NO_RECONOCIDO
    assert estados(lectura)["inicio"] == esperado
    assert lectura.valores["inicio"] == (valor or escrita)


def test_las_casillas_de_la_fecha_sin_llenar_son_un_vacio(formulario):
    lectura = leer(formulario, guardado(a_mano("Fecha de inicio:", ("día", "mes", "año"), ("", "", ""))))
    assert estados(lectura)["inicio"] == Estado.VACIO


def test_un_nombre_de_300_caracteres_llega_entero_y_se_dice_que_pasa(formulario):
    nombre = "palabra " * 37 + "fin."
    lectura = leer(formulario, guardado(a_mano(("Nombre de la práctica", nombre))))
    (leido,) = (leido for leido in lectura.campos if leido.campo.clave == "nombre")
    assert (leido.estado, leido.valor, leido.falta.cuanto) == (Estado.SOBRE_EL_LIMITE, nombre, 28)


def test_de_varios_formularios_se_lee_el_primero(formulario):
    uno, otro = (["Nombre de la práctica:", nombre, "Alcance:", f"De {nombre}"] for nombre in ("Primera", "Segunda"))
    lectura = leer(formulario, guardado(a_mano(*uno, *otro)))
    assert lectura.valores == {"nombre": "Primera", "alcance": "De Primera"}
    assert "Segunda" in lectura.sobrante and "más de un formulario" in lectura.avisos[0]


def test_dos_de_los_nuestros_pegados_tampoco_se_mezclan(formulario):
    documento = Document(io.BytesIO(escribir(formulario, {"nombre": "Primera"})))
    segundo = Document(io.BytesIO(escribir(formulario, {"nombre": "Segunda", "alcance": "Otro"})))
    for elemento in list(segundo.element.body)[:-1]:
        documento.element.body.insert(-1, elemento)
    lectura = leer(formulario, guardado(documento))
    assert lectura.valores["nombre"] == "Primera" and "Segunda" in lectura.sobrante
    assert any("más de un formulario" in aviso for aviso in lectura.avisos)


def test_lo_escrito_junto_a_la_casilla_no_se_pierde(formulario):
    documento = Document(io.BytesIO(escribir(formulario, {"nombre": "Ciclovía"})))
    documento.tables[-1]._tbl.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Debajo</w:t></w:r></w:p>"))
    assert leer(formulario, guardado(documento)).valores == {"nombre": "Ciclovía", "alcance": "Debajo"}


def test_el_encabezado_pegado_en_cada_pagina_no_es_respuesta(formulario):
    alto = ("CÓDIGO", "ZZ-1", "VERSIÓN", "01")
    lectura = leer(formulario, guardado(a_mano("Alcance:", "Antes", alto, "\t".join(alto), "después")))
    assert lectura.valores == {"alcance": "Antes\ndespués"} and not lectura.sobrante


def test_otra_version_u_otro_formato_se_dicen(formulario):
    otra = leer(formulario, guardado(a_mano("Alcance: x", alto=[("CÓDIGO", "ZZ-1", "VERSIÓN", "02")])))
    assert ["versión 02" in aviso for aviso in otra.avisos] == [True]
    ajeno = leer(formulario, guardado(a_mano("Alcance: x", alto=())))
    assert ["No dice ser el formato ZZ-1" in aviso for aviso in ajeno.avisos] == [True]


def test_del_control_de_cambios_se_lee_el_texto_final(formulario):
    documento = a_mano("Alcance:")
    documento.element.body.insert(
        -1,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>Queda </w:t></w:r>"
            '<w:del w:id="1" w:author="x"><w:r><w:delText>borrado</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>agregado</w:t></w:r></w:ins></w:p>'
        ),
    )
    lectura = leer(formulario, guardado(documento))
    assert lectura.valores == {"alcance": "Queda agregado"} and "control de cambios" in lectura.avisos[0]


def test_un_cuadro_de_texto_se_lee_una_vez(formulario):
    documento = a_mano("Alcance:")
    cuadro = "<w:txbxContent><w:p><w:r><w:t>En un cuadro</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    documento.element.body.insert(
        -1,
        parse_xml(
            f'<w:p {nsdecls("w")} xmlns:mc="{mc}"><w:r><mc:AlternateContent><mc:Choice Requires="wps">{cuadro}'
            f"</mc:Choice><mc:Fallback>{cuadro}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
    )
    lectura = leer(formulario, guardado(documento))
    assert lectura.valores["alcance"].strip() == "En un cuadro" and "cuadros de texto" in lectura.avisos[0]


def test_de_las_imagenes_se_avisa(formulario):
    documento = a_mano("Alcance:", "Todo")
    imagen = io.BytesIO()
    Image.new("RGB", (2, 2)).save(imagen, "PNG")
    documento.add_picture(imagen)
    lectura = leer(formulario, guardado(documento))
    assert lectura.valores == {"alcance": "Todo"} and "imágenes" in lectura.avisos[0]


def test_las_celdas_unidas_se_leen_una_vez(formulario):
    documento = a_mano("Alcance:")
    tabla = documento.add_table(2, 2)
    tabla.cell(0, 0).merge(tabla.cell(1, 1)).text = "Unida"
    assert leer(formulario, guardado(documento)).valores["alcance"].split() == ["Unida"]


def test_lo_que_invita_a_escribir_no_es_respuesta(formulario):
    documento = Document(io.BytesIO(escribir(formulario, {"alcance": "Haga clic aquí"})))
    for propiedades in documento.element.body.iter(qn("w:sdtPr")):
        propiedades.append(OxmlElement("w:showingPlcHdr"))
    assert leer(formulario, guardado(documento)).valores == {}


def test_lo_que_se_define_dentro_del_archivo_no_se_expande(formulario):
    """«Billion laughs»: an entity that the file defines is not written out, however often it is named."""
    definidas = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(guardado(a_mano("Alcance:", "Todo")))) as antes,
        zipfile.ZipFile(salida, "w") as zip_,
    ):
        for nombre in antes.namelist():
            datos = antes.read(nombre)
            if nombre == "word/document.xml":
                datos = datos.replace(
                    b"<w:document", f"<!DOCTYPE x [<!ENTITY e0 'ja'>{definidas}]><w:document".encode()
                )
                datos = datos.replace(b"Todo", b"Todo&e11;")
            zip_.writestr(nombre, datos)
    try:
        assert len(leer(formulario, salida.getvalue()).valores["alcance"]) < 100
    except ValidationError as error:
        assert error.code == "danado"


def _con_partes(**partes):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nombre, datos in partes.items():
            zip_.writestr(nombre, datos)
    return salida.getvalue()


@pytest.mark.parametrize(
    "datos, dice",
    [
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "dañado|no corresponde", id="un .doc con otro nombre"
        ),
        pytest.param(b"hola", "no corresponde", id="un texto"),
        pytest.param(_con_partes(**{"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}), "macros", id="macros"),
        pytest.param(_con_partes(**{"word/document.xml": b" " * 20_000_000}), "se infla", id="bomba"),
        pytest.param(_con_partes(**{"word/document.xml": b"<a/>"}), "dañado", id="sin lo que hace un documento"),
        pytest.param(b"PK\x03\x04" + b"0" * (10 * 1024 * 1024), "más de 10 MB", id="pesa"),
    ],
)
def test_lo_que_no_se_debe_abrir_se_rechaza_con_su_razon(formulario, datos, dice):
    with pytest.raises(ValidationError, match=dice):
        leer(formulario, datos)
