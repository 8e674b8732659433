"""Videos and their captions, judged by what they contain: what the browsers of today play, and WebVTT that parses.

An MP4 loses, as it comes in, what a telephone writes in it of where and by whom it was recorded.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

VIDEOS = ("mp4", "webm")
SUBTITULOS = "vtt"

# ISO/IEC 14496-12: what a box that holds others is called, on the way to what a track is coded with.
_CAMINO = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_SE_VEN = {b"avc1", b"avc3", b"av01", b"vp09"}  # H.264, AV1 and VP9: every browser of today
_CON_PERSONAS = {b"udta", b"meta", b"uuid"}
_EBML, _SEGMENTO = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_TIEMPO = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_RENGLON = re.compile(rf"^{_TIEMPO}[ \t]+-->[ \t]+{_TIEMPO}(?:[ \t].*)?$")
_BYTES_DE_SUBTITULOS = 1_000_000


def extension_de(nombre):
    return nombre.rpartition(".")[2].lower() if "." in nombre else ""


def es_video(nombre):
    return extension_de(nombre) in VIDEOS


def es_subtitulos(nombre):
    return extension_de(nombre) == SUBTITULOS


def _cajas(datos, desde=0, hasta=None):
    """The boxes of an MP4 between two places: ``(type, where it begins, where its content does, where it ends)``.

    Raises ``ValueError`` when one goes beyond what there is.
    """
    hasta = len(datos) if hasta is None else hasta
    while desde < hasta:
        largo, tipo, cabeza = int.from_bytes(datos[desde : desde + 4]), datos[desde + 4 : desde + 8], 8
        if largo == 1:
            largo, cabeza = int.from_bytes(datos[desde + 8 : desde + 16]), 16
        elif largo == 0:
            largo = hasta - desde
        if largo < cabeza or desde + largo > hasta:
            raise ValueError("A box goes beyond its end.")
        yield tipo, desde, desde + cabeza, desde + largo
        desde += largo


def _dentro(datos, camino):
    """The content of each box at ``camino``: pairs of places."""
    lugares = [(0, len(datos))]
    for paso in camino:
        lugares = [
            (a, b) for desde, hasta in lugares for tipo, _cual, a, b in _cajas(datos, desde, hasta) if tipo == paso
        ]
    return lugares


def _codigos(datos):
    """What each track of an MP4 is coded with: set of four letters."""
    # Of a table of descriptions, the first entry is after its version and how many there are.
    return {bytes(datos[desde + 12 : desde + 16]) for desde, _hasta in _dentro(datos, (*_CAMINO, b"stsd"))}


def _comprobar_mp4(datos, no_es, danado):
    if datos[4:8] != b"ftyp":
        raise no_es("mp4")
    try:
        codigos = _codigos(datos)
    except ValueError:
        raise danado() from None
    if not codigos:
        raise danado()
    if not codigos & _SE_VEN:
        raise ValidationError(
            _(
                "El video no se vería en muchos navegadores: "
                "guárdelo como MP4 con H.264 (en algunos teléfonos, «más compatible») y vuelva a subirlo."
            ),
            code="video_que_no_se_ve",
        )


def _numero_ebml(datos, lugar):
    """The size written at ``lugar`` of a WebM and where it ends; None when it says that it is not known."""
    largo = 9 - datos[lugar].bit_length()
    if largo > 8:
        raise ValueError("That is no size.")
    valor = int.from_bytes(datos[lugar : lugar + largo]) & ((1 << (7 * largo)) - 1)
    return (None if valor == (1 << (7 * largo)) - 1 else valor), lugar + largo


def _comprobar_webm(datos, no_es, danado):
    if not datos.startswith(_EBML):
        raise no_es("webm")
    try:
        largo, desde = _numero_ebml(datos, len(_EBML))
        segmento = desde + (largo or 0)
        if b"webm" not in datos[desde:segmento]:
            raise no_es("webm")
        if datos[segmento : segmento + 4] != _SEGMENTO:
            raise danado()
        largo, desde = _numero_ebml(datos, segmento + 4)
    except (ValueError, IndexError):
        raise danado() from None
    if largo is not None and desde + largo > len(datos):
        raise danado()


def comprobar_video(datos, extension, no_es, danado):
    """Raise ``ValidationError``, with one sentence, unless ``datos`` are a video that its name says and browsers play.

    ``no_es(extension)`` and ``danado()`` are the errors of what is another thing, and of what is not whole.
    """
    {"mp4": _comprobar_mp4, "webm": _comprobar_webm}[extension](datos, no_es, danado)


def sin_metadatos(datos):
    """An MP4 whose boxes of the recording device are empty, and everything where it was. Twice gives the same bytes."""
    salida = bytearray(datos)
    lugares = [(0, len(datos)), *_dentro(datos, (b"moov",)), *_dentro(datos, (b"moov", b"trak"))]
    for desde, hasta in lugares:
        for tipo, caja, contenido, fin in _cajas(datos, desde, hasta):
            if tipo in _CON_PERSONAS:
                salida[caja + 4 : caja + 8] = b"free"
                salida[contenido:fin] = bytes(fin - contenido)
    return bytes(salida)


def _no_se_lee(linea, que):
    return ValidationError(
        _("Los subtítulos no se pueden leer. Línea %(linea)s: %(que)s Corríjalo y vuelva a subirlo."),
        code="subtitulos_ilegibles",
        params={"linea": linea, "que": que},
    )


def _segundos(horas, minutos, segundos, milesimas):
    return ((int(horas or 0) * 60 + int(minutos)) * 60 + int(segundos)) * 1000 + int(milesimas)


def comprobar_subtitulos(datos):
    """Raise ``ValidationError``, with the line and what is wrong in it, unless ``datos`` are captions in WebVTT."""
    try:
        texto = datos[: _BYTES_DE_SUBTITULOS + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_se_lee(1, _("guarde el archivo en UTF-8, para que se lean las tildes.")) from None
    lineas = texto.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(datos) > _BYTES_DE_SUBTITULOS or not re.match(r"^WEBVTT([ \t].*)?$", lineas[0]):
        raise _no_se_lee(
            1, _("un archivo de subtítulos WebVTT empieza por WEBVTT. Si tiene un .srt, guárdelo como WebVTT.")
        )
    hay = False
    bloque: list[tuple[int, str]] = []
    for numero, linea in enumerate([*lineas[1:], ""], start=2):
        if linea.strip():
            bloque.append((numero, linea))
            continue
        hay = _comprobar_bloque(bloque) or hay
        bloque = []
    if not hay:
        raise _no_se_lee(len(lineas), _("no hay ningún subtítulo."))


def _comprobar_bloque(bloque):
    """Whether a block of lines is a caption, once it is seen that it is a good one."""
    if not bloque or re.match(r"^(NOTE|STYLE|REGION)\b", bloque[0][1]):
        return False
    con_tiempo = next((uno for uno in bloque[:2] if "-->" in uno[1]), None)
    if con_tiempo is None:
        if bloque[0][0] == 2:  # the header goes on
            return False
        raise _no_se_lee(bloque[0][0], _("falta desde cuándo hasta cuándo, así: 00:00:01.000 --> 00:00:04.000."))
    numero, linea = con_tiempo
    tiempos = _RENGLON.match(linea.strip())
    if not tiempos:
        raise _no_se_lee(numero, _("los tiempos se escriben así: 00:00:01.000 --> 00:00:04.000."))
    if _segundos(*tiempos.groups()[4:]) <= _segundos(*tiempos.groups()[:4]):
        raise _no_se_lee(numero, _("el subtítulo termina antes de empezar."))
    if con_tiempo == bloque[-1]:
        raise _no_se_lee(numero, _("a ese tiempo no le sigue ningún texto."))
    return True
