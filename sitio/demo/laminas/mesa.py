"""Scenes seen indoors or from above: the plan, the hall, the table, the map and the network."""

import math
import random

from . import motivos as m
from .trazo import (
    CIELO,
    CIELO_2,
    CIELO_3,
    CIELO_4,
    CIELO_OSCURO,
    GRIS,
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
    PARAMO_OSCURO,
    PIELES,
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
    arco = [(cx + (radio - 24) * math.cos(a), cy + (radio - 24) * math.sin(a)) for a in (math.radians(d) for d in range(195, 262, 3))]
    li.linea(arco, PAPEL, 11)


def _hechos():
    azar = random.Random("ceacsc")  # noqa: S311 - decoration, not secrecy
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

    azar = random.Random("manzanas")  # noqa: S311 - decoration, not secrecy
    li.rect(0, 0, 1600, 1000, PAPEL)
    tonos = (PAPEL_3, PAPEL_3, PAPEL_3, PAPEL_2, PAPEL_2, PAPEL_4, LADRILLO_3, mezcla(LADRILLO_3, PAPEL_3, 0.5), CIELO_4, CIELO_3)
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
    for i, tono in enumerate((PARAMO_4, PARAMO_3, mezcla(PARAMO_3, PARAMO_2, 0.6), PARAMO_2, mezcla(PARAMO_2, PARAMO, 0.6), PARAMO)):
        borde = [
            t(1150 + 82 * i + 42 * math.sin(y / 120 + i * 0.55) + 26 * math.sin(y / 47 + i), y) for y in range(-60, 1100, 40)
        ]
        li.poli([*suave(borde, 6), t(1800, 1100), t(1800, -60)], tono)


def cade_supercade(li):
    """A bright hall: one long counter, equal places, people waiting without hurry."""
    li.rect(0, 0, 1600, 1000, PAPEL_2)
    li.rect(0, 0, 1600, 70, PAPEL_3)
    # Windows and the hills beyond.
    marco = [(70, 110), (1530, 110), (1530, 440), (70, 440)]

    def paisaje(capa):
        capa.rect(0, 0, 1600, 1000, CIELO_4)
        capa.circ(1170, 190, 50, SOL)
        m.cordillera(capa, 380, (PARAMO_4, PARAMO_3, PARAMO_2), alto=250)
        m.ciudad(capa, 450, "ventana", (LADRILLO_3, LADRILLO_2, PAPEL_3, LADRILLO), PAPEL_2, altos=(30, 90), anchos=(60, 110))

    li.recorte(marco, paisaje)
    for x in range(70, 1532, 243):
        li.rect(x - 7, 104, 14, 342, PAPEL)
    li.rect(62, 100, 1476, 14, PAPEL)
    li.rect(62, 196, 1476, 7, PAPEL)
    li.rect(62, 434, 1476, 16, PAPEL)
    for x in (240, 620, 1000, 1380):
        li.linea([(x, 0), (x, 128)], TINTA, 4)
        li.sector(x, 172, 52, 180, 360, LADRILLO)
        li.sector(x, 172, 20, 0, 180, SOL)
    li.rect(0, 700, 1600, 300, mezcla(PAPEL_3, PAPEL_4, 0.4))
    for x in range(-800, 2400, 140):
        li.linea([(800 + (x - 800) * 0.8, 700), (800 + (x - 800) * 1.7, 1000)], mezcla(PAPEL_3, PAPEL_4, 0.8), 3)
    for y in (742, 806, 896):
        li.linea([(-10, y), (1610, y)], mezcla(PAPEL_3, PAPEL_4, 0.8), 3)
    puestos = (235, 520, 805, 1090)
    ropas = (PARAMO, CIELO, PARAMO, CIELO)
    for i, x in enumerate(puestos):
        _busto(li, x + 36, 560, 150, ropas[i], PIELES[(i * 3 + 1) % 4], largo=i % 2 == 0)
        li.rect(x - 92, 452, 84, 62, TINTA, radio=6)
        li.rect(x - 85, 459, 70, 48, CIELO_3, radio=3)
        li.rect(x - 56, 510, 12, 40, TINTA)
    li.rect(90, 540, 1420, 22, PAPEL, radio=4)
    m.ladrillos(li, 110, 562, 1490, 722, m.MURO, LADRILLO_OSCURO, alto=23, largo=58, semilla="mostrador")
    li.rect(110, 562, 1380, 12, mezcla(LADRILLO_OSCURO, TINTA, 0.3))
    # The last place is lower, for whoever comes on wheels.
    li.rect(1270, 536, 240, 90, PAPEL_2)
    _busto(li, 1452, 622, 150, PARAMO, PIELES[0], largo=True)
    li.rect(1330, 522, 84, 62, TINTA, radio=6)
    li.rect(1337, 529, 70, 48, CIELO_3, radio=3)
    li.rect(1366, 582, 12, 32, TINTA)
    li.rect(1256, 610, 254, 20, PAPEL, radio=4)
    li.rect(1256, 536, 14, 80, LADRILLO_OSCURO)
    # People being served.
    castano = mezcla(LADRILLO_OSCURO, TINTA, 0.4)
    m.persona(li, 190, 792, 285, SOL, PIELES[2], pantalon=CIELO_OSCURO, paso=0.05, espalda=True)
    m.persona(li, 480, 792, 270, LADRILLO_3, PIELES[0], falda=True, largo=True, espalda=True)
    m.persona(li, 752, 792, 292, CIELO_2, PIELES[3], pelo=castano, paso=0.05, espalda=True)
    m.persona(li, 830, 792, 165, SOL, PIELES[3], pelo=castano, paso=0.06, pantalon=PARAMO, espalda=True)
    m.persona(li, 1052, 792, 262, PAPEL, PIELES[1], pelo=PAPEL_4, pantalon=GRIS, paso=0.05, espalda=True)
    _silla_de_ruedas(li, 1330, 812, 205)
    # People waiting, seen from behind.
    for x0, n in ((120, 5), (960, 5)):
        li.rect(x0, 905, n * 104 + 20, 22, PARAMO_OSCURO, radio=8)
        for k in range(n):
            x = x0 + 62 + k * 104
            vacio = (x0 > 500 and k == 1) or (x0 < 500 and k == 3)
            if not vacio:
                j = k + (2 if x0 > 500 else 0)
                li.rect(x - 36, 862, 72, 110, (CIELO, LADRILLO_2, SOL, PARAMO_2, PAPEL, CIELO_2, LADRILLO)[j], radio=30)
                li.circ(x, 838, 29, PIELES[(j * 2 + 1) % 4])
                li.circ(x, 832, 31, (TINTA, mezcla(LADRILLO_OSCURO, TINTA, 0.4), TINTA, PAPEL_4, TINTA, GRIS, TINTA)[j])
            li.rect(x - 44, 916, 88, 84, PARAMO, radio=12)


def _busto(li, x, y, h, ropa, piel, largo=False):
    """A person behind the counter, cut by it at ``y``."""
    if largo:
        li.rect(x - h * 0.19, y - h * 0.98, h * 0.38, h * 0.5, TINTA, radio=h * 0.17)
    li.rect(x - h * 0.27, y - h * 0.50, h * 0.54, h * 0.62, ropa, radio=h * 0.2)
    li.rect(x - h * 0.06, y - h * 0.62, h * 0.12, h * 0.16, mezcla(piel, TINTA, 0.15))
    li.circ(x, y - h * 0.80, h * 0.185, TINTA)
    li.circ(x, y - h * (0.745 if largo else 0.75), h * 0.15, piel)


def _silla_de_ruedas(li, x, y, h):
    """A person in a wheelchair, facing the counter to the right."""
    piel, ropa = PIELES[2], LADRILLO
    li.linea([(x - h * 0.24, y - h * 0.86), (x - h * 0.24, y - h * 0.36), (x + h * 0.16, y - h * 0.36), (x + h * 0.26, y - h * 0.08), (x + h * 0.42, y - h * 0.06)], TINTA, h * 0.045)
    li.linea([(x - h * 0.10, y - h * 0.47), (x + h * 0.22, y - h * 0.47), (x + h * 0.32, y - h * 0.12)], CIELO_OSCURO, h * 0.13)
    li.linea([(x + h * 0.30, y - h * 0.09), (x + h * 0.42, y - h * 0.09)], TINTA, h * 0.07)
    li.linea([(x - h * 0.10, y - h * 0.50), (x - h * 0.06, y - h * 0.86)], ropa, h * 0.25)
    li.linea([(x - h * 0.05, y - h * 0.84), (x + h * 0.10, y - h * 0.66), (x + h * 0.30, y - h * 0.70)], mezcla(ropa, TINTA, 0.18), h * 0.08)
    li.circ(x + h * 0.31, y - h * 0.70, h * 0.045, piel)
    li.circ(x - h * 0.01, y - h * 1.12, h * 0.125, piel)
    li.sector(x - h * 0.02, y - h * 1.14, h * 0.14, 160, 345, TINTA)
    m.rueda(li, x - h * 0.04, y - h * 0.27, h * 0.27, TINTA, h * 0.04, radios=6)
    m.rueda(li, x + h * 0.22, y - h * 0.07, h * 0.07, TINTA, h * 0.03)


def acuerdo_simbolico(li):
    """A round table from above, one sheet in the middle and the hands of everyone around it."""
    espiga = (PAPEL_3, mezcla(PAPEL_3, PAPEL_2, 0.45), mezcla(PAPEL_3, PAPEL_4, 0.2))
    li.rect(0, 0, 1600, 1000, mezcla(PAPEL_3, PAPEL_4, 0.6))
    azar = random.Random("espiga")  # noqa: S311 - decoration, not secrecy
    paso = 46
    for fila in range(-4, 50):
        for col in range(-2, 12):
            x, y = col * paso * 4 + (fila % 4) * paso, fila * paso
            li.rect(x + 2, y + 2, paso * 2 - 4, paso - 4, azar.choice(espiga))
            li.rect(x + paso * 2 + 2, y + 2 - paso, paso - 4, paso * 2 - 4, azar.choice(espiga))
    cx, cy, r = 800, 500, 432
    li.circ(cx + 10, cy + 18, r + 4, PAPEL_4)
    li.circ(cx, cy, r, LADRILLO)
    li.circ(cx, cy, r - 16, mezcla(LADRILLO, LADRILLO_2, 0.55))
    for k in range(5):
        li.aro(cx, cy, r - 70 - 74 * k, mezcla(LADRILLO, LADRILLO_2, 0.42), 3)
    # The sheet.
    a = math.radians(-7)

    def hoja(x, y):
        return (cx + x * math.cos(a) - y * math.sin(a), cy + x * math.sin(a) + y * math.cos(a))

    li.poli([hoja(-142, -182), hoja(158, -182), hoja(158, 208), hoja(-142, 208)], mezcla(LADRILLO, TINTA, 0.25))
    li.poli([hoja(-150, -195), hoja(150, -195), hoja(150, 195), hoja(-150, 195)], PAPEL)
    li.poli([hoja(-112, -160), hoja(20, -160), hoja(20, -146), hoja(-112, -146)], PARAMO)
    for k in range(5):
        fin = (112, 96, 112, 104, 60)[k]
        li.linea([hoja(-110, -112 + 26 * k), hoja(fin, -112 + 26 * k)], PAPEL_4, 6)
    firmas = ((-108, 58, CIELO), (18, 62, LADRILLO), (-108, 112, PARAMO), (18, 116, TINTA), (-108, 164, LADRILLO_2))
    for i, (x, y, color) in enumerate(firmas):
        trazo = []
        for j in range(91):
            u, giro = j / 90, j / 90 * math.tau * (2.6 + 0.5 * i)
            alza = 17 * (1 - u) ** 0.7 + 3
            trazo.append(hoja(x + 92 * u + 9 * math.sin(giro + i), y + alza * math.sin(giro * 0.98) - 4 * math.cos(giro * 0.5)))
        li.linea(trazo, color, 4)
        li.linea([hoja(x - 4, y + 20), hoja(x + 100, y + 20)], PAPEL_3, 3)
    brazos = ((200, PARAMO, 0), (152, CIELO, 3), (98, SOL, 1), (28, LADRILLO_OSCURO, 2), (-22, PAPEL, 0), (-72, CIELO_2, 3), (-118, PARAMO_2, 1))
    for i, (grados, manga, tono) in enumerate(brazos):
        _brazo(li, cx, cy, grados, manga, PIELES[tono], con_pluma=i == 3, cerca=250 if i != 3 else 205)
    # Two cups keep company.
    for x, y in ((548, 250), (1010, 806)):
        li.circ(x + 4, y + 7, 44, mezcla(LADRILLO, TINTA, 0.2))
        li.circ(x, y, 44, PAPEL)
        li.circ(x, y, 30, mezcla(LADRILLO_OSCURO, TINTA, 0.55))


def _brazo(li, cx, cy, grados, manga, piel, con_pluma=False, cerca=250):
    """An arm that comes from the edge at ``grados`` and rests its hand at ``cerca`` units of the centre."""
    ang = math.radians(grados)
    ux, uy = math.cos(ang), math.sin(ang)

    def p(d, lado):
        return (cx + ux * d - uy * lado, cy + uy * d + ux * lado)

    borde = 1050
    sombra = mezcla(LADRILLO, TINTA, 0.22)
    li.linea([(x + 8, y + 14) for x, y in (p(cerca + 62, 0), p(430, 0))], sombra, 84)
    for k, (lado, largo) in enumerate(((-33, 52), (-12, 66), (11, 64), (32, 46))):
        if con_pluma and k > 1:
            largo = 30
        li.linea([p(cerca + 40, lado * 0.85), p(cerca + 40 - largo, lado * 1.05)], mezcla(piel, TINTA, 0.1), 20)
    li.linea([p(cerca + 66, 36), p(cerca + 18, 62)], mezcla(piel, TINTA, 0.1), 21)
    li.linea([p(cerca + 58, 0), p(cerca + 44, 0)], piel, 84)
    li.linea([p(cerca + 90, 0), p(cerca + 150, 0)], piel, 58)
    li.linea([p(cerca + 168, 0), p(borde, 0)], manga, 104)
    li.linea([p(cerca + 132, -44), p(cerca + 132, 44)], mezcla(manga, TINTA if manga != PAPEL else GRIS, 0.22), 26)
    if con_pluma:
        li.linea([p(cerca + 84, 74), p(cerca - 34, -16)], TINTA, 13)
        li.linea([p(cerca - 24, -8), p(cerca - 46, -25)], SOL, 8)


# Rough outlines of the continents (longitude, latitude); only good enough for a grid of dots.
CONTINENTES = (
    ((-168, 66), (-156, 71), (-128, 70), (-95, 73), (-82, 70), (-94, 60), (-82, 53), (-78, 60), (-66, 60), (-56, 52), (-66, 45), (-70, 42), (-75, 37), (-81, 31), (-80, 26), (-83, 29), (-90, 30), (-97, 27), (-97, 20), (-91, 18), (-87, 21), (-88, 16), (-83, 14), (-83, 9), (-77, 8), (-80, 7), (-86, 11), (-94, 16), (-105, 20), (-112, 30), (-117, 33), (-124, 40), (-124, 48), (-134, 58), (-150, 60), (-160, 56), (-165, 61)),
    ((-77, 9), (-72, 12), (-61, 10), (-51, 4), (-35, -6), (-39, -14), (-41, -22), (-49, -27), (-57, -36), (-65, -42), (-68, -52), (-74, -52), (-73, -38), (-70, -20), (-76, -14), (-81, -5), (-79, 2)),
    ((-10, 36), (-9, 43), (-1, 46), (3, 51), (8, 56), (5, 60), (14, 67), (26, 71), (40, 67), (68, 70), (105, 76), (140, 73), (178, 68), (162, 60), (156, 52), (140, 54), (136, 44), (128, 40), (121, 37), (121, 28), (109, 20), (107, 11), (100, 14), (103, 2), (97, 17), (88, 22), (80, 14), (77, 8), (72, 20), (60, 25), (51, 28), (57, 20), (45, 13), (37, 25), (35, 32), (28, 37), (23, 38), (17, 41), (12, 44), (3, 42), (-2, 37)),
    ((-16, 14), (-17, 21), (-9, 32), (10, 37), (20, 32), (33, 31), (37, 20), (43, 12), (51, 11), (40, -4), (40, -16), (33, -27), (26, -34), (18, -34), (12, -18), (9, 3), (-6, 5)),
    ((114, -22), (122, -17), (131, -12), (137, -16), (142, -11), (153, -27), (150, -37), (139, -36), (130, -32), (116, -35)),
    ((-55, 60), (-70, 77), (-35, 83), (-20, 74)), ((-10, 52), (-5, 58), (1, 52), (-5, 50)), ((130, 32), (137, 37), (141, 44), (141, 36)),
    ((95, 5), (105, -5), (118, -9), (118, 5), (108, 2)), ((131, -2), (150, -7), (147, -9), (138, -7)), ((167, -46), (173, -35), (178, -38), (172, -43)),
    ((44, -24), (49, -13), (50, -17), (47, -25)), ((-84, 22), (-75, 20), (-68, 19), (-77, 23)), ((120, 18), (124, 8), (126, 7), (122, 17)),
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
    salen = ((-99, 19, -34), (-58, -34, 40), (-3.7, 40, -44), (-46, -23, 34), (-77, -12, -16), (28, 41, -70), (103, 1.5, -120))
    for grupo, color, ancho in ((salen, LADRILLO_2, 5.5), (llegan, SOL, 5.5)):
        for lon_, lat_, alto in grupo:
            fin = _en_mapa(lon_, lat_)
            li.linea(arco_entre(bogota, fin, alto), color, ancho)
            li.circ(*fin, 15, CIELO_OSCURO)
            li.circ(*fin, 11, color)
    li.circ(*bogota, 32, CIELO_OSCURO)
    li.circ(*bogota, 27, PAPEL)
    li.circ(*bogota, 16, LADRILLO)


def sistema_distrital_cooperacion(li):
    """Three circles that coordinate and twenty that move, joined by fine lines."""
    li.rect(0, 0, 1600, 1000, PAPEL)
    cx, cy = 800, 500
    for rx, ry, tono in ((760, 474, PAPEL_2), (560, 350, mezcla(PAPEL_2, PAPEL_3, 0.45)), (350, 226, mezcla(PAPEL_2, PAPEL_3, 0.9))):
        li.circ(cx, cy, rx, tono, ry=ry)
    nucleo = [(cx + 118 * math.cos(math.radians(a)), cy + 118 * math.sin(math.radians(a))) for a in (-90, 30, 150)]
    nodos = []
    for k in range(20):
        a = math.tau * k / 20 + 0.08
        d = (1.0, 0.78, 0.92, 0.70)[k % 4]
        nodos.append((cx + 660 * d * math.cos(a), cy + 412 * d * math.sin(a), (30, 40, 24, 34, 46)[(k * 3) % 5]))
    for k, (x, y, _r) in enumerate(nodos):
        cercano = min(nucleo, key=lambda n: math.dist(n, (x, y)))
        li.linea([cercano, (x, y)], PARAMO_3, 4)
        li.linea([(x, y), nodos[(k + 1) % 20][:2]], PAPEL_4, 3.5)
        if k % 3 == 0:
            li.linea([(x, y), nodos[(k + 3) % 20][:2]], LADRILLO_3, 3.5)
    for i in range(3):
        li.linea([nucleo[i], nucleo[(i + 1) % 3]], TINTA, 9)
    pares = ((LADRILLO, LADRILLO_3), (CIELO, CIELO_3), (PARAMO, PARAMO_3), (SOL, SOL_2), (LADRILLO_2, PAPEL), (CIELO_2, PAPEL), (PARAMO_2, PARAMO_4))
    for k, (x, y, r) in enumerate(nodos):
        fuerte, claro = pares[(k * 2) % 7]
        li.circ(x, y, r + 7, PAPEL)
        li.circ(x, y, r, fuerte)
        if k % 4 == 0:
            li.circ(x, y, r * 0.5, claro)
        elif k % 4 == 1:
            li.sector(x, y, r, 90, 270, claro)
        elif k % 4 == 2:
            li.sector(x, y, r, 180, 270, claro)
    for (x, y), fuerte, claro in zip(nucleo, (LADRILLO, PARAMO, CIELO), (LADRILLO_3, PARAMO_3, CIELO_3), strict=True):
        li.circ(x, y, 92, PAPEL)
        li.circ(x, y, 82, fuerte)
        li.circ(x, y, 46, claro)
        li.circ(x, y, 22, PAPEL)
