"""Documents do not say who wrote them, for whom, on what disk, nor where their pictures were taken."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from base.documentos import sin_metadatos
from base.models import Documento
from tests import muestras

from . import fotos

CANARIO = b"CANARIO"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = muestras.comprimido(
    **{
        "[Content_Types].xml": "<Types/>",
        "docProps/core.xml": "<cp:coreProperties><dc:title>El informe</dc:title><dc:creator>CANARIO</dc:creator>"
        "<cp:lastModifiedBy>CANARIO</cp:lastModifiedBy></cp:coreProperties>",
        "docProps/app.xml": "<Properties><Company>CANARIO</Company><Manager>CANARIO</Manager></Properties>",
        "docProps/custom.xml": "<Properties><property>CANARIO</property></Properties>",
        "word/document.xml": f'<w:document {_W}><w:ins w:author="CANARIO" w:id="1"><w:t>Lo que dice.</w:t></w:ins>'
        "</w:document>",
        "word/comments.xml": f'<w:comments {_W}><w:comment w:author="CANARIO" w:initials="CANARIO"><w:t>Un comentario.'
        "</w:t></w:comment></w:comments>",
        "word/people.xml": '<w15:people><w15:person w15:author="CANARIO"><w15:presenceInfo w15:userId="CANARIO"/>'
        "</w15:person></w15:people>",
        "word/media/image1.jpeg": fotos.jpeg(),
    }
)
XLSX = muestras.comprimido(
    **{
        "docProps/core.xml": "<cp:coreProperties><dc:creator>CANARIO</dc:creator></cp:coreProperties>",
        "xl/workbook.xml": '<workbook><fileSharing readOnlyRecommended="1" userName="CANARIO"/>'
        '<x15ac:absPath url="C:\\Users\\CANARIO\\"/></workbook>',
        "xl/comments1.xml": "<comments><authors><author>CANARIO</author></authors><t>Nota</t></comments>",
        "xl/persons/person.xml": '<personList><person displayName="CANARIO" id="{1}" userId="CANARIO"/></personList>',
    }
)
PPTX = muestras.comprimido(
    **{
        "ppt/commentAuthors.xml": '<p:cmAuthorLst><p:cmAuthor id="0" name="CANARIO" initials="CANARIO"/>'
        "</p:cmAuthorLst>",
        "ppt/authors.xml": '<p188:authorLst><p188:author id="{1}" name="CANARIO" initials="CANARIO" userId="CANARIO"/>'
        "</p188:authorLst>",
    }
)
ODT = muestras.comprimido(
    mimetype="application/vnd.oasis.opendocument.text",
    **{
        "meta.xml": "<office:document-meta><dc:title>El informe</dc:title><dc:creator>CANARIO</dc:creator>"
        "<meta:initial-creator>CANARIO</meta:initial-creator></office:document-meta>",
        "content.xml": "<x><office:change-info><dc:creator>CANARIO</dc:creator></office:change-info>Lo que dice.</x>",
        "settings.xml": '<x><config:config-item config:name="PrinterName" config:type="string">CANARIO'
        "</config:config-item></x>",
        "Pictures/1.png": fotos.png(),
    },
)
DE_OFICINA = {"acta.docx": DOCX, "cuentas.xlsx": XLSX, "muestra.pptx": PPTX, "acta.odt": ODT}


def _pdf(firmado=False, con_revision=False):
    """With data of its author in every place where a PDF keeps them."""
    escritor = PdfWriter()
    pagina = escritor.add_blank_page(200, 200)
    foto = DecodedStreamObject()
    foto.set_data(fotos.jpeg())
    foto.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Filter"): NameObject("/DCTDecode"),
            NameObject("/Width"): NumberObject(fotos.ANCHO),
            NameObject("/Height"): NumberObject(fotos.ALTO),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
        }
    )
    xobjetos = DictionaryObject({NameObject("/Im0"): escritor._add_object(foto)})
    pagina[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): xobjetos})
    nota = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/T"): TextStringObject("CANARIO"),
            NameObject("/Contents"): TextStringObject("Una nota"),
            NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
        }
    )
    pagina[NameObject("/Annots")] = ArrayObject([escritor._add_object(nota)])
    xmp = DecodedStreamObject()
    xmp.set_data(b"<x:xmpmeta>CANARIO</x:xmpmeta>")
    escritor.root_object[NameObject("/Metadata")] = escritor._add_object(xmp)
    escritor.root_object[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject("CANARIO")})
    if firmado:
        firma = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/ByteRange"): ArrayObject([NumberObject(0)] * 4),
                NameObject("/Contents"): ByteStringObject(b"\x00" * 16),
            }
        )
        escritor.root_object[NameObject("/AcroForm")] = DictionaryObject(
            {NameObject("/Fields"): ArrayObject([escritor._add_object(firma)])}
        )
    escritor.add_metadata({"/Title": "El informe", "/Author": "CANARIO", "/Company": "CANARIO"})
    memoria = io.BytesIO()
    escritor.write(memoria)
    if not con_revision:
        return memoria.getvalue()
    # Taken away by appending to the file: it does not show, and it is still in it.
    otro, encima = PdfWriter(io.BytesIO(memoria.getvalue()), incremental=True), io.BytesIO()
    otro.metadata = {"/Title": "El informe"}
    otro.write(encima)
    return encima.getvalue()


@pytest.mark.parametrize("con_revision", [False, True])
def test_un_pdf_no_dice_de_quien_es(con_revision):
    antes = _pdf(con_revision=con_revision)
    assert CANARIO in antes
    despues = sin_metadatos("informe.pdf", antes)
    assert CANARIO not in despues
    lector = PdfReader(io.BytesIO(despues))
    assert dict(lector.metadata) == {"/Title": "El informe"}  # readers for the blind begin with it
    (pagina,) = lector.pages
    assert pagina["/Annots"][0].get_object()["/Contents"] == "Una nota"
    assert not fotos.dice_algo(pagina["/Resources"]["/XObject"]["/Im0"].get_object()._data)
    assert sin_metadatos("informe.pdf", despues) == despues


def test_un_pdf_firmado_queda_como_esta():
    firmado = _pdf(firmado=True)
    assert sin_metadatos("informe.pdf", firmado) == firmado


def test_uno_que_solo_su_autor_puede_cambiar_tambien():
    protegido = muestras.pdf(clave=("", "del-autor"), Author="CANARIO")
    assert sin_metadatos("informe.pdf", protegido) == protegido


@pytest.mark.parametrize("nombre", DE_OFICINA)
def test_un_documento_de_oficina_no_dice_de_quien_es(nombre):
    despues = sin_metadatos(nombre, DE_OFICINA[nombre])
    with zipfile.ZipFile(io.BytesIO(DE_OFICINA[nombre])) as antes, zipfile.ZipFile(io.BytesIO(despues)) as zip_:
        assert zip_.namelist() == antes.namelist()
        partes = {parte: zip_.read(parte) for parte in zip_.namelist()}
        assert any(CANARIO in antes.read(parte) for parte in partes)
        assert {entrada.date_time[0] for entrada in zip_.infolist()} == {1980}
    assert not [parte for parte, contenido in partes.items() if CANARIO in contenido]
    assert sin_metadatos(nombre, despues) == despues


def test_lo_que_dice_el_documento_se_queda():
    with zipfile.ZipFile(io.BytesIO(sin_metadatos("acta.docx", DOCX))) as zip_:
        assert "Lo que dice." in zip_.read("word/document.xml").decode()
        assert "Un comentario." in zip_.read("word/comments.xml").decode()
        assert "<dc:title>El informe</dc:title>" in zip_.read("docProps/core.xml").decode()
    with zipfile.ZipFile(io.BytesIO(sin_metadatos("acta.odt", ODT))) as zip_:
        assert zip_.infolist()[0].filename == "mimetype"
        assert zip_.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert "Lo que dice." in zip_.read("content.xml").decode()


def test_un_documento_de_oficina_firmado_queda_como_esta():
    firmado = muestras.comprimido(
        **{"_xmlsignatures/sig1.xml": "<Signature/>", "docProps/core.xml": "<dc:creator>CANARIO</dc:creator>"}
    )
    assert sin_metadatos("acta.docx", firmado) == firmado


def test_lo_que_no_se_puede_leer_queda_como_esta():
    for nombre in ("a.pdf", "a.docx", "a.doc", "a"):
        assert sin_metadatos(nombre, b"no es") == b"no es"


def test_al_guardarlo_queda_sin_datos_y_bien_medido(db):
    documento = Documento.objects.create(title="Informe", file=ContentFile(_pdf(), "informe.pdf"))
    documento.refresh_from_db()
    with documento.open_file() as archivo:
        guardado = archivo.read()
    assert CANARIO not in guardado
    assert documento.file_size == len(guardado)
    huella = documento.file_hash
    documento._set_file_hash()
    assert documento.file_hash == huella
