"""The words of an attached file, for the search. A file that cannot be read has none: it is still offered.

Whoever uploads it chooses what is in it: what is read has limits, and it is read by a task, which has them of time.
"""

import re
import zipfile
from html import unescape

from .texto import sin_control

LETRAS_MAXIMAS = 100_000
_BYTES_MAXIMOS = 30_000_000  # of the text of a document once unpacked
_PAGINAS_MAXIMAS = 300


class ArchivoIlegible(Exception):
    """Its reader could not make anything of a file: broken, protected, or away."""


def _de_docx(archivo):
    with zipfile.ZipFile(archivo) as zip_, zip_.open("word/document.xml") as documento:
        marcado = documento.read(_BYTES_MAXIMOS).decode("utf-8", "replace")
    # No XML parser: nothing in the file is expanded, only the runs of text are taken.
    parrafos = (re.findall(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>", parrafo) for parrafo in marcado.split("</w:p>"))
    return "\n".join(unescape("".join(trozos)) for trozos in parrafos if trozos)


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
