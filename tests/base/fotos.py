"""Photographs as they come from cameras and desks: with ``CANARIO`` in every place where a file may say something."""

import io
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

CANARIO = b"CANARIO"
GPS = (4.0, 35.0, 56.57)
ANCHO, ALTO = 96, 64
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>CANARIO-XMP</rdf:RDF></x:xmpmeta>'
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def pintura(modo="RGB"):
    """Red on the left and blue on the right: so it is known where its top is, and its colours."""
    imagen = Image.new("RGB", (ANCHO, ALTO), "#C81E1E")
    imagen.paste("#1E1EC8", (ANCHO // 2, 0, ANCHO, ALTO))
    return imagen if modo == "RGB" else imagen.convert(modo)


def exif(giro=1):
    datos = Image.Exif()
    datos[0x0112] = giro
    datos[0x010E], datos[0x010F], datos[0x013B] = "CANARIO-DESCRIPCION", "CANARIO-MARCA", "CANARIO-AUTOR"
    datos.get_ifd(0x8769).update({0x927C: b"CANARIO-FABRICANTE", 0x9286: b"ASCII\x00\x00\x00CANARIO-COMENTARIO"})
    datos.get_ifd(0x8825).update({1: "N", 2: GPS, 3: "W", 4: (74.0, 4.0, 51.0)})
    return datos.tobytes()


def jpeg(imagen=None, giro=1, cola=b"", **opciones):
    memoria = io.BytesIO()
    opciones = {"exif": exif(giro), "xmp": _XMP, "comment": b"CANARIO-COMENTARIO", "quality": 90, **opciones}
    (imagen or pintura()).save(memoria, "JPEG", **opciones)
    datos = memoria.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10\x1c\x02\x78\x00\x0bCANARIO-IPT"
    segmento = b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc
    previa = b"JFXX\x00\x10CANARIO-PREVIA"
    segmento += b"\xff\xe0" + (len(previa) + 2).to_bytes(2) + previa
    return datos[:2] + segmento + datos[2:] + cola


def png(imagen=None, giro=1, **opciones):
    textos = PngInfo()
    textos.add_text("Comment", "CANARIO-TEXTO")
    textos.add_text("Author", "CANARIO-COMPRIMIDO", zip=True)
    textos.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    memoria = io.BytesIO()
    (imagen or pintura()).save(memoria, "PNG", exif=exif(giro), pnginfo=textos, **opciones)
    datos = memoria.getvalue()
    hora = b"tIME" + b"\x07\xea\x0b\x19\x10\x00\x00"
    propio = b"caNB" + CANARIO
    trozos = b"".join((len(uno) - 4).to_bytes(4) + uno + zlib.crc32(uno).to_bytes(4) for uno in (hora, propio))
    return datos[:33] + trozos + datos[33:] + b"CANARIO-COLA"


def webp(imagen=None, giro=1, **opciones):
    memoria = io.BytesIO()
    (imagen or pintura()).save(memoria, "WEBP", exif=exif(giro), xmp=_XMP, **opciones)
    return memoria.getvalue() + b"CANARIO-COLA"


def gif(cuadros=1):
    memoria = io.BytesIO()
    primero, *otros = [pintura().rotate(grados * 90).convert("P") for grados in range(cuadros)]
    mas = {"save_all": True, "append_images": otros, "duration": 120, "loop": 3} if otros else {}
    primero.save(memoria, "GIF", comment=b"CANARIO-COMENTARIO", **mas)
    datos = memoria.getvalue()
    xmp = b"\x21\xff\x0bXMP DataXMP\x0bCANARIO-XMP\x00"
    lugar = 13 + 3 * 2 ** ((datos[10] & 7) + 1)
    return datos[:lugar] + xmp + datos[lugar:] + b"<script>CANARIO-COLA</script>"


def avif(giro=1):
    memoria = io.BytesIO()
    pintura().save(memoria, "AVIF", exif=exif(giro), xmp=_XMP)
    return memoria.getvalue()


def heic(giro=1):
    memoria = io.BytesIO()
    pintura().save(memoria, "HEIF", exif=exif(giro), xmp=_XMP, quality=90)
    return memoria.getvalue()


def dice_algo(datos):
    """What a picture still says besides itself: empty when it says nothing."""
    imagen = Image.open(io.BytesIO(datos))
    imagen.load()
    permitido = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "icc_profile"}
    permitido |= {"version", "background", "transparency", "duration", "loop", "extension", "timestamp", "adobe"}
    permitido |= {"adobe_transform", "gamma", "srgb", "chromaticity"}
    dicho = {nombre: valor for nombre, valor in imagen.info.items() if nombre not in permitido}
    if b"CANARIO" in datos or b"Exif" in datos or b"EXIF" in datos or b"http://ns.adobe.com" in datos:
        dicho["bytes"] = datos[:200]
    return dicho | dict(imagen.getexif())


def colores(datos):
    """The colours of the left and of the right, as a screen shows them: two RGB."""
    imagen = Image.open(io.BytesIO(datos)).convert("RGB")
    ancho, alto = imagen.size
    return imagen.getpixel((ancho // 4, alto // 2)), imagen.getpixel((3 * ancho // 4, alto // 2))


def parecidos(uno, otro, tolerancia=24):
    return all(abs(a - b) <= tolerancia for a, b in zip(uno, otro, strict=True))
