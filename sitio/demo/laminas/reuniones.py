"""Scenes of meeting: the hall, the table and the network."""

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
    mezcla,
)


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
        m.ciudad(
            capa, 450, "ventana", (LADRILLO_3, LADRILLO_2, PAPEL_3, LADRILLO), PAPEL_2, altos=(30, 90), anchos=(60, 110)
        )

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
    _busto(li, 1452, 610, 150, PARAMO, PIELES[0], largo=True)
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
    li.linea(
        [
            (x - h * 0.24, y - h * 0.86),
            (x - h * 0.24, y - h * 0.36),
            (x + h * 0.16, y - h * 0.36),
            (x + h * 0.26, y - h * 0.08),
            (x + h * 0.42, y - h * 0.06),
        ],
        TINTA,
        h * 0.045,
    )
    li.linea(
        [(x - h * 0.10, y - h * 0.47), (x + h * 0.22, y - h * 0.47), (x + h * 0.32, y - h * 0.12)],
        CIELO_OSCURO,
        h * 0.13,
    )
    li.linea([(x + h * 0.30, y - h * 0.09), (x + h * 0.42, y - h * 0.09)], TINTA, h * 0.07)
    li.linea([(x - h * 0.10, y - h * 0.50), (x - h * 0.06, y - h * 0.86)], ropa, h * 0.25)
    li.linea(
        [(x - h * 0.05, y - h * 0.84), (x + h * 0.10, y - h * 0.66), (x + h * 0.30, y - h * 0.70)],
        mezcla(ropa, TINTA, 0.18),
        h * 0.08,
    )
    li.circ(x + h * 0.31, y - h * 0.70, h * 0.045, piel)
    li.circ(x - h * 0.01, y - h * 1.12, h * 0.125, piel)
    li.sector(x - h * 0.02, y - h * 1.14, h * 0.14, 160, 345, TINTA)
    m.rueda(li, x - h * 0.04, y - h * 0.27, h * 0.27, TINTA, h * 0.04, radios=6)
    m.rueda(li, x + h * 0.22, y - h * 0.07, h * 0.07, TINTA, h * 0.03)


def acuerdo_simbolico(li):
    """A round table from above, one sheet in the middle and the hands of everyone around it."""
    espiga = (PAPEL_3, mezcla(PAPEL_3, PAPEL_2, 0.45), mezcla(PAPEL_3, PAPEL_4, 0.2))
    li.rect(0, 0, 1600, 1000, mezcla(PAPEL_3, PAPEL_4, 0.6))
    azar = random.Random("espiga")
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
            trazo.append(
                hoja(x + 92 * u + 9 * math.sin(giro + i), y + alza * math.sin(giro * 0.98) - 4 * math.cos(giro * 0.5))
            )
        li.linea(trazo, color, 4)
        li.linea([hoja(x - 4, y + 20), hoja(x + 100, y + 20)], PAPEL_3, 3)
    brazos = (
        (200, PARAMO, 0),
        (152, CIELO, 3),
        (98, SOL, 1),
        (28, LADRILLO_OSCURO, 2),
        (-22, PAPEL, 0),
        (-72, CIELO_2, 3),
        (-118, PARAMO_2, 1),
    )
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


def sistema_distrital_cooperacion(li):
    """Three circles that coordinate and twenty that move, joined by fine lines."""
    li.rect(0, 0, 1600, 1000, PAPEL)
    cx, cy = 800, 500
    for rx, ry, tono in (
        (760, 474, PAPEL_2),
        (560, 350, mezcla(PAPEL_2, PAPEL_3, 0.45)),
        (350, 226, mezcla(PAPEL_2, PAPEL_3, 0.9)),
    ):
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
    pares = (
        (LADRILLO, LADRILLO_3),
        (CIELO, CIELO_3),
        (PARAMO, PARAMO_3),
        (SOL, SOL_2),
        (LADRILLO_2, PAPEL),
        (CIELO_2, PAPEL),
        (PARAMO_2, PARAMO_4),
    )
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
