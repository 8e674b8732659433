"""Things that appear in more than one scene: hills, bricks, trees, houses, people and bicycles."""

import math
import random

from .trazo import (
    LADRILLO,
    LADRILLO_2,
    LADRILLO_3,
    LADRILLO_OSCURO,
    PAPEL,
    PAPEL_2,
    PAPEL_3,
    PARAMO,
    PARAMO_2,
    PARAMO_OSCURO,
    PIELES,
    SOL_2,
    TINTA,
    mezcla,
    suave,
)

# Profile of the eastern hills: heights (0–1) from left to right, with the saddle between Monserrate and Guadalupe.
PERFIL = (0.30, 0.42, 0.38, 0.55, 0.62, 0.98, 0.70, 0.58, 0.80, 0.88, 0.60, 0.50, 0.66, 0.48, 0.36)


def cerros(li, base, alto, color, corrido=0, contraste=1.0):
    """Paint one range of hills standing on ``base``; ``corrido`` shifts the profile so that ranges differ."""
    n = len(PERFIL)
    puntos = []
    for i in range(-1, n + 2):
        h = PERFIL[(i + corrido) % n]
        h = 0.5 + (h - 0.5) * contraste
        puntos.append((i * 1600 / (n - 1), base - alto * h))
    li.poli([*suave(puntos, 14), (1800, 1000), (-200, 1000)], color)


def cordillera(li, base, tonos, alto=250):
    """Paint the three receding ranges of the eastern hills, the palest first."""
    for k, tono in enumerate(tonos):
        cerros(li, base + 26 * k, alto * (1 - 0.20 * k), tono, corrido=4 * k, contraste=1.0 - 0.15 * k)


def santuario(li, x, y, h, color=PAPEL):
    """Paint the small white church on the summit of Monserrate, its base at (x, y)."""
    li.rect(x - h * 0.85, y - h * 0.5, h * 1.2, h * 0.6, color)
    li.poli(
        [
            (x - h * 0.98, y - h * 0.5),
            (x - h * 0.72, y - h * 0.85),
            (x + h * 0.4, y - h * 0.85),
            (x + h * 0.4, y - h * 0.5),
        ],
        LADRILLO,
    )
    li.rect(x + h * 0.3, y - h * 1.15, h * 0.42, h * 1.25, color)
    li.rect(x + h * 0.58, y - h * 1.15, h * 0.14, h * 1.25, PAPEL_3)
    li.rect(x + h * 0.44, y - h * 0.95, h * 0.13, h * 0.28, TINTA)
    li.poli([(x + h * 0.22, y - h * 1.12), (x + h * 0.51, y - h * 1.65), (x + h * 0.80, y - h * 1.12)], LADRILLO)


def ladrillos(li, x0, y0, x1, y1, tonos, junta, alto=26, largo=64, semilla="muro", hueco=2.5):
    """Fill a rectangle with a running bond of bricks in the given tones over the colour of the joint."""
    azar = random.Random(semilla)
    li.rect(x0, y0, x1 - x0, y1 - y0, junta)
    y, hilada = y0, 0
    while y < y1 - 1:
        x = x0 - (largo / 2 if hilada % 2 else 0)
        while x < x1:
            a, b = max(x + hueco / 2, x0), min(x + largo - hueco / 2, x1)
            if b - a > 2:
                li.rect(a, y + hueco / 2, b - a, min(alto - hueco, y1 - y - hueco / 2), azar.choice(tonos))
            x += largo
        y += alto
        hilada += 1


MURO = (LADRILLO, LADRILLO, mezcla(LADRILLO, LADRILLO_2, 0.35), mezcla(LADRILLO, LADRILLO_OSCURO, 0.4))
MURO_CLARO = (LADRILLO_3, mezcla(LADRILLO_3, LADRILLO_2, 0.25), mezcla(LADRILLO_3, PAPEL_3, 0.35))


def arbol(li, x, y, h, copa=PARAMO, sombra=None, tronco=TINTA):
    """Paint a round tree of height ``h`` with its foot at (x, y)."""
    sombra = sombra or mezcla(copa, TINTA, 0.22)
    li.rect(x - h * 0.025, y - h * 0.5, h * 0.05, h * 0.5, tronco)
    for dx, dy, r in ((-0.13, 0.55, 0.19), (0.13, 0.58, 0.18), (0, 0.75, 0.24)):
        li.circ(x + dx * h, y - dy * h, r * h, sombra)
    for dx, dy, r in ((-0.15, 0.58, 0.15), (0.08, 0.62, 0.15), (-0.03, 0.79, 0.19)):
        li.circ(x + dx * h, y - dy * h, r * h, copa)


