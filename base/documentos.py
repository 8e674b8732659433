"""Attached documents without what their programs wrote of people: authors, company, paths, positions of the pictures.

The text, its comments included, is not touched; whoever made them is «Anónimo». A document that is signed stays as it
is, since any change would break the signature; so does one with restrictions of its author, and the old formats of
Office, which keep names in many places.
"""

import io
import re
import zipfile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from . import solo_pixeles, videos
from .imagenes import perfil_de
from .prestado import prestado

prestado(
    "pypdf.generic.StreamObject",
    por="A photograph inside a PDF is cleaned as it is written; pypdf offers it drawn out, and would write it anew.",
    dice="_data",
)

_ANONIMO = "Anónimo"
_FECHA = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say
_OBJETOS_MAXIMOS = 60_000  # of a PDF: what can be rewritten while somebody waits

_DE_PDF = ("/Metadata", "/PieceInfo", "/LastModified")
_NOTAS_DE_PDF = {
    *("/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"),
    *("/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/FileAttachment", "/Redact"),
}

_FIRMAS = re.compile(r"^(_xmlsignatures/|META-INF/.*signatures.*\.xml$)", re.IGNORECASE)
_PROPIEDADES = re.compile(r"^docProps/(core|app|custom)\.xml$|^meta\.xml$", re.IGNORECASE)
_CON_PERSONAS = re.compile(
    r"^(word|xl|ppt)/[^/]+\.xml$|^(xl|ppt)/(persons|comments|threadedComments)/[^/]+\.xml$"
    r"|^((Object [^/]+)/)?(content|styles|settings)\.xml$",
    re.IGNORECASE,
)
_NOMBRES = [
    # Word: who changed or commented; Excel and PowerPoint: who comments; where the file was on somebody's disk.
    (re.compile(rb'(\s(?:w|w15|w16\w*|p\d*):(?:author|initials|userId)=")[^"]*(")'), rb"\1%b\2"),
    *(
        (re.compile(rb'(<(?:\w+:)?(?:person|cmAuthor|author)\b[^>]*?\s%b=")[^"]*(")' % atributo), rb"\1%b\2")
        for atributo in (b"displayName", b"name", b"userId", b"initials")
    ),
    (re.compile(rb"(<(?:\w+:)?author>)[^<]*(</)"), rb"\1%b\2"),
    (re.compile(rb'(<(?:\w+:)?fileSharing\b[^>]*?\suserName=")[^"]*(")'), rb"\1%b\2"),
    (re.compile(rb'(<(?:\w+:)?absPath\b[^>]*?\surl=")[^"]*(")'), rb"\1\2"),
    (re.compile(rb"(<(?:dc:creator|meta:creator-initials|loext:sender-initials)>)[^<]*(</)"), rb"\1%b\2"),
    (re.compile(rb'(<config:config-item config:name="Printer(?:Name|Setup)"[^>]*>)[^<]*(</)'), rb"\1\2"),
]
_NOMBRES = [(patron, cambio.replace(b"%b", _ANONIMO.encode())) for patron, cambio in _NOMBRES]
_SE_QUEDA = re.compile(rb"<(dc:title|dc:language)\b[^>]*>[^<]*</\1>")
_SIN_PROPIEDADES = {
    "core": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/">%b</cp:coreProperties>',
    "app": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "custom": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta": b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'office:version="1.2"><office:meta>%b</office:meta></office:document-meta>',
}


def sin_metadatos(nombre, datos):
    """The bytes ``datos`` of the document ``nombre`` without what they say of people, or as they are if it cannot be.

    Doing it twice gives the same bytes. The title stays: readers of PDF for the blind begin with it.
    """
    extension = nombre.rpartition(".")[2].lower()
    try:
        if extension == "pdf":
            return _pdf(datos)
        if extension == "mp4":
            return videos.sin_metadatos(datos)
        if extension in ("docx", "pptx", "xlsx", "odt", "odp", "ods"):
            return _zip(datos)
    except Exception:  # whatever a broken file makes its reader raise: what is refused is refused elsewhere
        return datos
    return datos


# --- PDF -----------------------------------------------------------------------------------------------


