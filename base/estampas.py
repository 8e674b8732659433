"""A picture for whoever shares an address: a drawing of bricks with words on it."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from . import ladrillos

ANCHO, ALTO = 1200, 630
LETRAS = Path(__file__).parent / "static" / "base" / "fonts"
PAPEL, TINTA, GRIS = "#FAF7F2", "#1E2322", "#5B625F"


def _letra(archivo, tamano, peso):
    letra = ImageFont.truetype(LETRAS / archivo, tamano)
    letra.set_variation_by_axes([peso])
    return letra


def _renglones(texto, letra, ancho):
    renglones, actual = [], ""
    for palabra in texto.split():
        if actual and letra.getlength(f"{actual} {palabra}") > ancho:
            renglones.append(actual)
            actual = palabra
        else:
            actual = f"{actual} {palabra}".strip()
    return [*renglones, actual]


def dibujar(semilla, ods, tema, titulo, pie):
    """The PNG, 1200 × 630. ``semilla``, ``ods`` and ``tema`` choose the bricks (``ladrillos.cubierta``)."""
    imagen = Image.new("RGB", (ANCHO, ALTO))
    dibujo = ImageDraw.Draw(imagen)
    ladrillos.pintar(ladrillos.cubierta(semilla, ods, tema, ANCHO, ALTO), dibujo)
    for tamano in (64, 56, 48, 40):
        letra = _letra("fraunces.woff2", tamano, 540)
        renglones = _renglones(titulo, letra, 960)
        if len(renglones) <= 3:
            break
    interlinea, pequena = int(tamano * 1.14), _letra("public-sans.woff2", 26, 500)
    alto = 56 + interlinea * len(renglones) + 72
    dibujo.rectangle((0, ALTO - alto, 1080, ALTO), fill=PAPEL)
    y = ALTO - alto + 36
    for renglon in renglones:
        dibujo.text((60, y), renglon, font=letra, fill=TINTA)
        y += interlinea
    dibujo.text((60, y + 22), pie, font=pequena, fill=GRIS)
    memoria = io.BytesIO()
    imagen.quantize(64).save(memoria, "PNG", optimize=True)
    return memoria.getvalue()
