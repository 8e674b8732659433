"""Scenes of the street: the open avenue, clean transport and the mobile health unit."""

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
    suave,
)


def ciclovia(li):
    """A Sunday avenue without cars."""
    li.rect(0, 0, 1600, 1000, CIELO_4)
    li.circ(1270, 190, 86, SOL)
    m.cordillera(li, 470, (mezcla(PARAMO_3, CIELO_4, 0.35), PARAMO_3, PARAMO_2), alto=330)
    muros = (LADRILLO, LADRILLO_2, LADRILLO_3, mezcla(LADRILLO, LADRILLO_OSCURO, 0.5), PAPEL_3)
    m.ciudad(li, 600, "ciclovia", muros, PAPEL, altos=(90, 230), anchos=(80, 150))
    for x, h in ((60, 210), (215, 175), (455, 230), (700, 180), (905, 215), (1130, 185), (1335, 225), (1520, 195)):
        m.arbol(li, x, 622, h, PARAMO if h > 190 else PARAMO_2)
    li.rect(0, 612, 1600, 22, PAPEL_4)
    li.rect(0, 634, 1600, 366, mezcla(PAPEL_3, PAPEL_2, 0.4))
    li.rect(0, 634, 1600, 12, PAPEL_2)
    for x in range(-40, 1640, 150):
        li.poli([(x + 14, 724), (x + 94, 724), (x + 88, 732), (x + 4, 732)], PAPEL)
    # Far lane.
    m.persona(li, 70, 698, 118, SOL, PIELES[2], largo=True, pantalon=PARAMO)
    m.persona(li, 120, 698, 74, CIELO_2, PIELES[2], paso=0.15)
    m.ciclista(li, 330, 698, 23, CIELO, PARAMO, PIELES[0], casco=SOL)
    m.ciclista(li, 600, 698, 23, PAPEL, LADRILLO, PIELES[3], casco=PARAMO, pantalon=CIELO)
    m.persona(li, 930, 698, 122, PARAMO, PIELES[1], paso=0.17, pantalon=GRIS)
    m.persona(li, 985, 698, 116, LADRILLO_2, PIELES[3], paso=0.17, largo=True)
    m.ciclista(li, 1330, 698, 23, LADRILLO, CIELO, PIELES[2], casco=PAPEL, pantalon=PARAMO, sentido=-1)
    m.persona(li, 1425, 698, 112, CIELO_2, PIELES[0], falda=True, largo=True)
    m.persona(li, 1530, 698, 120, SOL, PIELES[1], pantalon=CIELO, pelo=PAPEL_4)
    # Near lane.
    m.ciclista(li, 130, 944, 50, SOL, CIELO, PIELES[1], casco=LADRILLO, pantalon=CIELO_OSCURO)
    m.ciclista(li, 455, 922, 31, LADRILLO_2, PARAMO, PIELES[1], casco=CIELO, pantalon=PARAMO_OSCURO)
    m.ciclista(li, 715, 950, 50, PARAMO, LADRILLO, PIELES[3], casco=CIELO, pantalon=TINTA)
    _patinadora(li, 1120, 940, 246)
    m.persona(li, 1345, 944, 235, CIELO, PIELES[0], pantalon=PAPEL_4)
    m.persona(li, 1422, 944, 130, SOL, PIELES[0], pantalon=LADRILLO)
    _perro(li, 1512, 944, 70)
    m.ladrillos(li, 0, 962, 1600, 1000, m.MURO, LADRILLO_OSCURO, alto=20, largo=56, semilla="anden")


