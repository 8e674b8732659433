"""Flat illustrations of the demonstration, drawn in code: one for each practice, three for the one that is an example.

They stand in for photographs, which need rights and people's consent. All of them share the palette of the site and
the horizon of Bogotá's eastern hills, and none of them carries words.
"""

from . import calle, campo, ejemplo, mapa, reuniones
from .trazo import ALTO, ANCHO, Lienzo

ESCENAS = {
    "inicio": campo.inicio,
    "acuerdo-simbolico": reuniones.acuerdo_simbolico,
    "bogota-aprende": campo.bogota_aprende,
    "cade-supercade": reuniones.cade_supercade,
    "camad": calle.camad,
    "ceacsc": mapa.ceacsc,
    "ciclorrutas": campo.ciclorrutas,
    "ciclovia": calle.ciclovia,
    "ejemplo-entrega": ejemplo.entrega,
    "ejemplo-local": ejemplo.local,
    "ejemplo-taller": ejemplo.taller,
    "festivales-al-parque": campo.festivales_al_parque,
    "programa-buenas-practicas": mapa.programa_buenas_practicas,
    "seguimiento-planes-accion": campo.seguimiento_planes_accion,
    "sistema-distrital-cooperacion": reuniones.sistema_distrital_cooperacion,
    "transmilenio-biotaxis": calle.transmilenio_biotaxis,
}


def nombres() -> list[str]:
    """Return the names that ``lamina`` knows."""
    return list(ESCENAS)


def lamina(nombre: str, ancho: int = ANCHO, alto: int = ALTO) -> bytes:
    """Return the illustration ``nombre`` as PNG bytes of ``ancho`` × ``alto`` pixels.

    The scene covers the whole surface and is cropped at the centre when the proportions differ. The same arguments
    give the same bytes. Raises ``KeyError`` when no illustration has that name.
    """
    lienzo = Lienzo(ancho, alto)
    ESCENAS[nombre](lienzo)
    return lienzo.png()
