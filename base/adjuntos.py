"""The words of an attached file, for the search. A file that cannot be read has none: it is still offered.

Whoever uploads it chooses what is in it: what is read has limits, and it is read by a task, which has them of time.
"""

import io
import posixpath
import zipfile

from defusedxml import ElementTree

from .texto import sin_control

LETRAS_MAXIMAS = 100_000
_BYTES_MAXIMOS = 30_000_000  # of the text of a document once unpacked
_PAGINAS_MAXIMAS = 300
# What a document of Word is read with (ECMA-376, part 1), and what stands in it for a sign.
_ACOMPANAN = {"header", "footer", "footnotes", "endnotes"}
_SIGNOS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "tc": "\n"}
# Properties (with stops of tabs in them), what was deleted or moved, and the second telling of a drawing.
_NO_SE_LEEN = {"pPr", "rPr", "del", "moveFrom", "Fallback"}


class ArchivoIlegible(Exception):
    """Its reader could not make anything of a file: broken, protected, or away."""


def _relaciones(zip_, parte):
    """``(type, name of the part)`` of what ``parte`` of an Office file goes with (``""``: the file itself)."""
    carpeta, _barra, nombre = parte.rpartition("/")
    relaciones = zip_.open(posixpath.join(carpeta, "_rels", f"{nombre}.rels"))
    with relaciones:
        for _cuando, una in ElementTree.iterparse(io.BytesIO(relaciones.read(_BYTES_MAXIMOS))):
            if una.get("Target") and una.get("TargetMode") != "External":
                destino = posixpath.normpath(posixpath.join("/", carpeta, una.get("Target"))).lstrip("/")
                yield una.get("Type", "").rpartition("/")[2], destino


def _partes_de_docx(zip_):
    """The parts that are read, in the order in which they are: whoever wrote the file chose their names."""
    partes = set(zip_.namelist())
    principal = "word/document.xml"
    if "_rels/.rels" in partes:
        principal = dict(_relaciones(zip_, "")).get("officeDocument", principal)
    yield principal
    carpeta, _barra, nombre = principal.rpartition("/")
    if posixpath.join(carpeta, "_rels", f"{nombre}.rels") in partes:
        yield from (parte for tipo, parte in _relaciones(zip_, principal) if tipo in _ACOMPANAN and parte in partes)


def _palabras_de_word(marcado):
    """The text of a part, whatever prefix and encoding it is written with. Of one that is cut short, what there is."""
    trozos, callado = [], 0
    try:
        for cuando, elemento in ElementTree.iterparse(io.BytesIO(marcado), events=("start", "end")):
            nombre = elemento.tag.rpartition("}")[2]
            if nombre in _NO_SE_LEEN:
                callado += 1 if cuando == "start" else -1
            elif not callado and nombre == "p":
                trozos.append("\n")
            elif not callado and cuando == "end":
                trozos.append((elemento.text or "") if nombre == "t" else _SIGNOS.get(nombre, ""))
            if cuando == "end":
                elemento.clear()
    except ElementTree.ParseError:
        if len(marcado) < _BYTES_MAXIMOS:
            raise
    return [linea for cruda in "".join(trozos).splitlines() if (linea := " ".join(cruda.split()))]


def _de_docx(archivo):
    lineas, quedan = [], _BYTES_MAXIMOS
    with zipfile.ZipFile(archivo) as zip_:
        for parte in _partes_de_docx(zip_):
            with zip_.open(parte) as abierta:
                marcado = abierta.read(quedan)
            quedan -= len(marcado)
            lineas += _palabras_de_word(marcado) if marcado else []
    return "\n".join(dict.fromkeys(lineas))  # a heading of every page is read once


def _de_pdf(archivo):
    from pypdf import PdfReader

    textos, letras = [], 0
    for pagina in PdfReader(archivo).pages[:_PAGINAS_MAXIMAS]:
        textos.append(pagina.extract_text())
        letras += len(textos[-1])
        if letras > LETRAS_MAXIMAS:
            break
    return "\n".join(textos)


_LECTORES = {"docx": _de_docx, "pdf": _de_pdf}


def texto_de(documento):
    """The text of ``documento`` (PDF or DOCX), at most ``LETRAS_MAXIMAS`` characters; empty if it has none.

    Raises ``ArchivoIlegible``.
    """
    lector = _LECTORES.get(documento.file_extension.lower())
    if not lector:
        return ""
    try:
        with documento.open_file() as archivo:
            texto = lector(archivo)
    except Exception as error:  # whatever a broken file makes its reader raise
        raise ArchivoIlegible(f"document {documento.pk}: {type(error).__name__}") from error
    return sin_control(texto)[:LETRAS_MAXIMAS]