def _patinadora(li, x, y, h):
    """A skater leaning forward, arms open for balance."""
    cadera, hombro = (x, y - h * 0.47), (x + h * 0.10, y - h * 0.79)
    piel, ropa, pelo = PIELES[2], LADRILLO, mezcla(LADRILLO_OSCURO, TINTA, 0.5)
    li.linea(
        [cadera, (x - h * 0.14, y - h * 0.27), (x - h * 0.30, y - h * 0.15)], mezcla(CIELO, TINTA, 0.35), h * 0.085
    )
    li.linea([cadera, (x + h * 0.12, y - h * 0.27), (x + h * 0.06, y - h * 0.06)], CIELO, h * 0.09)
    li.linea([hombro, (x - h * 0.06, y - h * 0.70), (x - h * 0.20, y - h * 0.76)], mezcla(ropa, TINTA, 0.25), h * 0.06)
    li.linea([cadera, hombro], ropa, h * 0.17)
    li.linea([hombro, (x + h * 0.24, y - h * 0.66), (x + h * 0.36, y - h * 0.72)], mezcla(ropa, TINTA, 0.12), h * 0.06)
    li.circ(x + h * 0.36, y - h * 0.72, h * 0.032, piel)
    li.linea([(x + h * 0.115, y - h * 0.83), (x + h * 0.13, y - h * 0.88)], piel, h * 0.07)
    li.linea([(x + h * 0.11, y - h * 0.93), (x - h * 0.02, y - h * 0.90), (x - h * 0.12, y - h * 0.93)], pelo, h * 0.06)
    li.circ(x + h * 0.15, y - h * 0.93, h * 0.08, piel)
    li.sector(x + h * 0.145, y - h * 0.937, h * 0.088, 170, 350, pelo)
    for px, py in ((x + h * 0.07, y), (x - h * 0.32, y - h * 0.09)):
        li.linea([(px - h * 0.06, py - h * 0.05), (px + h * 0.07, py - h * 0.05)], TINTA, h * 0.05)
        for k in (-0.06, 0, 0.06):
            li.circ(px + k * h + h * 0.005, py - h * 0.012, h * 0.018, SOL)


def _perro(li, x, y, h):
    color = mezcla(LADRILLO_OSCURO, TINTA, 0.35)
    li.rect(x - h * 0.55, y - h * 0.68, h * 1.0, h * 0.34, color, radio=h * 0.16)
    for k in (-0.45, -0.28, 0.22, 0.38):
        li.linea([(x + k * h, y - h * 0.4), (x + k * h + h * 0.03, y - h * 0.03)], color, h * 0.11)
    li.linea(
        suave([(x - h * 0.5, y - h * 0.6), (x - h * 0.72, y - h * 0.78), (x - h * 0.70, y - h * 0.95)], 8),
        color,
        h * 0.09,
    )
    li.linea([(x + h * 0.38, y - h * 0.6), (x + h * 0.5, y - h * 0.85)], color, h * 0.2)
    li.circ(x + h * 0.55, y - h * 0.9, h * 0.17, color)
    li.rect(x + h * 0.55, y - h * 0.95, h * 0.28, h * 0.15, color, radio=h * 0.07)
    li.poli([(x + h * 0.44, y - h * 0.98), (x + h * 0.38, y - h * 0.72), (x + h * 0.54, y - h * 0.84)], TINTA)


def transmilenio_biotaxis(li):
    """An articulated bus and an electric taxi under a clear sky."""
    li.rect(0, 0, 1600, 1000, PAPEL_2)
    li.rect(0, 0, 1600, 150, CIELO_4)
    li.rect(0, 150, 1600, 90, mezcla(CIELO_4, PAPEL_2, 0.5))
    li.circ(330, 230, 96, SOL_2)
    li.circ(330, 230, 70, SOL)
    for x, y, w in ((900, 120, 250), (1010, 150, 190), (560, 78, 150), (1370, 210, 160)):
        li.rect(x, y, w, 24, PAPEL, radio=12)
    m.cordillera(li, 520, (PARAMO_4, PARAMO_3, PARAMO_2), alto=330)
    m.santuario(li, 570, 219, 24)
    muros = (LADRILLO_3, PAPEL_3, mezcla(LADRILLO_3, PAPEL_3, 0.5), PAPEL_4)
    m.ciudad(li, 610, "flota", muros, PAPEL, altos=(60, 150), anchos=(70, 130))
    for x in range(70, 1640, 170):
        m.arbol(li, x, 645, 215 + (x * 7) % 50, PARAMO if x % 340 else PARAMO_OSCURO)
    li.rect(0, 630, 1600, 30, PARAMO_2)
    li.rect(0, 655, 1600, 345, mezcla(GRIS, TINTA, 0.45))
    li.rect(0, 655, 1600, 12, PAPEL_4)
    _bus(li, 150, 780, 1110, 236)
    li.rect(0, 800, 1600, 9, SOL)
    for x in range(-60, 1640, 170):
        li.rect(x, 962, 90, 8, PAPEL_3)
    _taxi(li, 900, 925, 480)


