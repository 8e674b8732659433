"""Pictures without what is not picture: of each file, only the parts that draw it are copied, and nothing after it.

Positions, makers, dates, comments, previews and what follows the end of the picture stay behind; pixels are the same
ones. Each function takes a whole file and the colour profile (ICC) that it shall have, or None, and raises
``ValueError`` where the file is not built as its format says.
"""

import re
import zlib

_FIN_DE_DATOS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ICC_DE_JPEG = b"ICC_PROFILE\x00"
_ICC_POR_SEGMENTO = 65519  # bytes: a segment holds 65535, of which 16 are its own
# Of a JPEG: frames, scans and the tables to read them. Neither APPn nor COM.
_MARCAS_DE_JPEG = {*range(0xC0, 0xD0), *range(0xDB, 0xE0)} - {0xC8}

# Of a PNG, and how many bytes each may have at most (None: any). APNG shows its first picture.
_TROZOS_DE_PNG = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"cICP": 4,
    b"sBIT": 4,
    b"IDAT": None,
    b"IEND": 0,
}
_REPETICIONES_DE_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_DE_UN_CUADRO = {b"ALPH", b"VP8 ", b"VP8L"}


def _parte(datos, desde, hasta):
    """``datos[desde:hasta]``, whole."""
    parte = datos[desde:hasta]
    if len(parte) != hasta - desde:
        raise ValueError("The file ends too soon.")
    return parte


def jpeg(datos, perfil=None):
    if datos[:2] != b"\xff\xd8":
        raise ValueError("Not a JPEG.")
    cabeza, cuerpo, lugar = [b"\xff\xd8"], [], 2
    while True:
        while _parte(datos, lugar, lugar + 2) == b"\xff\xff":
            lugar += 1
        if datos[lugar] != 0xFF:
            raise ValueError("A segment was expected.")
        marca = datos[lugar + 1]
        if marca == 0xD9:
            return b"".join([*cabeza, *_segmentos_de_icc(perfil), *cuerpo, b"\xff\xd9"])
        if marca == 0x01 or 0xD0 <= marca <= 0xD7:  # with nothing inside
            lugar += 2
            continue
        fin = lugar + 2 + int.from_bytes(_parte(datos, lugar + 2, lugar + 4))
        segmento = _parte(datos, lugar, fin)
        if marca == 0xE0 and segmento[4:9] == b"JFIF\x00" and len(segmento) >= 18:
            cabeza[1:] = [b"\xff\xe0\x00\x10", segmento[4:16], b"\x00\x00"]  # without its preview
        elif marca == 0xEE and segmento[4:9] == b"Adobe" and len(segmento) >= 16:
            cuerpo.append(b"\xff\xee\x00\x0e" + segmento[4:16])  # how its colours are written
        elif marca == 0xDA:
            if not (siguiente := _FIN_DE_DATOS.search(datos, fin)):
                raise ValueError("The file ends too soon.")
            fin = siguiente.start()
            cuerpo.append(datos[lugar:fin])
        elif marca in _MARCAS_DE_JPEG:
            cuerpo.append(segmento)
        lugar = fin


def _segmentos_de_icc(perfil):
    partes = [perfil[desde : desde + _ICC_POR_SEGMENTO] for desde in range(0, len(perfil or b""), _ICC_POR_SEGMENTO)]
    for numero, parte in enumerate(partes, start=1):
        contenido = _ICC_DE_JPEG + bytes([numero, len(partes)]) + parte
        yield b"\xff\xe2" + (len(contenido) + 2).to_bytes(2) + contenido


