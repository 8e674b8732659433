"""Open scenes under the eastern hills: the city, the path, the stage, the book and the climb."""

import math
import random
from itertools import pairwise

from . import motivos as m
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
    PARAMO_OSCURO,
    PIELES,
    SOL,
    SOL_2,
    TINTA,
    mezcla,
    orilla,
    suave,
)


def inicio(li):
    """Bogotá of brick at the foot of its hills, early in the morning."""
    li.rect(0, 0, 1600, 1000, PAPEL)
    for k in range(4):
        li.circ(1180, 330, 430 - 90 * k, mezcla(PAPEL, SOL_2, 0.18 + 0.2 * k))
    li.circ(1180, 330, 92, SOL)
    m.cordillera(li, 600, (PARAMO_4, PARAMO_3, PARAMO_2), alto=400)
    m.santuario(li, 570, 234, 28)
    lejos = (mezcla(LADRILLO_3, PAPEL_3, 0.6), PAPEL_3, mezcla(LADRILLO_3, PARAMO_4, 0.5))
    m.ciudad(li, 690, "lejos", lejos, PAPEL, altos=(50, 150), anchos=(50, 90))
    for x in range(20, 1640, 125):
        m.arbol(li, x, 715, 80 + (x * 13) % 34, PARAMO_2)
    m.ciudad(
        li,
        800,
        "medio",
        (LADRILLO_3, LADRILLO_2, PAPEL_4, mezcla(LADRILLO_2, LADRILLO_3, 0.5)),
        PAPEL,
        altos=(70, 190),
        anchos=(80, 140),
    )
    for x in range(60, 1640, 210):
        m.arbol(li, x, 832, 130 + (x * 11) % 46, PARAMO)
    m.ciudad(
        li,
        930,
        "cerca",
        (LADRILLO, mezcla(LADRILLO, LADRILLO_2, 0.5), LADRILLO_OSCURO, LADRILLO_2),
        SOL_2,
        altos=(60, 170),
        anchos=(110, 190),
    )
    m.ladrillos(li, 0, 926, 1600, 1000, m.MURO, LADRILLO_OSCURO, alto=25, largo=66, semilla="inicio")


def ciclorrutas(li):
    """A bicycle on a green ribbon that winds between blocks of brick."""
    li.rect(0, 0, 1600, 1000, SOL_2)
    li.rect(0, 0, 1600, 130, mezcla(SOL_2, PAPEL, 0.75))
    li.rect(0, 130, 1600, 110, mezcla(SOL_2, PAPEL, 0.45))
    li.circ(1060, 290, 140, SOL)
    m.cordillera(li, 430, (mezcla(PARAMO_3, SOL_2, 0.35), PARAMO_3, PARAMO_2), alto=270)
    _manzanas(li)
    li.rect(0, 450, 1600, 24, PARAMO_2)
    m.ciudad(li, 486, "horizonte", (LADRILLO, LADRILLO_2, LADRILLO_3, PAPEL_3), PAPEL, altos=(18, 62), anchos=(34, 70))
    curva = suave(
        [
            (1016, 484),
            (900, 506),
            (690, 536),
            (600, 590),
            (800, 652),
            (1130, 704),
            (1300, 790),
            (1080, 872),
            (560, 905),
            (-80, 912),
        ],
        26,
    )
    anchos = [12 + ((y - 470) / 530) ** 1.2 * 190 for _x, y in curva]
    li.cinta(curva, [a * 1.16 + 3 for a in anchos], PAPEL)
    li.cinta(curva, anchos, PARAMO)
    for k in range(14, len(curva) - 8, 12):
        li.cinta(curva[k : k + 7], [a * 0.045 + 1 for a in anchos[k : k + 7]], PAPEL)
    for x, y, h in (
        (860, 606, 88),
        (392, 604, 110),
        (1240, 630, 120),
        (170, 690, 170),
        (1470, 742, 215),
        (1062, 806, 140),
        (1545, 985, 300),
    ):
        m.arbol(li, x, y, h, PARAMO_2 if h < 140 else PARAMO_OSCURO)
    li.circ(505, 926, 300, PARAMO_OSCURO, ry=12)
    m.bici(li, 318, 926, 136, LADRILLO, sentido=1, radios=9)


def _manzanas(li):
    """Blocks in perspective: each row is taller and wider than the one behind it, with a roof of brick in some."""
    azar = random.Random("manzanas")
    li.rect(0, 455, 1600, 545, PAPEL_2)
    tonos = (
        LADRILLO_3,
        mezcla(LADRILLO_3, PAPEL_3, 0.5),
        mezcla(LADRILLO_3, LADRILLO_2, 0.5),
        PAPEL_3,
        PAPEL_4,
        PARAMO_4,
    )
    y, alto = 470.0, 17.0
    while y < 1000:
        k, k2 = (y - 300) / 400, (y + alto - 300) / 400
        for i in range(-16, 17):
            a, b = i * 128 + 7, i * 128 + 121
            li.poli(
                [(800 + a * k, y), (800 + b * k, y), (800 + b * k2, y + alto), (800 + a * k2, y + alto)],
                azar.choice(tonos),
            )
        y += alto * 1.16
        alto *= 1.22


