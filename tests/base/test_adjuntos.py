"""The words of attached files, whichever program wrote them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

from banco.publico.documentos import hacer_pdf, hay_weasyprint
from base.adjuntos import ArchivoIlegible, texto_de
from base.models import Documento

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ESTRICTO = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

pytestmark = pytest.mark.django_db


def _rels(**destinos):
    filas = "".join(
        f'<Relationship Id="{tipo}" Type="{R}/{tipo.rstrip("0123456789")}" Target="{destino}"/>'
        for tipo, destino in destinos.items()
    )
    return f'<Relationships xmlns="{RELS}">{filas}</Relationships>'


def _parte(cuerpo, raiz="document", prefijo="w", espacio=W):
    con, dos = (f":{prefijo}", f"{prefijo}:") if prefijo else ("", "")
    return f'<{dos}{raiz} xmlns{con}="{espacio}">{cuerpo.replace("w:", dos)}</{dos}{raiz}>'


def _p(*trozos):
    return "<w:p>" + "".join(f"<w:r>{uno}</w:r>" for uno in trozos) + "</w:p>"


def _t(texto):
    return f'<w:t xml:space="preserve">{texto}</w:t>'


HUMEDAL = _p(_t("Río &amp; humedal"))


def leido(nombre="a.docx", contenido=None, **partes):
    if contenido is None:
        memoria = io.BytesIO()
        with zipfile.ZipFile(memoria, "w") as zip_:
            zip_.writestr("[Content_Types].xml", "<Types/>")
            for ruta, texto in partes.items():
                zip_.writestr(ruta, texto)
        contenido = memoria.getvalue()
    return texto_de(Documento.objects.create(title="a", file=SimpleUploadedFile(nombre, contenido)))


@pytest.mark.parametrize(
    "partes",
    [
        {"word/document.xml": _parte(_p(_t("Río &amp; hume"), _t("dal")))},
        {
            "_rels/.rels": _rels(officeDocument="word/document2.xml"),
            "word/document2.xml": _parte(HUMEDAL),
        },
        {"_rels/.rels": _rels(officeDocument="/otra/parte.xml"), "otra/parte.xml": _parte(HUMEDAL)},
        {"word/document.xml": _parte(HUMEDAL, prefijo="ns0")},
        {"word/document.xml": _parte(HUMEDAL, prefijo="", espacio=ESTRICTO)},
        {"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + _parte(HUMEDAL)).encode("utf-16")},
    ],
    ids=["escritorio", "en-línea", "otra-carpeta", "otro-prefijo", "estricto-sin-prefijo", "utf-16"],
)
def test_se_lee_lo_que_escribe_cada_programa(partes):
    assert leido(**partes) == "Río & humedal"


def test_ninguna_palabra_se_pega_a_la_siguiente():
    fila = f"<w:tbl><w:tr><w:tc>{_p(_t('Año'))}</w:tc><w:tc>{_p(_t('Total'))}</w:tc></w:tr></w:tbl>"
    cuerpo = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr></w:p>"
        + _p(
            _t("uno"),
            "<w:tab/>",
            _t("dos"),
            "<w:br/>",
            _t("tres"),
            "<w:cr/>",
            _t("e"),
            "<w:noBreakHyphen/>",
            _t("mail"),
        )
        + fila
        + f"<w:p><w:del><w:r>{_t('borrado')}</w:r></w:del><w:r>{_t('queda')}</w:r></w:p>"
    )
    assert leido(**{"word/document.xml": _parte(cuerpo)}).splitlines() == [
        *("uno dos", "tres", "e-mail", "Año", "Total", "queda"),
    ]


def test_se_leen_notas_encabezados_y_pies():
    partes = {
        "_rels/.rels": _rels(officeDocument="word/document2.xml"),
        "word/document2.xml": _parte(_p(_t("Cuerpo"))),
        "word/_rels/document2.xml.rels": _rels(
            header1="header1.xml", header2="header2.xml", footer1="footer1.xml", footnotes="footnotes.xml",
            endnotes="/word/endnotes.xml", styles="styles.xml", header3="no-esta.xml",
        ),
        "word/header1.xml": _parte(_p(_t("Encabezado")), "hdr"),
        "word/header2.xml": _parte(_p(_t("Encabezado")), "hdr"),
        "word/footer1.xml": _parte(_p(_t("Pie")), "ftr"),
        "word/footnotes.xml": _parte(f"<w:footnote>{_p(_t('Nota'))}</w:footnote>", "footnotes"),
        "word/endnotes.xml": _parte(f"<w:endnote>{_p(_t('Final'))}</w:endnote>", "endnotes"),
        "word/styles.xml": _parte(_p(_t("Estilo")), "styles"),
    }  # fmt: skip
    assert leido(**partes).splitlines() == ["Cuerpo", "Encabezado", "Pie", "Nota", "Final"]


def test_lo_que_querria_crecer_al_leerse_no_se_lee():
    bomba = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _parte(_p(_t("&b;")))
    for mala in (bomba, "<w:p>sin cerrar"):
        with pytest.raises(ArchivoIlegible):
            leido(**{"word/document.xml": mala})


@pytest.mark.skipif(not hay_weasyprint(), reason="It takes Pango to make a PDF with words.")
@pytest.mark.parametrize("como", ["RC4-128", "AES-128", "AES-256"])
def test_un_pdf_que_no_se_deja_copiar_se_busca(como):
    escritor = PdfWriter(clone_from=PdfReader(io.BytesIO(hacer_pdf("<p>Informe del humedal</p>"))))
    escritor.encrypt("", "de su autor", algorithm=como)
    memoria = io.BytesIO()
    escritor.write(memoria)
    assert "Informe del humedal" in leido("a.pdf", memoria.getvalue())
