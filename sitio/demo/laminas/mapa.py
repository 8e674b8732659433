"""Scenes seen from above: the plan of the city and the map of the world."""

import math
import random

from .trazo import (
    CIELO,
    CIELO_2,
    CIELO_3,
    CIELO_4,
    CIELO_OSCURO,
    LADRILLO,
    LADRILLO_2,
    LADRILLO_3,
    LADRILLO_OSCURO,
    PAPEL,
    PAPEL_2,
    PAPEL_3,
    PAPEL_4,
    PARAMO,
    PARAMO_2,
    PARAMO_3,
    PARAMO_4,
    SOL,
    SOL_2,
    TINTA,
    arco_entre,
    mezcla,
    suave,
)


def ceacsc(li):
    """A plan of the city with the dots that an analyst looks at, one group under a magnifying glass."""
    hechos = _hechos()
    _plano(li, 1, 0, 0)
    for x, y, r in hechos:
        _hecho(li, x, y, r)
    cx, cy, radio, aumento = 610, 520, 205, 1.75
    circulo = [(cx + radio * math.cos(a / 60 * math.tau), cy + radio * math.sin(a / 60 * math.tau)) for a in range(60)]
    li.linea([(cx + 160, cy + 160), (cx + 330, cy + 330)], TINTA, 46)
    li.linea([(cx + 215, cy + 215), (cx + 325, cy + 325)], LADRILLO_OSCURO, 30)
    li.circ(cx, cy, radio + 24, TINTA)

    def aumentado(capa):
        _plano(capa, aumento, cx, cy)
        for x, y, r in hechos:
            _hecho(capa, cx + (x - cx) * aumento, cy + (y - cy) * aumento, r * aumento)

    li.recorte(circulo, aumentado)
    arco = [
        (cx + (radio - 24) * math.cos(a), cy + (radio - 24) * math.sin(a))
        for a in (math.radians(d) for d in range(195, 262, 3))
    ]
    li.linea(arco, PAPEL, 11)


def _hechos():
    azar = random.Random("ceacsc")
    focos = ((600, 520, 95, 16), (260, 250, 90, 7), (980, 760, 110, 9), (1010, 270, 80, 6), (250, 800, 120, 5))
    puntos = []
    for fx, fy, radio, n in focos:
        intentos = 0
        while n and intentos < 400:
            intentos += 1
            a, d, r = azar.uniform(0, math.tau), radio * azar.random() ** 0.6, azar.choice((8, 10, 13, 18))
            x, y = fx + d * math.cos(a), fy + d * math.sin(a)
            if all(math.dist((x, y), q[:2]) > r + q[2] + 7 for q in puntos):
                puntos.append((x, y, r))
                n -= 1
    return puntos


def _hecho(li, x, y, r):
    li.circ(x, y, r * 1.5, SOL_2)
    li.circ(x, y, r, LADRILLO)


def _plano(li, k, cx, cy):
    """The plan itself, scaled by ``k`` around (cx, cy)."""

    def t(x, y):
        return (cx + (x - cx) * k, cy + (y - cy) * k)

    def gira(x, y):
        a = math.radians(-14)
        dx, dy = x - 700, y - 500
        return t(700 + dx * math.cos(a) - dy * math.sin(a), 500 + dx * math.sin(a) + dy * math.cos(a))

    azar = random.Random("manzanas")
    li.rect(0, 0, 1600, 1000, PAPEL)
    tonos = (
        PAPEL_3,
        PAPEL_3,
        PAPEL_3,
        PAPEL_2,
        PAPEL_2,
        PAPEL_4,
        LADRILLO_3,
        mezcla(LADRILLO_3, PAPEL_3, 0.5),
        CIELO_4,
        CIELO_3,
    )
    x = -420
    while x < 1400:
        ancho = azar.choice((62, 78, 96, 128))
        y = -420
        while y < 1400:
            alto = azar.choice((46, 60, 60, 92))
            tono = azar.choice(tonos)
            parque = azar.random() < 0.07
            li.poli(
                [gira(x, y), gira(x + ancho, y), gira(x + ancho, y + alto), gira(x, y + alto)],
                PARAMO_3 if parque else tono,
            )
            if parque:
                for i in range(3):
                    px, py = gira(x + ancho * (0.25 + 0.25 * i), y + alto * (0.35 if i % 2 else 0.62))
                    li.circ(px, py, 9 * k, PARAMO_2)
            y += alto + (26 if azar.random() < 0.12 else 11)
        x += ancho + (30 if azar.random() < 0.2 else 12)
    rio = suave([t(-40, 560), t(180, 640), t(330, 700), t(480, 860), t(520, 1040)], 16)
    li.linea(rio, PAPEL, 54 * k)
    li.linea(rio, CIELO_2, 30 * k)
    avenida = suave([t(340, -40), t(470, 250), t(760, 560), t(900, 1040)], 20)
    li.linea(avenida, PAPEL, 40 * k)
    li.linea(avenida, PAPEL_4, 5 * k)
    # Eastern hills as contour lines.
    for i, tono in enumerate(
        (PARAMO_4, PARAMO_3, mezcla(PARAMO_3, PARAMO_2, 0.6), PARAMO_2, mezcla(PARAMO_2, PARAMO, 0.6), PARAMO)
    ):
        borde = [
            t(1150 + 82 * i + 42 * math.sin(y / 120 + i * 0.55) + 26 * math.sin(y / 47 + i), y)
            for y in range(-60, 1100, 40)
        ]
        li.poli([*suave(borde, 6), t(1800, 1100), t(1800, -60)], tono)


