"""Files of each kind, good and bad, as bytes."""

import io
import struct
import zipfile

from PIL import Image
from pypdf import PdfWriter


def png(ancho=40, alto=30):
    memoria = io.BytesIO()
    Image.new("RGB", (ancho, alto), "#A84B28").save(memoria, "PNG")
    return memoria.getvalue()


def comprimido(**entradas):
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w") as zip_:
        for nombre, contenido in entradas.items():
            zip_.writestr(nombre, contenido)
    return memoria.getvalue()


def docx(con_macros=False):
    entradas = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}
    if con_macros:
        entradas["word/vbaProject.bin"] = b"\x00"
    return comprimido(**entradas)


def _caja(tipo, *dentro):
    contenido = b"".join(dentro)
    return (len(contenido) + 8).to_bytes(4) + tipo + contenido


def mp4(codigo=b"avc1", donde=b"", relleno=0):
    """An MP4 whose only track is coded with ``codigo``; ``donde``: what a telephone writes of where it was recorded.

    ``relleno``: how many bytes the whole of it has.
    """
    tabla = _caja(b"stsd", bytes(4), (1).to_bytes(4), _caja(codigo, bytes(16)))
    pista = _caja(b"trak", _caja(b"mdia", _caja(b"minf", _caja(b"stbl", tabla))))
    aparato = _caja(b"udta", _caja(b"\xa9xyz", donde)) if donde else b""
    todo = _caja(b"ftyp", b"isom", bytes(4)) + _caja(b"moov", pista, aparato) + _caja(b"mdat", b"cuadros" * 200)
    return todo + (_caja(b"free", bytes(relleno - len(todo) - 8)) if relleno else b"")


def odt():
    return comprimido(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<document/>"})


def pdf(clave=None, **datos):
    """A PDF of one page; ``clave`` opens it, or is ``("", key)`` for one that only its author may change."""
    escritor = PdfWriter()
    escritor.add_blank_page(200, 200)
    escritor.metadata = {f"/{nombre}": valor for nombre, valor in datos.items()} or None
    if clave:
        escritor.encrypt(*([clave] if isinstance(clave, str) else clave), algorithm="AES-256")
    memoria = io.BytesIO()
    escritor.write(memoria)
    return memoria.getvalue()


def ole(macros=False, clave=False, **corrientes):
    """The container of an old Office file: each stream of one sector, after the table and the directory."""
    nombres = ["Root Entry", *corrientes]
    nombres += ["EncryptedPackage"] * clave + ["_VBA_PROJECT_CUR"] * macros
    entradas, contenidos = b"", b""
    for numero, nombre in enumerate(nombres):
        escrito = nombre.encode("utf-16-le") + b"\x00\x00"
        tipo = 5 if numero == 0 else 2
        primero = 0xFFFFFFFE if numero == 0 else numero + 2
        entradas += escrito.ljust(64, b"\x00") + struct.pack("<HB", len(escrito), tipo)
        entradas += b"\x00" * 49 + struct.pack("<IQ", primero, 512)
        contenidos += corrientes.get(nombre, b"").ljust(512, b"\x00") if numero else b""
    directorio = entradas.ljust(1024, b"\x00")
    tabla = [0xFFFFFFFD, 2, 0xFFFFFFFE] + [0xFFFFFFFE] * (len(nombres) - 1)
    tabla += [0xFFFFFFFF] * (128 - len(tabla))
    cabeza = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6)
    cabeza += (
        b"\x00" * 10
        + struct.pack("<I", 1)
        + struct.pack("<I", 1)
        + struct.pack("<6I", 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    cabeza += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return cabeza + struct.pack("<128I", *tabla) + directorio + contenidos