def frailejon(li, x, y, h):
    """Paint a frailejón of the páramo with its foot at (x, y)."""
    li.rect(x - h * 0.07, y - h * 0.55, h * 0.14, h * 0.55, mezcla(PARAMO_OSCURO, LADRILLO_OSCURO, 0.4))
    for k in range(11):
        ang = math.radians(180 + k * 18)
        punta = (x + math.cos(ang) * h * 0.36, y - h * 0.55 + math.sin(ang) * h * 0.42)
        li.linea([(x, y - h * 0.52), punta], mezcla(PARAMO_2, SOL_2, 0.45 if k % 2 else 0.2), h * 0.07)


def edificio(li, x, base, w, h, muro, ventana, columnas, filas, lado=None, apagada=None, azar=None):
    """Paint a plain building with a grid of windows.

    ``lado`` adds a shaded strip on its right; ``apagada`` is the colour of the windows that ``azar`` leaves unlit.
    """
    li.rect(x, base - h, w, h, muro)
    if lado:
        li.rect(x + w * 0.86, base - h, w * 0.14, h, lado)
    util = w * (0.84 if lado else 0.96)
    paso_x, paso_y = util / columnas, (h - 22) / filas
    for f in range(filas):
        for c in range(columnas):
            li.rect(
                x + w * 0.02 + c * paso_x + paso_x * 0.24,
                base - h + 16 + f * paso_y + paso_y * 0.1,
                paso_x * 0.52,
                paso_y * 0.56,
                apagada if apagada and azar.random() < 0.55 else ventana,
            )