# Rough outlines of the continents, as «longitude latitude» pairs; only good enough for a grid of dots.
CONTINENTES = tuple(
    tuple(tuple(float(v) for v in par.split()) for par in contorno.split(","))
    for contorno in (
        (
            "-168 66, -156 71, -128 70, -95 73, -82 70, -94 60, -82 53, -78 60, -66 60, -56 52, -66 45, -70 42, "
            "-75 37, -81 31, -80 26, -83 29, -90 30, -97 27, -97 20, -91 18, -87 21, -88 16, -83 14, -83 9, -77 "
            "8, -80 7, -86 11, -94 16, -105 20, -112 30, -117 33, -124 40, -124 48, -134 58, -150 60, -160 56, "
            "-165 61"
        ),
        (
            "-77 9, -72 12, -61 10, -51 4, -35 -6, -39 -14, -41 -22, -49 -27, -57 -36, -65 -42, -68 -52, -74 -52, "
            "-73 -38, -70 -20, -76 -14, -81 -5, -79 2"
        ),
        (
            "-10 36, -9 43, -1 46, 3 51, 8 56, 5 60, 14 67, 26 71, 40 67, 68 70, 105 76, 140 73, 178 68, 162 60, "
            "156 52, 140 54, 136 44, 128 40, 121 37, 121 28, 109 20, 107 11, 100 14, 103 2, 97 17, 88 22, 80 14, "
            "77 8, 72 20, 60 25, 51 28, 57 20, 45 13, 37 25, 35 32, 28 37, 23 38, 17 41, 12 44, 3 42, -2 37"
        ),
        (
            "-16 14, -17 21, -9 32, 10 37, 20 32, 33 31, 37 20, 43 12, 51 11, 40 -4, 40 -16, 33 -27, 26 -34, 18 "
            "-34, 12 -18, 9 3, -6 5"
        ),
        "114 -22, 122 -17, 131 -12, 137 -16, 142 -11, 153 -27, 150 -37, 139 -36, 130 -32, 116 -35",
        "-55 60, -70 77, -35 83, -20 74",
        "-10 52, -5 58, 1 52, -5 50",
        "130 32, 137 37, 141 44, 141 36",
        "95 5, 105 -5, 118 -9, 118 5, 108 2",
        "131 -2, 150 -7, 147 -9, 138 -7",
        "167 -46, 173 -35, 178 -38, 172 -43",
        "44 -24, 49 -13, 50 -17, 47 -25",
        "-84 22, -75 20, -68 19, -77 23",
        "120 18, 124 8, 126 7, 122 17",
    )
)


def _dentro(x, y, poligono):
    dentro = False
    for (ax, ay), (bx, by) in zip(poligono, (*poligono[1:], poligono[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            dentro = not dentro
    return dentro


def _en_mapa(lon, lat):
    return (62 + (lon + 170) * 4.22, 590 - lat * 5.5)


def programa_buenas_practicas(li):
    """A world of dots with Bogotá in it, and arcs that come and go."""
    li.rect(0, 0, 1600, 1000, CIELO_OSCURO)
    paso = 3.0
    lat = 82.0
    fila = 0
    while lat > -56:
        lon = -172 + (paso * 0.62 if fila % 2 else 0)
        while lon < 180:
            if any(_dentro(lon, lat, c) for c in CONTINENTES):
                li.circ(*_en_mapa(lon, lat), 4.7, CIELO_2 if (fila + round(lon)) % 3 else mezcla(CIELO_2, CIELO, 0.35))
            lon += paso * 1.24
        lat -= paso
        fila += 1
    bogota = _en_mapa(-74, 4.6)
    for r, tono in ((150, 0.10), (104, 0.2), (62, 0.36)):
        li.aro(*bogota, r, mezcla(CIELO_OSCURO, SOL, tono), 4)
    llegan = ((5, 52, 88), (13, 52, 128), (-0.5, 51.5, 52), (127, 37, 290), (-122, 45, -60), (151, -34, -230))
    salen = (
        (-99, 19, -34),
        (-58, -34, 40),
        (-3.7, 40, -44),
        (-46, -23, 34),
        (-77, -12, -16),
        (28, 41, -70),
        (103, 1.5, -120),
    )
    for grupo, color, ancho in ((salen, LADRILLO_2, 5.5), (llegan, SOL, 5.5)):
        for lon_, lat_, alto in grupo:
            fin = _en_mapa(lon_, lat_)
            li.linea(arco_entre(bogota, fin, alto), color, ancho)
            li.circ(*fin, 15, CIELO_OSCURO)
            li.circ(*fin, 11, color)
    li.circ(*bogota, 32, CIELO_OSCURO)
    li.circ(*bogota, 27, PAPEL)
    li.circ(*bogota, 16, LADRILLO)
