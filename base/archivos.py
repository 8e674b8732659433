"""What may be attached, judged by the content of a file and never by its name: a sentence for what is refused."""

import io
import re
import zipfile
import zlib

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader

from . import ole, videos

# What a container must hold to be what its extension says.
_DENTRO_DEL_ZIP = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
_OPENDOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_EXTENSIONES_CON_MACROS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "ppsm", "potm", "ppam"}
_PARTE_CON_MACROS = re.compile(r"(^|/)(vbaProject\.bin|xl/macrosheets/.+|Basic/.+|Scripts/.+)$", re.IGNORECASE)
_FIRMA_PDF = b"%PDF-"
_FIRMA_ZIP = b"PK\x03\x04"
_PAGINA_WEB = re.compile(rb"<(!doctype\s+html|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
_BYTES_MAXIMOS = 300_000_000  # of a container once unpacked
_COLA_DE_PDF = 4096  # bytes: where its end must be


def _no_es(archivo, extension, detalle=""):
    if not detalle:
        archivo.seek(0)
        adivinado = filetype.guess(archivo.read(8192))
        detalle = _(" (parece %(tipo)s)") % {"tipo": adivinado.mime} if adivinado else ""
    return ValidationError(
        _(
            "El contenido no corresponde a un archivo %(extension)s%(detalle)s: "
            "guárdelo de nuevo en ese formato o en PDF y vuelva a adjuntarlo."
        ),
        code="contenido_no_permitido",
        params={"extension": extension.upper(), "detalle": detalle},
    )


def _no_es_video(archivo, extension):
    archivo.seek(0)
    adivinado = filetype.guess(archivo.read(8192))
    return ValidationError(
        _(
            "El contenido no corresponde a un video %(extension)s%(detalle)s: "
            "guárdelo como MP4 o WebM y vuelva a subirlo."
        ),
        code="contenido_no_permitido",
        params={
            "extension": extension.upper(),
            "detalle": _(" (parece %(tipo)s)") % {"tipo": adivinado.mime} if adivinado else "",
        },
    )


def _danado():
    return ValidationError(
        _(
            "El archivo está incompleto o dañado y no se puede abrir: "
            "ábralo en su equipo, guárdelo de nuevo y vuelva a adjuntarlo."
        ),
        code="danado",
    )


def _con_clave():
    return ValidationError(
        _("El archivo pide una clave y nadie podría abrirlo: guárdelo sin clave y vuelva a adjuntarlo."),
        code="con_clave",
    )


def _con_macros():
    return ValidationError(
        _(
            "El archivo trae macros, que son programas: "
            "guárdelo sin macros (.docx, .xlsx, .pptx) o en PDF y vuelva a adjuntarlo."
        ),
        code="con_macros",
    )


def _comprobar_pdf(archivo, datos):
    if not datos[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(_FIRMA_PDF):
        raise _no_es(archivo, "pdf")
    cola = datos.rstrip(b"\r\n\t \x00")
    if b"startxref" not in cola[-_COLA_DE_PDF:]:
        raise _danado()
    if _PAGINA_WEB.search(datos[:1024]) or _PAGINA_WEB.search(datos, datos.rfind(b"startxref")):
        raise _no_es(archivo, "pdf", _(" (trae dentro una página web)"))
    try:
        lector = PdfReader(io.BytesIO(datos))
        cerrado = lector.is_encrypted and not lector.decrypt("")
    except Exception:
        raise _danado() from None
    if cerrado:
        raise _con_clave()
    try:
        paginas = len(lector.pages)
    except NotImplementedError:  # opened with a certificate
        raise _con_clave() from None
    except Exception:
        raise _danado() from None
    if not paginas:
        raise _danado()


def _comprobar_de_office(archivo, datos, extension):
    try:
        contenido = ole.Ole(datos)
    except ValueError:
        raise (_danado() if datos.startswith(ole.FIRMA) else _no_es(archivo, extension)) from None
    if contenido.con_clave:
        raise _con_clave()
    if extension not in _DENTRO_DEL_ZIP and contenido.con_macros:
        raise _con_macros()
    if extension in _DENTRO_DEL_ZIP or not contenido.es(extension):
        raise _no_es(archivo, extension)


def _comprobar_zip(archivo, datos, extension):
    if datos.startswith(ole.FIRMA):  # where Office puts what it encrypts
        return _comprobar_de_office(archivo, datos, extension)
    if not datos.startswith(_FIRMA_ZIP):
        raise _no_es(archivo, extension)
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
            entradas = zip_.infolist()
            if any(entrada.flag_bits & 1 for entrada in entradas):
                raise _con_clave()
            if sum(entrada.file_size for entrada in entradas) > _BYTES_MAXIMOS or zip_.testzip():
                raise _danado()
            nombres = [entrada.filename for entrada in entradas]
            declarado = zip_.read("mimetype").strip() if extension in _OPENDOCUMENT and "mimetype" in nombres else b""
            tipos = zip_.read("[Content_Types].xml") if "[Content_Types].xml" in nombres else b""
            manifiesto = zip_.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in nombres else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _danado() from None
    if extension in _OPENDOCUMENT:
        lo_es = declarado == _OPENDOCUMENT[extension]
    else:
        lo_es = any(nombre.startswith(_DENTRO_DEL_ZIP[extension]) for nombre in nombres)
    if not lo_es:
        raise _no_es(archivo, extension)
    if b"encryption-data" in manifiesto:
        raise _con_clave()
    if b"macroEnabled" in tipos or any(_PARTE_CON_MACROS.search(nombre) for nombre in nombres):
        raise _con_macros()


def comprobar_contenido(archivo):
    """Raise ``ValidationError``, with one sentence, unless ``archivo`` is the document that its name says.

    It must open without a key, be whole, and bring no macros nor a page of another kind.
    """
    extension = videos.extension_de(archivo.name)
    if extension in _EXTENSIONES_CON_MACROS:
        raise _con_macros()
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("No se admite este tipo de archivo: guárdelo en PDF, o como %(extensiones)s, y vuelva a adjuntarlo."),
            code="extension_no_permitida",
            params={"extensiones": ", ".join(settings.WAGTAILDOCS_EXTENSIONS[1:])},
        )
    archivo.seek(0)
    datos = archivo.read()
    archivo.seek(0)
    if extension == "pdf":
        _comprobar_pdf(archivo, datos)
    elif extension in videos.VIDEOS:
        videos.comprobar_video(datos, extension, lambda suya: _no_es_video(archivo, suya), _danado)
    elif extension == videos.SUBTITULOS:
        videos.comprobar_subtitulos(datos)
    elif extension in _DENTRO_DEL_ZIP or extension in _OPENDOCUMENT:
        _comprobar_zip(archivo, datos, extension)
    else:
        _comprobar_de_office(archivo, datos, extension)
    archivo.seek(0)
