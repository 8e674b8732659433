"""The picture of a practice for whoever shares it: its brick cover with its title on it."""

import io
from pathlib import Path

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

import base
from base import generacion, ladrillos

from ..publico.paginas import de_una_practica

ANCHO, ALTO = 1200, 630
LETRAS = Path(base.__file__).parent / "static" / "base" / "fonts"
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


def dibujar(ficha):
    """The PNG of a ``FichaPublica``, 1200 × 630."""
    imagen = Image.new("RGB", (ANCHO, ALTO))
    dibujo = ImageDraw.Draw(imagen)
    ods = [uno.numero for uno in ficha.ods]
    tema = ficha.tema.codigo if ficha.tema else ""
    ladrillos.pintar(ladrillos.cubierta(str(ficha.clave), ods, tema, ANCHO, ALTO), dibujo)
    for tamano in (64, 56, 48, 40):
        titulo = _letra("fraunces.woff2", tamano, 540)
        renglones = _renglones(ficha.titulo, titulo, 960)
        if len(renglones) <= 3:
            break
    interlinea, pequena = int(tamano * 1.14), _letra("public-sans.woff2", 26, 500)
    alto = 56 + interlinea * len(renglones) + 72
    dibujo.rectangle((0, ALTO - alto, 1080, ALTO), fill=PAPEL)
    y = ALTO - alto + 36
    for renglon in renglones:
        dibujo.text((60, y), renglon, font=titulo, fill=TINTA)
        y += interlinea
    with override(ficha.idioma):
        pie = _("Banco de Buenas Prácticas de Bogotá")
    dibujo.text((60, y + 22), pie, font=pequena, fill=GRIS)
    memoria = io.BytesIO()
    imagen.quantize(64).save(memoria, "PNG", optimize=True)
    return memoria.getvalue()


@require_safe
@de_una_practica
@cache_control(public=True, max_age=3600)
def estampa(request, pagina):
    clave, guardadas = f"estampa:{generacion.actual()}:{pagina.pk}", caches["documentos"]
    if (png := guardadas.get(clave)) is None:
        png = dibujar(pagina.publicada)
        guardadas.set(clave, png)
    return HttpResponse(png, content_type="image/png")
