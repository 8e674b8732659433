"""What may be uploaded, judged by the content of a file and never by its name."""

import zipfile

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What a container must hold to be what its extension says.
_DENTRO_DEL_ZIP = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
_OPENDOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_FIRMA_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRMA_PDF = b"%PDF-"


def _es_del_tipo(archivo, extension):
    archivo.seek(0)
    cabeza = archivo.read(1024)
    archivo.seek(0)
    if extension == "pdf":
        return cabeza.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(_FIRMA_PDF)
    if extension in {"doc", "ppt", "xls"}:
        return cabeza.startswith(_FIRMA_OLE)
    if extension in _DENTRO_DEL_ZIP or extension in _OPENDOCUMENT:
        try:
            with zipfile.ZipFile(archivo) as zip_:
                if extension in _OPENDOCUMENT:
                    return zip_.read("mimetype").strip() == _OPENDOCUMENT[extension]
                nombres = zip_.namelist()
                con_macros = any(nombre.endswith("vbaProject.bin") for nombre in nombres)
                return not con_macros and any(nombre.startswith(_DENTRO_DEL_ZIP[extension]) for nombre in nombres)
        except (zipfile.BadZipFile, KeyError, RuntimeError, OSError):
            return False
        finally:
            archivo.seek(0)
    return False


def comprobar_contenido(archivo):
    """Raise ``ValidationError`` unless ``archivo`` (an uploaded document) holds what its name says it holds."""
    extension = archivo.name.rpartition(".")[2].lower()
    if not _es_del_tipo(archivo, extension):
        adivinado = filetype.guess(archivo)
        archivo.seek(0)
        raise ValidationError(
            _(
                "El contenido de «%(nombre)s» no corresponde a un archivo %(extension)s%(detalle)s. "
                "Guárdelo de nuevo en ese formato o en PDF y vuelva a adjuntarlo."
            ),
            code="contenido_no_permitido",
            params={
                "nombre": archivo.name,
                "extension": extension.upper(),
                "detalle": _(" (parece %(tipo)s)") % {"tipo": adivinado.mime} if adivinado else "",
            },
        )
