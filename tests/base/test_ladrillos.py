"""The cover of a practice is the same today as yesterday, and on the page the same as in the picture that is shared."""

from hashlib import blake2b

import pytest
from PIL import Image, ImageColor, ImageDraw

from base import ladrillos

DE_AYER = {
    "movilidad": "11464ddfb0b511a2",
    "ambiente-clima": "d8c26691395dbc63",
    "cultura": "072b2718711fef0c",
    "gobierno": "29b220a746366a4c",
    "": "4c3d8b11cc095053",
}


@pytest.mark.parametrize("tema", DE_AYER)
def test_la_de_siempre(tema):
    puestas = [ladrillos.cubierta(f"práctica {n}", [n, 11, 17 - n], tema, 1200, 630 - 30 * n) for n in range(1, 6)]
    dibujo = "".join(map(ladrillos.en_svg, puestas))
    assert blake2b(dibujo.encode(), digest_size=8).hexdigest() == DE_AYER[tema]


@pytest.mark.parametrize("tema", DE_AYER)
def test_en_la_imagen_esta_cada_ladrillo(tema):
    puesta = ladrillos.cubierta("una práctica", [3, 11], tema)
    imagen = Image.new("RGB", (puesta.ancho, puesta.alto))
    ladrillos.pintar(puesta, ImageDraw.Draw(imagen))
    mortero = ImageColor.getrgb(puesta.mortero)
    assert mortero in {color for _cuantos, color in imagen.getcolors(100)}
    for capa in puesta.capas:
        for x, y, largo, de_pie in capa.ladrillos:
            medio = (x, y + largo // 2) if de_pie else (x + largo // 2, y)
            if 0 <= medio[0] < puesta.ancho and 0 <= medio[1] < puesta.alto:
                assert imagen.getpixel(medio) == ImageColor.getrgb(capa.color), (capa, medio)