def festivales_al_parque(li):
    """A lit stage in a park at dusk and the crowd that fills the lawn."""
    noche = CIELO_OSCURO
    bandas = (
        noche,
        mezcla(noche, CIELO, 0.6),
        mezcla(CIELO, LADRILLO_2, 0.28),
        mezcla(CIELO_2, LADRILLO_3, 0.6),
        LADRILLO_3,
        SOL_2,
    )
    for k, tono in enumerate(bandas):
        li.rect(0, (0, 130, 240, 330, 400, 455)[k], 1600, 700, tono)
    azar = random.Random("estrellas")
    for _ in range(46):
        li.circ(azar.uniform(0, 1600), azar.uniform(0, 230), azar.choice((1.6, 2.2, 3)), mezcla(noche, PAPEL, 0.8))
    m.cordillera(
        li,
        590,
        (mezcla(CIELO, LADRILLO_2, 0.3), mezcla(PARAMO, CIELO_OSCURO, 0.45), mezcla(PARAMO_OSCURO, TINTA, 0.2)),
        alto=330,
    )
    li.rect(0, 640, 1600, 360, PARAMO_OSCURO)
    for x in (40, 150, 262, 1340, 1450, 1570):
        m.arbol(li, x, 690, 210 + (x * 3) % 60, mezcla(PARAMO_OSCURO, TINTA, 0.25), tronco=TINTA)
    # Stage.
    li.rect(430, 330, 740, 340, mezcla(LADRILLO_OSCURO, TINTA, 0.45))
    for k, tono in enumerate((LADRILLO_OSCURO, LADRILLO, LADRILLO_2, SOL)):
        w = 640 - 130 * k
        li.poli(
            [(800 - w / 2, 670), (800 - w * 0.40, 362 + 44 * k), (800 + w * 0.40, 362 + 44 * k), (800 + w / 2, 670)],
            tono,
        )
    for x, tx, tono in ((520, 640, SOL), (660, 730, SOL_2), (800, 800, PAPEL), (940, 870, SOL_2), (1080, 960, SOL)):
        li.poli([(x - 7, 340), (x + 7, 340), (tx + 52, 668), (tx - 52, 668)], mezcla(tono, LADRILLO_2, 0.42))
    li.poli([(400, 342), (440, 262), (800, 214), (1160, 262), (1200, 342)], TINTA)
    li.poli([(452, 330), (474, 286), (800, 244), (1126, 286), (1148, 330)], mezcla(TINTA, GRIS_NOCHE, 0.5))
    for x in range(480, 1120, 40):
        li.linea([(x, 328), (x + 20, 290), (x + 40, 328)], mezcla(TINTA, PAPEL, 0.25), 3)
    for x in (428, 1152):
        li.rect(x - 10, 330, 40, 350, TINTA)
    for x in (520, 660, 800, 940, 1080):
        li.circ(x, 344, 15, SOL_2)
    for x0 in (330, 1196):
        for k in range(5):
            li.rect(x0, 420 + 50 * k, 76, 44, mezcla(TINTA, PAPEL, 0.09), radio=5)
            li.circ(x0 + 38, 442 + 50 * k, 16, mezcla(TINTA, PAPEL, 0.28))
    li.rect(300, 660, 1000, 44, TINTA)
    _musicos(li)
    # Crowd.
    filas = (
        (752, 66, 46, mezcla(PARAMO_OSCURO, LADRILLO_2, 0.55)),
        (818, 84, 62, PARAMO),
        (896, 108, 84, mezcla(CIELO, PARAMO_OSCURO, 0.35)),
        (990, 140, 112, mezcla(TINTA, CIELO_OSCURO, 0.4)),
    )
    azar = random.Random("publico")
    for y, paso, h, tono in filas:
        x = -paso * azar.random()
        while x < 1640:
            _asistente(li, x, y + azar.uniform(-8, 8), h * azar.uniform(0.9, 1.1), tono, azar)
            x += paso * azar.uniform(0.82, 1.12)
        li.rect(0, y + h * 0.42, 1600, 400, tono)


GRIS_NOCHE = "#3A4140"


