"""Pictures as they are kept: upright, in colours of a screen, and with nothing that says where, when or by whom.

What needs no other pixels is rewritten without loss; the rest (turned by its camera, CMYK, 16 bits, HEIC and AVIF) is
encoded once more. What cannot be read to its end is refused. Everything that keeps a picture comes through ``limpiar``.
"""

import io
import os

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, JpegImagePlugin
from pillow_heif import register_heif_opener

from . import solo_pixeles

register_heif_opener()

_FORMATOS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"]
_MOVIBLES = {"GIF", "WEBP"}
# How each is kept. HEIC and AVIF hold their data apart from the picture; few programs open the first.
_SE_GUARDA_COMO = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "GIF", "WEBP": "WEBP"}
_EXTENSIONES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "GIF": (".gif",), "WEBP": (".webp",)}
_TIPOS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
# From these every rendition can be made.
_MODOS = {"L", "P", "RGB", "RGBA"}
_PERFIL_MAXIMO = 4_000_000  # bytes: those of a printer take less, and a JPEG has no room for many more
_CALIDAD = 92  # of what had no quality of its own to keep: HEIC, AVIF, WebP


NO_ES_IMAGEN = gettext_lazy(
    "El archivo no es una imagen que se pueda abrir: súbala como JPG, PNG, WebP, GIF, AVIF o HEIC."
)


class ImagenLimpia(SimpleUploadedFile):
    """A picture that has been through ``limpiar``."""


def _no_es_imagen():
    return ValidationError(NO_ES_IMAGEN, code="no_es_imagen")


def _danada():
    return ValidationError(
        _("La imagen está incompleta o dañada y no se puede abrir: ábrala en su equipo, guárdela de nuevo y súbala."),
        code="danada",
    )