def _rueda_de_carro(li, x, y, r):
    li.circ(x, y, r, TINTA)
    li.circ(x, y, r * 0.52, PAPEL_4)
    li.circ(x, y, r * 0.22, GRIS)


def _bus(li, x, y, w, h):
    """An articulated bus facing right, its wheels resting on ``y``."""
    piso, r = y - 34, 40
    union = x + w * 0.50
    li.rect(x + 8, y - 6, w - 10, 12, mezcla(TINTA, GRIS, 0.25), radio=6)
    li.rect(x, piso - h, union - x - 26, h, LADRILLO, radio=22)
    li.rect(union + 26, piso - h, x + w - union - 26, h, LADRILLO, radio=22)
    li.rect(x + w - 120, piso - h, 120, h, LADRILLO, radio=46)
    li.rect(union - 28, piso - h + 14, 56, h - 28, TINTA)
    for k in range(6):
        li.rect(union - 27 + k * 9, piso - h + 10 + (k % 2) * 4, 8, h - 20 - (k % 2) * 8, TINTA if k % 2 else GRIS)
    for a, b in ((x, union - 26), (union + 26, x + w)):
        li.rect(a + 6, piso - 26, b - a - 12, 26, LADRILLO_OSCURO, radio=10)
        li.rect(a + 30, piso - h - 12, (b - a) * 0.36, 14, LADRILLO_OSCURO, radio=6)
        li.rect(a + 2, piso - 60, b - a - 4, 9, SOL)
    vidrio, brillo = CIELO_OSCURO, mezcla(CIELO_2, CIELO, 0.35)
    for a, n in ((x + 24, 5), (union + 46, 4)):
        for k in range(n):
            vx = a + k * 97
            puerta = k in (1, 3)
            alto = h - 42 if puerta else h * 0.46
            li.rect(vx, piso - h + 30, 84, alto, vidrio, radio=8)
            li.poli(
                [
                    (vx + 14, piso - h + 34),
                    (vx + 40, piso - h + 34),
                    (vx + 18, piso - h + 30 + h * 0.42),
                    (vx + 8, piso - h + 30 + h * 0.42),
                ],
                brillo,
            )
            if puerta:
                li.rect(vx + 40, piso - h + 30, 4, alto, LADRILLO)
            else:
                li.circ(vx + 56, piso - h + 92, 15, PIELES[(k + n) % 4])
                li.sector(vx + 56, piso - h + 90, 17, 180, 360, TINTA)
                li.rect(vx + 36, piso - h + 108, 40, h * 0.46 - 78, (SOL, PARAMO_2, CIELO_3, PAPEL)[k % 4], radio=10)
    li.poli(
        [
            (x + w - 92, piso - h + 24),
            (x + w - 34, piso - h + 24),
            (x + w - 10, piso - h + 64),
            (x + w - 6, piso - 92),
            (x + w - 92, piso - 92),
        ],
        vidrio,
    )
    li.poli(
        [(x + w - 70, piso - h + 28), (x + w - 48, piso - h + 28), (x + w - 66, piso - 98), (x + w - 84, piso - 98)],
        brillo,
    )
    li.rect(x + w - 26, piso - 52, 22, 18, SOL_2, radio=6)
    for k in (0.12, 0.40, 0.60, 0.86):
        li.sector(x + w * k, y - r, r + 11, 180, 360, LADRILLO_OSCURO)
        _rueda_de_carro(li, x + w * k, y - r, r)


