"""A filled form goes out to Word.

Each answer is in a content control that bears the key of its field: Word keeps it while people write in it, and by it
``lectura_word`` reads back exactly what was written. What has lost them is read by its labels.
"""

import io
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.document import Document as Documento
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from base.prestado import prestado
from base.texto import plano, sin_control

from .medida import en_texto
from .models import Campo, Formulario

prestado("docx.table._Cell", por="A cell of a table, as python-docx names it in its documentation: to say its type.")
prestado(
    "docx.text.paragraph.Paragraph",
    por="A content control goes around paragraphs, and python-docx has no word for one: it is put in the XML.",
    dice="_p",
)

ETIQUETA_DE_CONTROL = "campo:"
_LENGUAS = {"es": "es-CO", "en": "en-GB"}
_LARGOS = {Campo.Tipo.PROSA, Campo.Tipo.LISTA, Campo.Tipo.ARCHIVO}


def texto_escrito(campo: Campo, valor: Any, idioma: str = "es") -> str:
    """An answer as it is written in the form: dates as day/month/year, an option by its name."""
    texto = sin_control(en_texto(valor).replace("\r\n", "\n").replace("\r", "\n")).strip()
    if campo.tipo == Campo.Tipo.FECHA:
        ano, _guion, resto = texto.partition("-")
        mes, _guion, dia = resto.partition("-")
        return f"{dia}/{mes}/{ano}" if dia else texto
    if campo.tipo == Campo.Tipo.OPCION:
        return next((opcion[idioma] for opcion in campo.opciones if opcion["codigo"] == texto), texto)
    return texto


def _con_control(celda: _Cell, clave: str, texto: str) -> None:
    """Write ``texto`` in ``celda``, one paragraph a line, inside the content control of ``clave``."""
    control, propiedades, contenido = (OxmlElement(f"w:{nombre}") for nombre in ("sdt", "sdtPr", "sdtContent"))
    etiqueta = OxmlElement("w:tag")
    etiqueta.set(qn("w:val"), ETIQUETA_DE_CONTROL + clave)
    propiedades.append(etiqueta)
    control.extend([propiedades, contenido])
    for linea in texto.split("\n"):
        parrafo = Paragraph(OxmlElement("w:p"), celda)
        parrafo.add_run(linea)
        contenido.append(parrafo._p)
    vacio = celda.paragraphs[0]._p  # a cell must end in a paragraph: this one, as low as can be
    celda.paragraphs[0].paragraph_format.line_spacing = Pt(1)
    vacio.addprevious(control)


def _numerar(celda: _Cell) -> None:
    """Word's own number of each page, and how many there are."""
    for orden, antes in (("PAGE", ""), ("NUMPAGES", " / ")):
        celda.paragraphs[0].add_run(antes)
        campo = OxmlElement("w:fldSimple")
        campo.set(qn("w:instr"), orden)
        celda.paragraphs[0]._p.append(campo)


def _en_encabezado(documento: Documento, formulario: Formulario) -> None:
    hoja = documento.sections[0]
    ancho = Emu((hoja.page_width or 0) - (hoja.left_margin or 0) - (hoja.right_margin or 0))
    tabla = hoja.header.add_table(rows=0, cols=4, width=ancho)
    tabla.style = "Table Grid"
    pares = list(formulario.encabezado)
    for primero in range(0, len(pares), 2):
        celdas = tabla.add_row().cells
        for lugar, (nombre, dice) in enumerate(pares[primero : primero + 2]):
            celdas[lugar * 2].text, celdas[lugar * 2 + 1].text = nombre, dice
            if not dice:
                _numerar(celdas[lugar * 2 + 1])


def _rotulo(parrafo: Paragraph, campo: Campo, idioma: str) -> None:
    parrafo.add_run(f"{campo.etiqueta(idioma)}:").bold = True


def _dice_lo_mismo(titulo: str, etiqueta: str) -> bool:
    """Whether a section is one field that bears its name: «5. CONCLUSIONES»."""
    return plano(titulo).lstrip("0123456789. ") == plano(etiqueta)


def escribir(formulario: Formulario, valores: Mapping[str, Any], idioma: str = "es") -> bytes:
    """The .docx of ``formulario`` answered with ``valores``, in its order; blank where there is no answer."""
    documento = Document()
    documento.core_properties.title, documento.core_properties.author = formulario.nombre(idioma), ""
    documento.core_properties.comments = ""
    for lengua in documento.styles.element.iter(qn("w:lang")):  # for the speller, and for who listens to it
        lengua.set(qn("w:val"), _LENGUAS[idioma])
    _en_encabezado(documento, formulario)
    documento.add_heading(formulario.nombre(idioma), level=1)
    for linea in filter(None, formulario.nota(idioma).split("\n")):
        documento.add_paragraph(linea)
    titulos = {seccion.pk: seccion.titulo(idioma) for seccion in formulario.secciones.all()}
    seccion, tabla = None, None
    for campo in formulario.campos.all():
        if campo.seccion_id and campo.seccion_id != seccion:
            seccion, tabla = campo.seccion_id, None
            documento.add_heading(titulos[seccion], level=2)
        texto = texto_escrito(campo, valores.get(campo.clave), idioma)
        if campo.tipo in _LARGOS:
            tabla = None
            if not _dice_lo_mismo(titulos[seccion] if seccion else "", campo.etiqueta(idioma)):
                _rotulo(documento.add_paragraph(), campo, idioma)
            if ayuda := campo.ayuda(idioma):
                documento.add_paragraph().add_run(ayuda).italic = True
            caja = documento.add_table(rows=1, cols=1, style="Table Grid")
            _con_control(caja.cell(0, 0), campo.clave, texto)
            documento.add_paragraph()  # Word makes one table of two that touch
        else:
            tabla = tabla or documento.add_table(rows=0, cols=2, style="Table Grid")
            celdas = tabla.add_row().cells
            _rotulo(celdas[0].paragraphs[0], campo, idioma)
            if ayuda := campo.ayuda(idioma):
                celdas[0].add_paragraph().add_run(ayuda).italic = True
            _con_control(celdas[1], campo.clave, texto)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()