def _asistente(li, x, y, h, tono, azar):
    """One head and shoulders of the crowd from behind, sometimes with its arms up."""
    acento = azar.choice((tono, tono, LADRILLO, CIELO_2, SOL, PARAMO_2))
    ropa = mezcla(tono, acento, 0.55)
    cabeza = mezcla(tono, TINTA, 0.35)
    gesto = azar.random()
    if gesto < 0.34:
        lados = (1, -1) if gesto < 0.14 else (1,)
        for s in lados:
            alza = azar.uniform(0.95, 1.25)
            li.linea(
                [(x + s * h * 0.34, y), (x + s * h * 0.46, y - h * 0.5), (x + s * h * 0.36, y - h * alza)],
                ropa,
                h * 0.15,
            )
            li.circ(x + s * h * 0.36, y - h * alza, h * 0.085, mezcla(azar.choice(PIELES), tono, 0.45))
    li.rect(x - h * 0.42, y - h * 0.12, h * 0.84, h * 1.2, ropa, radio=h * 0.32)
    li.circ(x, y - h * 0.36, h * 0.26, cabeza)
    if azar.random() < 0.3:
        li.rect(x - h * 0.24, y - h * 0.4, h * 0.48, h * 0.46, cabeza, radio=h * 0.2)


def _musicos(li):
    """Singer, guitar, bass and drums in front of the light."""
    sombra = mezcla(TINTA, LADRILLO_OSCURO, 0.25)
    for dx in (-92, 92):
        li.linea([(800 + dx, 664), (800 + dx, 560)], sombra, 4)
        li.linea([(800 + dx - 30, 566), (800 + dx + 30, 556)], mezcla(sombra, SOL, 0.5), 6)
        li.circ(800 + dx * 0.62, 606, 24, mezcla(sombra, LADRILLO, 0.6), ry=20)
    li.circ(800, 626, 46, sombra)
    li.circ(800, 626, 37, mezcla(LADRILLO_OSCURO, SOL, 0.15))
    for x, s in ((640, 1), (960, -1)):
        m.persona(li, x, 664, 165, sombra, sombra, pelo=sombra, pantalon=sombra, paso=0.16)
        li.linea([(x - s * 34, 590), (x + s * 74, 562)], sombra, 9)
        li.circ(x - s * 26, 592, 25, LADRILLO_OSCURO)
        li.circ(x - s * 2, 584, 19, LADRILLO_OSCURO)
    m.persona(li, 800, 664, 172, sombra, sombra, pelo=sombra, pantalon=sombra, paso=0.13)
    li.linea([(826, 664), (826, 556), (812, 536)], sombra, 5)
    li.circ(810, 533, 8, sombra)


def bogota_aprende(li):
    """An open book whose pages become paths up to the hills."""
    li.rect(0, 0, 1600, 1000, CIELO_4)
    for k in range(3):
        li.circ(800, 330, 420 - 110 * k, mezcla(CIELO_4, PAPEL, 0.35 + 0.3 * k))
    m.cordillera(li, 560, (CIELO_3, mezcla(CIELO_3, PARAMO_3, 0.6), PARAMO_3), alto=400)
    m.cerros(li, 690, 230, PARAMO_2, corrido=9)
    m.cerros(li, 780, 190, PARAMO, corrido=2, contraste=0.7)
    # Paths out of the book.
    caminos = (
        ([(800, 830), (690, 730), (470, 690), (270, 610), (190, 480), (118, 300)], SOL_2),
        ([(800, 830), (740, 720), (640, 620), (645, 500), (590, 360), (571, 172)], PAPEL),
        ([(800, 830), (855, 720), (960, 630), (950, 510), (1000, 370), (1010, 212)], SOL_2),
        ([(800, 830), (910, 735), (1130, 690), (1300, 600), (1350, 470), (1371, 302)], PAPEL),
    )
    for puntos, color in caminos:
        curva = suave(puntos, 24)
        n = len(curva)
        li.cinta(curva, [46 * (1 - k / n) ** 1.4 + 5 for k in range(n)], color)
    for puntos, _color in caminos:
        x, y = puntos[-1]
        li.circ(x, y, 34, SOL_2)
        li.circ(x, y, 20, SOL)
    # Table.
    li.rect(0, 880, 1600, 120, LADRILLO)
    m.ladrillos(li, 0, 900, 1600, 1000, m.MURO, LADRILLO_OSCURO, alto=26, largo=70, semilla="mesa")
    li.rect(0, 876, 1600, 26, LADRILLO_OSCURO)
    _libro(li)