def png(datos, perfil=None):
    if datos[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("Not a PNG.")
    salida, lugar = [datos[:8]], 8
    while True:
        largo = int.from_bytes(_parte(datos, lugar, lugar + 4))
        trozo = _parte(datos, lugar, lugar + 12 + largo)
        tipo = trozo[4:8]
        maximo = _TROZOS_DE_PNG.get(tipo, -1)
        if (maximo is None or largo <= maximo) and not (perfil and tipo == b"sRGB"):
            salida.append(trozo)
        if tipo == b"IHDR" and perfil:
            salida.append(_trozo(b"iCCP", b"icc\x00\x00" + zlib.compress(perfil)))
        if tipo == b"IEND":
            return b"".join(salida)
        lugar += 12 + largo


def _trozo(tipo, contenido):
    return len(contenido).to_bytes(4) + tipo + contenido + zlib.crc32(tipo + contenido).to_bytes(4)


def gif(datos, perfil=None):
    """A GIF has no profile of ours; its frames, their times and how often they are shown stay."""
    if datos[:6] not in (b"GIF87a", b"GIF89a"):
        raise ValueError("Not a GIF.")
    lugar = 13 + _tabla_de_colores(_parte(datos, 10, 11)[0])
    salida = [_parte(datos, 0, lugar)]
    while (que := _parte(datos, lugar, lugar + 1)[0]) != 0x3B:
        if que == 0x21:
            etiqueta = _parte(datos, lugar + 1, lugar + 2)[0]
            fin = _fin_de_bloques(datos, lugar + 2)
            repite = etiqueta == 0xFF and datos[lugar + 3 : lugar + 14] in _REPETICIONES_DE_GIF and fin - lugar == 19
            if (etiqueta == 0xF9 and fin - lugar == 8) or repite:
                salida.append(datos[lugar:fin])
        elif que == 0x2C:
            cabeza = 10 + _tabla_de_colores(_parte(datos, lugar + 9, lugar + 10)[0])
            fin = _fin_de_bloques(datos, lugar + cabeza + 1)
            salida.append(datos[lugar:fin])
        elif que == 0:
            fin = lugar + 1
        else:
            raise ValueError("A block was expected.")
        lugar = fin
    return b"".join([*salida, b"\x3b"])


def _tabla_de_colores(marcas):
    """The bytes that a table of colours takes, by the marks of whoever has it."""
    return 3 * 2 ** ((marcas & 7) + 1) if marcas & 0x80 else 0


def _fin_de_bloques(datos, lugar):
    while largo := _parte(datos, lugar, lugar + 1)[0]:
        lugar += 1 + largo
    return lugar + 1


def webp(datos, perfil=None):
    if datos[:4] != b"RIFF" or datos[8:12] != b"WEBP":
        raise ValueError("Not a WebP.")
    trozos = list(_trozos_de_riff(datos, 12, 8 + int.from_bytes(datos[4:8], "little")))
    animada = any(tipo == b"ANMF" for tipo, _contenido in trozos)
    salida = []
    for tipo, contenido in trozos:
        if tipo == b"VP8X":
            marcas = contenido[0] & 0b00010010 | (0b00100000 if perfil else 0)  # transparency and movement; its profile
            salida.append(_de_riff(tipo, bytes([marcas]) + b"\x00\x00\x00" + _parte(contenido, 4, 10)))
            if perfil:
                salida.append(_de_riff(b"ICCP", perfil))
        elif tipo == b"ANIM":
            salida.append(_de_riff(tipo, contenido[:6]))
        elif tipo == b"ANMF":
            cuadro = [
                _de_riff(*uno) for uno in _trozos_de_riff(contenido, 16, len(contenido)) if uno[0] in _DE_UN_CUADRO
            ]
            salida.append(_de_riff(tipo, b"".join([contenido[:16], *cuadro])))
        elif tipo in _DE_UN_CUADRO and not animada:
            salida.append(_de_riff(tipo, contenido))
    cuerpo = b"WEBP" + b"".join(salida)
    return b"RIFF" + len(cuerpo).to_bytes(4, "little") + cuerpo


def _trozos_de_riff(datos, lugar, hasta):
    while lugar + 8 <= hasta:
        largo = int.from_bytes(_parte(datos, lugar + 4, lugar + 8), "little")
        yield datos[lugar : lugar + 4], _parte(datos, lugar + 8, lugar + 8 + largo)
        lugar += 8 + largo + largo % 2


def _de_riff(tipo, contenido):
    return tipo + len(contenido).to_bytes(4, "little") + contenido + b"\x00" * (len(contenido) % 2)


POR_FORMATO = {"JPEG": jpeg, "MPO": jpeg, "PNG": png, "GIF": gif, "WEBP": webp}