def ciudad(li, base, semilla, muros, ventana, altos=(90, 220), anchos=(70, 130), noche=None):
    """Paint a row of brick buildings side by side on ``base``; with ``noche``, many windows take that colour."""
    azar = random.Random(semilla)
    x, anterior = -20, None
    while x < 1620:
        w, h = azar.randint(*anchos), azar.randint(*altos)
        muro = azar.choice([m for m in muros if m != anterior])
        anterior = muro
        vidrio, apagada = mezcla(muro, ventana, 0.75), noche and mezcla(muro, noche, 0.6)
        columnas, filas = max(2, w // 30), max(2, h // 38)
        edificio(li, x, base, w, h, muro, vidrio, columnas, filas, mezcla(muro, TINTA, 0.14), apagada, azar)
        x += w + azar.choice((0, 0, 6))


def persona(
    li, x, y, h, ropa, piel=PIELES[1], pelo=TINTA, pantalon=TINTA, paso=0.12, falda=False, largo=False, espalda=False
):
    """Paint a person on foot, with the feet at (x, y) and total height ``h``.

    ``paso`` opens the legs, ``falda`` dresses in a skirt, ``largo`` lets the hair down, ``espalda`` turns the back.
    """
    cadera, hombro = y - h * 0.46, y - h * 0.80
    zapato = TINTA if pantalon != TINTA else mezcla(TINTA, PAPEL, 0.25)
    if largo and not espalda:
        li.rect(x - h * 0.095, y - h * 0.95, h * 0.19, h * 0.21, pelo, radio=h * 0.07)
    if falda:
        piernas, paso = ((-0.055, piel), (0.055, piel)), 0.055
    else:
        piernas = ((-paso, pantalon), (paso, mezcla(pantalon, PAPEL, 0.08)))
    for lado, color in piernas:
        pie = x + h * lado
        li.linea([(x + h * lado * 0.35, cadera), (pie, y - h * 0.04)], color, h * (0.055 if falda else 0.085))
        li.rect(pie - h * 0.05, y - h * 0.045, h * 0.11, h * 0.045, zapato, radio=h * 0.02)
    if falda:
        li.poli(
            [
                (x - h * 0.09, cadera),
                (x + h * 0.09, cadera),
                (x + h * 0.16, y - h * 0.22),
                (x - h * 0.16, y - h * 0.22),
            ],
            ropa,
        )
    for lado, tono in ((1, 0.22), (-1, 0.10)):
        mano = (x + lado * h * 0.135, y - h * 0.49)
        li.linea([(x + lado * h * 0.06, hombro + h * 0.03), mano], mezcla(ropa, TINTA, tono), h * 0.06)
        li.circ(mano[0], mano[1] + h * 0.02, h * 0.03, piel)
    li.rect(x - h * 0.095, hombro - h * 0.03, h * 0.19, h * 0.40, ropa, radio=h * 0.075)
    li.rect(x - h * 0.03, hombro - h * 0.07, h * 0.06, h * 0.07, mezcla(piel, TINTA, 0.18))
    li.circ(x, y - h * 0.918, h * 0.088, pelo)
    if espalda and largo:
        li.rect(x - h * 0.088, y - h * 0.92, h * 0.176, h * 0.2, pelo, radio=h * 0.06)
    if not espalda:
        li.circ(x, y - h * 0.89, h * 0.073, piel)


def rueda(li, x, y, r, color, grosor, radios=0):
    """Paint a bicycle wheel centred at (x, y)."""
    for k in range(radios):
        a = math.pi * k / radios
        li.linea(
            [(x - math.cos(a) * r, y - math.sin(a) * r), (x + math.cos(a) * r, y + math.sin(a) * r)],
            mezcla(color, PAPEL_2, 0.62),
            grosor * 0.16,
        )
    li.aro(x, y, r, color, grosor)
    li.circ(x, y, grosor * 0.8, color)


def bici(li, x, y, r, cuadro, llanta=TINTA, sentido=1, radios=0):
    """Paint a bicycle whose rear wheel touches the ground at (x, y); ``sentido`` 1 rides right, -1 left.

    Return the points where a rider meets it: saddle, pedal and handlebar.
    """

    def p(a, b):
        return (x + sentido * a * r, y - b * r)

    g = r * 0.13
    rueda(li, *p(0, 1), r, llanta, g, radios)
    rueda(li, *p(2.75, 1), r, llanta, g, radios)
    pedal, sillin, frente = p(1.05, 0.92), p(0.72, 2.25), p(2.28, 2.35)
    for tramo in ([p(0, 1), pedal, p(2.22, 2.05), p(0.78, 2.02), p(0, 1)], [pedal, sillin], [p(2.75, 1), frente]):
        li.linea(tramo, cuadro, g)
    li.linea([p(0.45, 2.28), p(1.0, 2.28)], llanta, g * 1.5)
    li.linea(suave([frente, p(2.12, 2.55), p(2.42, 2.66), p(2.52, 2.5)], 8), llanta, g)
    li.circ(*pedal, r * 0.2, llanta)
    li.linea([pedal, p(1.25, 0.55)], llanta, g * 0.8)
    li.linea([p(1.12, 0.55), p(1.42, 0.55)], llanta, g)
    return p(0.72, 2.32), p(1.27, 0.6), p(2.25, 2.6)


def ciclista(li, x, y, r, ropa, cuadro, piel=PIELES[1], casco=LADRILLO, pantalon=TINTA, sentido=1):
    """Paint a person riding a bicycle."""

    def p(a, b):
        return (x + sentido * a * r, y - b * r)

    li.linea([p(0.72, 2.42), p(1.55, 1.75), p(0.95, 1.0)], mezcla(pantalon, PAPEL, 0.2), r * 0.36)
    _, pie, manubrio = bici(li, x, y, r, cuadro, sentido=sentido)
    li.linea([p(0.74, 2.45), p(1.75, 2.02), pie], pantalon, r * 0.40)
    li.linea([pie, p(1.52, 0.6)], TINTA, r * 0.26)
    hombro = p(1.45, 3.85)
    li.linea([p(0.74, 2.55), hombro], ropa, r * 0.78)
    li.linea([hombro, p(1.72, 3.0), manubrio], mezcla(ropa, TINTA, 0.15), r * 0.27)
    li.circ(*manubrio, r * 0.16, piel)
    li.linea([p(1.5, 4.0), p(1.62, 4.35)], piel, r * 0.3)
    li.circ(*p(1.72, 4.62), r * 0.46, piel)
    cx, cy = p(1.68, 4.70)
    li.sector(cx, cy, r * 0.54, 178, 362, casco)