def _taxi(li, x, y, w):
    """A small yellow taxi facing left, its wheels resting on ``y``."""
    h = w * 0.36
    base = y - h * 0.20
    li.rect(x + 20, y - 7, w - 40, 12, mezcla(TINTA, GRIS, 0.25), radio=6)
    techo = [
        (x + w * 0.20, base - h * 0.46),
        (x + w * 0.34, base - h * 0.88),
        (x + w * 0.50, base - h * 0.95),
        (x + w * 0.68, base - h * 0.90),
        (x + w * 0.88, base - h * 0.48),
    ]
    li.poli([*suave(techo, 12), (x + w * 0.9, base - h * 0.3), (x + w * 0.15, base - h * 0.3)], SOL)
    cuerpo = [
        (x, base - h * 0.22),
        (x + w * 0.05, base - h * 0.40),
        (x + w * 0.22, base - h * 0.49),
        (x + w * 0.60, base - h * 0.50),
        (x + w * 0.92, base - h * 0.47),
        (x + w, base - h * 0.34),
        (x + w, base - h * 0.12),
    ]
    li.poli([*suave(cuerpo, 12), (x + w * 0.98, base), (x + w * 0.01, base)], SOL)
    li.rect(x + w * 0.02, base - h * 0.16, w * 0.96, h * 0.17, mezcla(SOL, LADRILLO, 0.35), radio=8)
    vidrio = CIELO_OSCURO
    li.poli(
        [
            (x + w * 0.26, base - h * 0.50),
            (x + w * 0.36, base - h * 0.80),
            (x + w * 0.49, base - h * 0.85),
            (x + w * 0.49, base - h * 0.50),
        ],
        vidrio,
    )
    li.poli(
        [
            (x + w * 0.52, base - h * 0.50),
            (x + w * 0.52, base - h * 0.85),
            (x + w * 0.66, base - h * 0.81),
            (x + w * 0.80, base - h * 0.50),
        ],
        vidrio,
    )
    li.circ(x + w * 0.425, base - h * 0.64, h * 0.085, PIELES[1])
    li.rect(x + w * 0.395, base - h * 0.57, w * 0.075, h * 0.08, PARAMO_2)
    li.rect(x + w * 0.43, base - h * 1.06, w * 0.14, h * 0.12, PAPEL, radio=8)
    for k in range(9):
        li.rect(x + w * 0.24 + k * w * 0.06, base - h * 0.34, w * 0.03, h * 0.055, TINTA)
        li.rect(x + w * 0.27 + k * w * 0.06, base - h * 0.285, w * 0.03, h * 0.055, TINTA)
    # A leaf on the door tells that it is electric.
    hoja = [
        (x + w * 0.60, base - h * 0.10),
        (x + w * 0.625, base - h * 0.21),
        (x + w * 0.68, base - h * 0.21),
        (x + w * 0.655, base - h * 0.10),
    ]
    li.poli(suave(hoja, 10, cerrada=True), PARAMO)
    li.circ(x + w * 0.05, base - h * 0.28, h * 0.06, PAPEL)
    li.rect(x + w * 0.96, base - h * 0.34, w * 0.035, h * 0.10, LADRILLO, radio=5)
    for k in (0.2, 0.79):
        li.circ(x + w * k, y - h * 0.21, h * 0.235, mezcla(TINTA, SOL, 0.12))
        _rueda_de_carro(li, x + w * k, y - h * 0.2, h * 0.2)