def _libro(li):
    for s in (-1, 1):

        def p(x, y, s=s):
            return (800 + s * x, y)

        li.poli([p(0, 918), p(566, 896), p(566, 872), p(0, 890)], CIELO)
        abajo = suave([p(0, 866), p(140, 822), p(330, 820), p(540, 850)], 14)
        arriba = suave([p(0, 806), p(130, 764), p(300, 764), p(474, 790)], 14)
        li.poli([*abajo, p(540, 884), p(0, 906)], PAPEL_3)
        for k in range(1, 4):
            canto = [(x, y + k * (36 - abs(x - 800) * 0.008) / 4) for x, y in abajo]
            li.linea(canto, PAPEL_4, 2.5)
        li.poli([*abajo, *reversed(arriba)], PAPEL)
        for k in range(4):
            t = 0.2 + 0.2 * k
            renglon = [
                (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
                for a, b in list(zip(arriba, abajo, strict=True))[9 : 36 if k % 2 else 40]
            ]
            li.linea(renglon, PAPEL_4, 5)
    li.linea([(800, 808), (800, 910)], PAPEL_4, 4)


def seguimiento_planes_accion(li):
    """A path of bricks up a green hillside; the last stretch is still to be laid."""
    li.rect(0, 0, 1600, 1000, PAPEL_2)
    li.circ(1290, 220, 250, mezcla(PAPEL_2, SOL_2, 0.5))
    li.circ(1290, 220, 104, SOL)
    m.cordillera(li, 480, (CIELO_4, CIELO_3, mezcla(CIELO_3, PARAMO_3, 0.6)), alto=330)
    ladera = suave([(-40, 800), (240, 700), (560, 640), (860, 520), (1100, 400), (1330, 330), (1660, 380)], 18)
    li.poli([*ladera, (1700, 1000), (-40, 1000)], PARAMO_2)
    cerca = suave([(-40, 900), (300, 850), (640, 860), (980, 740), (1300, 610), (1660, 600)], 18)
    li.poli([*cerca, (1700, 1000), (-40, 1000)], PARAMO)
    eje = suave(
        [(20, 1040), (260, 952), (560, 900), (800, 820), (900, 720), (990, 620), (1130, 560), (1230, 480), (1300, 352)],
        30,
    )
    anchos = [132 * (1 - k / len(eje)) ** 1.05 + 24 for k in range(len(eje))]
    hecho = int(len(eje) * 0.68)
    _sendero(li, eje[:hecho], anchos[:hecho])
    for lado in (-1, 1):
        li.trazos(orilla(eje, anchos, lado)[hecho:-4], PAPEL, 5, lleno=15, vacio=12)
    for x, y, h, lleno in (
        (210, 880, 210, True),
        (590, 812, 185, True),
        (840, 690, 150, True),
        (1085, 520, 118, False),
        (1345, 342, 100, False),
    ):
        _banderin(li, x, y, h, lleno)
    for x, y, h in (
        (70, 812, 120),
        (430, 742, 84),
        (1280, 820, 170),
        (1440, 740, 130),
        (1110, 915, 190),
        (1520, 925, 210),
        (720, 655, 66),
    ):
        m.frailejon(li, x, y, h)
    m.persona(li, 560, 908, 160, SOL, PIELES[1], pantalon=CIELO_OSCURO)
    m.persona(li, 632, 890, 152, CIELO, PIELES[3], pantalon=PAPEL_4)


def _sendero(li, eje, anchos):
    """Lay courses of brick across a path, each shifted half a brick from the last."""
    azar = random.Random("sendero")
    li.cinta(eje, [a + 9 for a in anchos], LADRILLO_OSCURO)
    tonos = (LADRILLO, LADRILLO_2, mezcla(LADRILLO, LADRILLO_2, 0.5))
    k, hilada = 0, 0
    while k < len(eje) - 1:
        fin = k + 1
        while fin < len(eje) - 1 and math.dist(eje[k], eje[fin]) < anchos[k] * 0.24:
            fin += 1
        cortes = (0, 0.34, 0.67, 1) if hilada % 2 else (0, 0.17, 0.5, 0.83, 1)
        for c0, c1 in pairwise(cortes):
            esquinas = []
            for n, c in ((k, c0 + 0.012), (k, c1 - 0.012), (fin, c1 - 0.012), (fin, c0 + 0.012)):
                a, b = (
                    orilla(eje[max(n - 1, 0) : n + 2], anchos[max(n - 1, 0) : n + 2], s)[min(n, 1)] for s in (-1, 1)
                )
                esquinas.append((a[0] + (b[0] - a[0]) * c, a[1] + (b[1] - a[1]) * c))
            p, q, r, t = esquinas
            r, t = ((e[0] + (f[0] - e[0]) * 0.1, e[1] + (f[1] - e[1]) * 0.1) for e, f in ((r, q), (t, p)))
            li.poli([p, q, r, t], azar.choice(tonos))
        k = fin
        hilada += 1


def _banderin(li, x, y, h, lleno):
    li.linea([(x, y), (x, y - h)], TINTA if lleno else PAPEL, h * 0.035)
    tela = [(x + h * 0.02, y - h), (x + h * 0.42, y - h * 0.86), (x + h * 0.02, y - h * 0.70)]
    if lleno:
        li.poli(tela, SOL)
    else:
        li.trazos([*tela, tela[0]], PAPEL, 4.5, lleno=9, vacio=7)