def _objetos(raiz):
    """Each dictionary that ``raiz`` leads to, once."""
    pendientes, vistos = [raiz], set()
    while pendientes:
        uno = pendientes.pop()
        if isinstance(uno, IndirectObject):
            if uno.idnum in vistos:
                continue
            vistos.add(uno.idnum)
            if len(vistos) > _OBJETOS_MAXIMOS:
                raise ValueError("Too many objects.")
            uno = uno.get_object()
        if isinstance(uno, DictionaryObject):
            yield uno
            pendientes += [uno.raw_get(clave) for clave in uno]
        elif isinstance(uno, ArrayObject):
            pendientes += list(uno)


def _limpiar_objeto(objeto):
    """Take from a dictionary of a PDF what it says of people; whether there was something."""
    sobran = [clave for clave in _DE_PDF if clave in objeto]
    if objeto.get("/Subtype") in _NOTAS_DE_PDF and "/T" in objeto:
        sobran.append("/T")
    for clave in sobran:
        del objeto[clave]
    if isinstance(objeto, StreamObject) and objeto.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        antes, objeto._data = objeto._data, _sin_metadatos_de_imagen(objeto._data)
        return bool(sobran) or antes != objeto._data
    return bool(sobran)


def _pdf(datos):
    lector = PdfReader(io.BytesIO(datos))
    if lector.is_encrypted:
        return datos
    # Of one piece: what was taken away by appending to the file is still in it.
    entero = datos.startswith(b"%PDF-") and datos.count(b"startxref") == 1 and datos.endswith(b"%%EOF\n")
    sucio = not entero or bool(set(lector.metadata or {}) - {"/Title"})
    objetos = list(_objetos(lector.trailer.raw_get("/Root")))
    if any("/ByteRange" in objeto or objeto.get("/Type") == "/Sig" for objeto in objetos):
        return datos
    sucio = any([_limpiar_objeto(objeto) for objeto in objetos]) or sucio
    return _reescrito(lector) if sucio else datos


def _reescrito(lector):
    escritor = PdfWriter()
    escritor.clone_document_from_reader(lector)
    escritor.pdf_header = lector.pdf_header
    titulo = (lector.metadata or {}).get("/Title")
    escritor.metadata = {"/Title": str(titulo)} if titulo else None
    salida = io.BytesIO()
    escritor.write(salida)
    if len(PdfReader(io.BytesIO(salida.getvalue())).pages) != len(lector.pages):
        raise ValueError("Some pages were lost.")
    return salida.getvalue()


# --- Office and OpenDocument ---------------------------------------------------------------------------


def _zip(datos):
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(datos)) as antes, zipfile.ZipFile(salida, "w") as despues:
        if any(_FIRMAS.search(entrada.filename) for entrada in antes.infolist()):
            return datos
        for entrada in antes.infolist():
            nueva = zipfile.ZipInfo(entrada.filename, _FECHA)
            nueva.compress_type = zipfile.ZIP_STORED if entrada.filename == "mimetype" else zipfile.ZIP_DEFLATED
            if not entrada.is_dir():
                despues.writestr(nueva, _parte(entrada.filename, antes.read(entrada)))
    return salida.getvalue()


def _parte(nombre, contenido):
    if _PROPIEDADES.search(nombre):
        cual = nombre.rpartition("/")[2].partition(".")[0].lower()
        quedan = b"".join(uno.group() for uno in _SE_QUEDA.finditer(contenido))
        return _SIN_PROPIEDADES[cual].replace(b"%b", quedan)
    if _CON_PERSONAS.search(nombre):
        for patron, cambio in _NOMBRES:
            contenido = patron.sub(cambio, contenido)
        return contenido
    return _sin_metadatos_de_imagen(contenido)


def _sin_metadatos_de_imagen(contenido):
    for formato, firma in (("JPEG", b"\xff\xd8\xff"), ("PNG", b"\x89PNG"), ("GIF", b"GIF8")):
        if contenido.startswith(firma):
            try:
                return solo_pixeles.POR_FORMATO[formato](contenido, perfil_de(contenido))
            except ValueError:
                return contenido
    return contenido