def camad(li):
    """A mobile health unit with its door open, at dusk."""
    noche = mezcla(CIELO_OSCURO, TINTA, 0.25)
    li.rect(0, 0, 1600, 1000, CIELO_OSCURO)
    for k, y in enumerate((0, 150, 260, 345)):
        li.rect(0, y, 1600, 400, mezcla(noche, CIELO_2, 0.14 + 0.17 * k))
    li.circ(1330, 150, 52, SOL_2)
    li.circ(1352, 136, 46, mezcla(noche, CIELO_2, 0.14))
    m.cordillera(li, 500, (mezcla(CIELO, PARAMO, 0.3), mezcla(CIELO_OSCURO, PARAMO, 0.5), PARAMO_OSCURO), alto=300)
    muros = tuple(mezcla(c, noche, 0.45) for c in (LADRILLO, LADRILLO_2, LADRILLO_OSCURO))
    m.ciudad(li, 690, "centro", muros, SOL_2, altos=(150, 330), anchos=(130, 220), noche=TINTA)
    calle = mezcla(GRIS, TINTA, 0.55)
    li.rect(0, 690, 1600, 310, calle)
    m.ladrillos(
        li,
        0,
        690,
        1600,
        742,
        tuple(mezcla(c, noche, 0.35) for c in m.MURO),
        mezcla(TINTA, LADRILLO_OSCURO, 0.3),
        alto=26,
        largo=60,
        semilla="zocalo",
    )
    li.rect(0, 742, 1600, 10, mezcla(calle, PAPEL_4, 0.25))
    # Street lamp and its halo.
    for r, t in ((92, 0.10), (62, 0.2), (38, 0.4)):
        li.circ(216, 398, r, mezcla(mezcla(noche, CIELO_2, 0.4), SOL_2, t))
    li.linea(suave([(150, 860), (150, 460), (164, 400), (206, 380)], 12), TINTA, 11)
    li.rect(190, 376, 52, 16, TINTA, radio=7)
    li.circ(216, 398, 18, SOL_2)
    # Light that the open door lays on the ground.
    li.poli([(796, 886), (934, 886), (1120, 1000), (650, 1000)], mezcla(SOL, calle, 0.66))
    li.poli([(812, 886), (916, 886), (1010, 1000), (745, 1000)], mezcla(SOL, calle, 0.42))
    _unidad_movil(li, 390, 900)
    m.persona(li, 862, 862, 232, PAPEL, PIELES[2], pantalon=PARAMO, paso=0.045, largo=True)
    m.persona(li, 1205, 962, 258, LADRILLO_2, PIELES[0], pantalon=CIELO_2, paso=0.13)


def _unidad_movil(li, x, y):
    """A white van with a green cross, seen from its open side."""
    w, h = 740, 372
    techo, piso = y - 40 - h, y - 40
    li.rect(x + 20, y - 14, w - 30, 20, mezcla(TINTA, GRIS, 0.15), radio=9)
    li.rect(x + 300, techo, w - 300, h, PAPEL, radio=34)
    frente = [
        (x + 330, techo),
        (x + 200, techo + 4),
        (x + 122, techo + 46),
        (x + 62, techo + 170),
        (x + 10, techo + 226),
        (x, techo + 290),
    ]
    li.poli([*suave(frente, 14), (x, piso), (x + 340, piso), (x + 340, techo)], PAPEL)
    li.rect(x + 2, piso - 34, w - 2, 36, PAPEL_4, radio=12)
    li.rect(x + 6, techo + 244, w - 6, 16, PARAMO)
    li.poli([(x + 86, techo + 166), (x + 134, techo + 66), (x + 206, techo + 44), (x + 206, techo + 166)], CIELO_OSCURO)
    li.poli([(x + 148, techo + 66), (x + 172, techo + 58), (x + 136, techo + 160), (x + 106, techo + 160)], CIELO)
    li.rect(x + 214, techo + 60, 3, h - 100, PAPEL_4)
    # Door, with its leaf slid to the right.
    li.rect(x + 404, techo + 40, 138, h - 38, SOL)
    li.rect(x + 416, techo + 52, 114, h - 50, SOL_2)
    li.rect(x + 548, techo + 40, 96, h - 78, PAPEL_3, radio=6)
    li.rect(x + 564, techo + 62, 64, 90, CIELO_3, radio=4)
    li.rect(x + 392, piso - 2, 162, 18, PARAMO_OSCURO, radio=5)
    # Cross, light and beacon.
    li.rect(x + 288, techo + 70, 36, 128, PARAMO, radio=5)
    li.rect(x + 242, techo + 116, 128, 36, PARAMO, radio=5)
    li.rect(x + 8, piso - 84, 30, 26, SOL_2, radio=8)
    li.rect(x + 320, techo - 18, 120, 22, PARAMO_2, radio=9)
    for cx in (x + 150, x + 630):
        li.sector(cx, piso + 2, 66, 180, 360, PAPEL_4)
        _rueda_de_carro(li, cx, y - 44, 52)
