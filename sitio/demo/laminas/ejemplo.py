"""Scenes of the practice that never happened: the shop, the workshop and the delivery."""

from . import motivos as m
from .trazo import (
    CIELO,
    CIELO_3,
    CIELO_4,
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
    PIELES,
    SOL,
    TINTA,
    mezcla,
)


def _escalera(li, x, y, ancho, alto, peldanos=7):
    for lado in (0, ancho):
        li.rect(x + lado, y, 10, alto, LADRILLO_OSCURO)
    for n in range(peldanos):
        li.rect(x, y + 20 + n * (alto - 40) / (peldanos - 1), ancho + 10, 9, LADRILLO_2)


def _pala(li, x, y, alto):
    li.linea([(x, y), (x, y + alto * 0.72)], LADRILLO_OSCURO, 10)
    li.rect(x - 20, y - 6, 40, 12, LADRILLO_OSCURO, radio=5)
    li.rect(x - 26, y + alto * 0.68, 52, alto * 0.32, GRIS, radio=20)


def _sierra(li, x, y, largo):
    li.poli([(x, y), (x + largo, y + 22), (x + largo, y + 40), (x, y + 60)], GRIS)
    li.rect(x - 58, y - 6, 66, 74, LADRILLO, radio=16)
    li.rect(x - 40, y + 14, 30, 32, PAPEL_3, radio=10)


def _martillo(li, x, y, alto):
    li.rect(x - 6, y, 12, alto, LADRILLO_2)
    li.rect(x - 34, y - 10, 68, 30, TINTA, radio=5)


def local(li):
    """A shop of brick with its door open, and the tools in order on its wall."""
    li.rect(0, 0, 1600, 1000, CIELO_4)
    m.cordillera(li, 340, (PARAMO_4, PARAMO_3, PARAMO_2), alto=240)
    m.ladrillos(li, 90, 250, 1510, 850, m.MURO, LADRILLO_OSCURO, alto=26, largo=64, semilla="ejemplo")
    li.rect(60, 215, 1480, 46, PARAMO)
    li.rect(180, 350, 800, 400, PAPEL_3)
    li.rect(180, 336, 800, 16, TINTA)
    _escalera(li, 230, 400, 70, 330)
    for x in (400, 480):
        _pala(li, x, 400, 320)
    for y in (410, 520, 630):
        _sierra(li, 640, y, 150)
    for x in (840, 900):
        _martillo(li, x, 430, 130)
    li.rect(800, 620, 150, 12, LADRILLO_OSCURO)
    for x, color in ((806, SOL), (854, CIELO), (902, PARAMO)):
        li.rect(x, 574, 40, 46, color, radio=5)
    li.rect(1080, 400, 290, 450, TINTA)
    li.rect(1096, 416, 258, 434, mezcla(SOL, PAPEL, 0.55))
    li.poli([(1370, 400), (1470, 430), (1470, 880), (1370, 850)], LADRILLO_OSCURO)
    li.rect(0, 850, 1600, 150, PAPEL_4)
    li.rect(0, 850, 1600, 16, mezcla(PAPEL_4, TINTA, 0.25))
    m.persona(li, 1150, 930, 330, CIELO, PIELES[1], largo=True)
    m.persona(li, 1300, 935, 345, LADRILLO, PIELES[3])


def taller(li):
    """Three people at a long table with tools; the hills through the window."""
    li.rect(0, 0, 1600, 1000, PAPEL_2)

    def paisaje(capa):
        capa.rect(0, 0, 1600, 1000, CIELO_4)
        m.cordillera(capa, 380, (PARAMO_4, PARAMO_3, PARAMO_2), alto=230)
        m.ciudad(capa, 430, "taller", (LADRILLO_3, LADRILLO_2, PAPEL_3), PAPEL_2, altos=(30, 80), anchos=(60, 110))

    li.recorte([(420, 90), (1180, 90), (1180, 430), (420, 430)], paisaje)
    li.rect(410, 80, 780, 14, LADRILLO_OSCURO)
    li.rect(410, 426, 780, 14, LADRILLO_OSCURO)
    li.rect(794, 90, 12, 340, LADRILLO_OSCURO)
    _escalera(li, 130, 170, 80, 480)
    for x in (1330, 1420):
        _pala(li, x, 180, 330)
    li.rect(0, 760, 1600, 240, PAPEL_4)
    for x, ropa, piel, largo in (
        (430, PARAMO, PIELES[0], True),
        (800, LADRILLO, PIELES[2], False),
        (1160, CIELO, PIELES[1], True),
    ):
        m.persona(li, x, 900, 500, ropa, piel, largo=largo)
    li.rect(190, 700, 1230, 46, LADRILLO_2, radio=6)
    li.rect(190, 744, 1230, 14, LADRILLO_OSCURO)
    for x in (240, 1330):
        li.rect(x, 756, 40, 220, LADRILLO_OSCURO)
    _sierra(li, 330, 640, 170)
    for x in (640, 940):
        li.rect(x, 660, 90, 42, SOL, radio=8)
        li.rect(x + 84, 668, 52, 14, GRIS)
        li.rect(x + 8, 690, 26, 36, TINTA, radio=6)
    li.rect(1200, 630, 140, 72, CIELO_3, radio=8)
    li.rect(1240, 610, 60, 20, TINTA, radio=8)


def entrega(li):
    """A ladder on its way by bicycle along a street of low houses."""
    li.rect(0, 0, 1600, 1000, CIELO_4)
    li.circ(1260, 190, 70, SOL)
    m.cordillera(li, 470, (PARAMO_4, PARAMO_3, PARAMO_2), alto=300)
    m.ciudad(
        li, 720, "entrega", (LADRILLO_3, LADRILLO_2, LADRILLO, PAPEL_3), PAPEL, altos=(140, 220), anchos=(150, 220)
    )
    for x in range(60, 1640, 260):
        m.arbol(li, x, 735, 170, PARAMO)
    li.rect(0, 720, 1600, 60, PAPEL_3)
    li.rect(0, 780, 1600, 220, mezcla(GRIS, PAPEL_4, 0.45))
    for x in range(40, 1600, 220):
        li.rect(x, 905, 110, 10, PAPEL)
    li.rect(1250, 440, 150, 290, LADRILLO_OSCURO)
    m.persona(li, 1325, 745, 270, PARAMO, PIELES[3], largo=True)
    m.ciclista(li, 420, 900, 88, CIELO, LADRILLO)
    for y in (560, 604):
        li.linea([(330, y), (900, y - 40)], LADRILLO_OSCURO, 11)
    for n in range(8):
        x = 360 + n * 68
        li.linea([(x, 558 - (x - 330) * 0.07), (x, 602 - (x - 330) * 0.07)], LADRILLO_2, 9)