def _demasiados_puntos():
    return ValidationError(
        _("La imagen tiene demasiados puntos (el máximo son %(millones)s millones): redúzcala y súbala de nuevo.")
        % {"millones": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        code="demasiados_puntos",
    )


def limpiar(nombre, archivo):
    """``archivo`` as it may be kept (``ImagenLimpia``), with the extension of what it is.

    Cleaning twice gives the same bytes. ``ValidationError``, with a sentence for whoever uploaded it, if it is not a
    picture, is broken or incomplete, or has more pixels than ``WAGTAILIMAGES_MAX_IMAGE_PIXELS``.
    """
    if isinstance(archivo, ImagenLimpia):
        return archivo
    archivo.seek(0)
    datos = archivo.read()
    formato, limpios = _limpios(datos)
    raiz, extension = os.path.splitext(nombre)
    if extension.lower() not in _EXTENSIONES[formato]:
        extension = _EXTENSIONES[formato][0]
    return ImagenLimpia(raiz + extension, limpios, _TIPOS[formato])


def comprobar(archivo):
    """The uploaded ``archivo``, clean; besides, its name is that of a picture (``WAGTAILIMAGES_EXTENSIONS``)."""
    if os.path.splitext(archivo.name)[1].lower()[1:] not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise _no_es_imagen()
    return limpiar(archivo.name, archivo)


def sin_metadatos(nombre, archivo):
    """A rendition as it may be kept: without loss, in its format. Of an AVIF, Pillow writes nothing but the picture."""
    archivo.seek(0)
    datos = archivo.read()
    imagen = _abierta(datos)
    if imagen.format in solo_pixeles.POR_FORMATO:
        datos = solo_pixeles.POR_FORMATO[imagen.format](datos, _perfil(imagen))
    return ImagenLimpia(nombre, datos, Image.MIME.get(imagen.format))


def _limpios(datos):
    imagen = _abierta(datos)
    formato = imagen.format
    perfil = _perfil(imagen)
    if formato in solo_pixeles.POR_FORMATO and imagen.mode in _MODOS and not _hay_que_convertir(imagen, perfil):
        try:
            limpios = solo_pixeles.POR_FORMATO[formato](datos, perfil)
        except ValueError:
            if formato in _MOVIBLES:
                raise _danada() from None
        else:
            _leer(_abierta(limpios))
            return _SE_GUARDA_COMO[formato], limpios
    return _otra_vez(imagen, perfil)


def _abierta(datos):
    try:
        imagen = Image.open(io.BytesIO(datos), formats=_FORMATOS)
        cuadros = getattr(imagen, "n_frames", 1) if imagen.format in _MOVIBLES else 1
    except Image.DecompressionBombError:
        raise _demasiados_puntos() from None
    except Image.UnidentifiedImageError:
        raise _no_es_imagen() from None
    except Exception:  # whatever a broken file makes its reader raise
        raise _danada() from None
    if imagen.width * imagen.height * cuadros > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _demasiados_puntos()
    return imagen


def solo_enteras():
    """Half a file is no picture: WeasyPrint says that it is, for the whole process, when it is imported."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def _leer(imagen):
    """Read ``imagen`` to its end, with all its frames: what was cut short says so here."""
    solo_enteras()
    try:
        for cuadro in range(imagen.n_frames if imagen.format in _MOVIBLES else 1):
            if cuadro:
                imagen.seek(cuadro)
            imagen.load()
    except Image.DecompressionBombError:
        raise _demasiados_puntos() from None
    except Exception:
        raise _danada() from None
    return imagen


def perfil_de(datos):
    """The colour profile of the picture ``datos``, or None; ``ValueError`` if it cannot be read."""
    try:
        return _perfil(_abierta(datos))
    except ValidationError as error:
        raise ValueError("Not a picture.") from error


def _perfil(imagen):
    """The colour profile of ``imagen``, without what follows it; None if it has none, or what it has is none."""
    perfil = imagen.info.get("icc_profile") or b""
    perfil = perfil[: int.from_bytes(perfil[:4])]
    if len(perfil) > _PERFIL_MAXIMO:
        return None
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(perfil))
    except (OSError, TypeError, ImageCms.PyCMSError):
        return None
    return perfil


def _espacio(perfil):
    return perfil[16:20] if perfil else b""


def _girada(imagen):
    if getattr(imagen, "is_animated", False) and imagen.format in _MOVIBLES:
        return False  # no program turns what moves
    try:
        return imagen.getexif().get(ExifTags.Base.Orientation, 1) in range(2, 9)
    except Exception:  # data that nobody can read turn nothing
        return False


def _hay_que_convertir(imagen, perfil):
    # Renditions are written in RGB, with the profile of the original: one of greys would not be theirs.
    de_otros_colores = bool(perfil) and _espacio(perfil) != b"RGB "
    return (de_otros_colores and imagen.format != "GIF") or _girada(imagen)


def _otra_vez(imagen, perfil):
    """``(format, bytes)`` of ``imagen`` encoded again."""
    if imagen.format == "AVIF" and imagen.n_frames > 1:
        raise ValidationError(
            _("Las imágenes AVIF que se mueven no se admiten: guárdela como GIF o WebP y súbala."), code="avif_movil"
        )
    girada = _girada(imagen)
    lista, perfil = _en_colores_de_pantalla(_leer(imagen), perfil)
    if girada:
        lista = ImageOps.exif_transpose(lista)
    formato = _SE_GUARDA_COMO.get(imagen.format) or ("PNG" if lista.has_transparency_data else "JPEG")
    memoria = io.BytesIO()
    try:
        lista.save(memoria, formato, **_opciones(imagen, lista, formato), icc_profile=perfil)
    except (OSError, ValueError):  # of a size that the format does not have
        raise _danada() from None
    return formato, solo_pixeles.POR_FORMATO[formato](memoria.getvalue(), perfil)


def _en_colores_de_pantalla(imagen, perfil):
    """``imagen`` in a mode that every rendition can be made of, and the profile that it is still in."""
    exif = imagen.info.get("exif")
    if _espacio(perfil) in (b"CMYK", b"GRAY") and (convertida := _en_srgb(imagen, perfil)):
        lista = convertida
    elif imagen.mode.startswith("I"):
        lista = imagen.convert("I").point(lambda valor: valor * (1 / 256)).convert("L")  # 16 bits into 8
    elif imagen.mode in _MODOS:
        lista = imagen
    elif imagen.mode == "1":
        lista = imagen.convert("L")
    else:
        lista = imagen.convert("RGBA" if imagen.has_transparency_data else "RGB")
    if exif:
        lista.info["exif"] = exif  # which way is up, for a little longer
    return lista, perfil if _espacio(perfil) == b"RGB " else None


def _en_srgb(imagen, perfil):
    """``imagen`` by what its ``perfil`` says its colours are; None if it is not one for them."""
    if (_espacio(perfil) == b"CMYK" and imagen.mode != "CMYK") or (_espacio(perfil) == b"GRAY" and imagen.mode != "L"):
        return None
    try:
        return ImageCms.profileToProfile(
            imagen,
            ImageCms.ImageCmsProfile(io.BytesIO(perfil)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:
        return None


def _opciones(imagen, lista, formato):
    """How to encode it with the least loss."""
    if formato == "PNG":
        return {"optimize": True}
    if formato == "WEBP":
        return {"quality": _CALIDAD, "method": 4, "exif": b"", "xmp": b""}
    opciones = {"quality": _CALIDAD, "subsampling": 0, "optimize": True, "comment": b"", "exif": b"", "xmp": b""}
    if imagen.format in ("JPEG", "MPO") and imagen.mode in ("L", "RGB"):
        # The tables of the original: as fine as it was, and no finer.
        opciones |= {"qtables": imagen.quantization, "quality": -1}
        if JpegImagePlugin.get_sampling(imagen) == 2:
            opciones["subsampling"] = 2
    return opciones
