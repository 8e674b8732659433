"""Palette and drawing surface shared by every illustration of the demonstration.

Scenes are composed on a sheet of 1600 × 1000 units. ``Lienzo`` maps those units to pixels, draws several times larger
and averages the result down, so that every edge is smooth. Nothing here depends on the clock or on a global random
state: the same call always returns the same bytes.
"""

import math
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

ANCHO, ALTO = 1600, 1000
SOBREMUESTREO = 3

PAPEL, PAPEL_2, PAPEL_3, PAPEL_4 = "#FAF7F2", "#F2EADD", "#E7DBC7", "#D6C5AB"
TINTA, GRIS = "#1E2322", "#5B625F"
LADRILLO, LADRILLO_OSCURO, LADRILLO_2, LADRILLO_3 = "#9C3D1E", "#7A2E16", "#C56A45", "#E3A98B"
PARAMO, PARAMO_OSCURO, PARAMO_2, PARAMO_3, PARAMO_4 = "#2C5A4C", "#1F4237", "#55897A", "#93B8A8", "#CFDFD5"
CIELO, CIELO_OSCURO, CIELO_2, CIELO_3, CIELO_4 = "#1F4E79", "#153654", "#6C98BF", "#B5CDE0", "#DEE9F0"
SOL, SOL_2 = "#F2B53A", "#F8DC9C"
PIELES = ("#6E4428", "#94603F", "#B98059", "#DCAD87")
ROPAS = (LADRILLO, CIELO, PARAMO, SOL, LADRILLO_2, PARAMO_2, CIELO_2, PAPEL)


def rgb(color):
    """Return ``"#RRGGBB"`` as a tuple of three integers."""
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def mezcla(a, b, t):
    """Return the colour at fraction ``t`` (0–1) of the way from ``a`` to ``b``."""
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in zip(rgb(a), rgb(b), strict=True))


def suave(puntos, pasos=16, cerrada=False):
    """Return a Catmull-Rom curve through ``puntos`` as a list of points."""
    n = len(puntos)
    salida = []
    for i in range(n if cerrada else n - 1):
        if cerrada:
            p0, p1, p2, p3 = (puntos[(i + k) % n] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (puntos[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2))
        for j in range(pasos):
            t = j / pasos
            salida.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    if not cerrada:
        salida.append(puntos[-1])
    return salida


def arco_entre(a, b, altura, pasos=48):
    """Return a quadratic arc from ``a`` to ``b`` whose middle bows ``altura`` units to the left of the way."""
    largo = math.dist(a, b)
    mx = (a[0] + b[0]) / 2 + 2 * altura * (b[1] - a[1]) / largo
    my = (a[1] + b[1]) / 2 - 2 * altura * (b[0] - a[0]) / largo
    return [
        (
            (1 - t) ** 2 * a[0] + 2 * (1 - t) * t * mx + t**2 * b[0],
            (1 - t) ** 2 * a[1] + 2 * (1 - t) * t * my + t**2 * b[1],
        )
        for t in (i / pasos for i in range(pasos + 1))
    ]


def orilla(curva, anchos, lado):
    """Return the edge of a ribbon along ``curva``, on its left (-1) or its right (1)."""
    salida = []
    for k, (x, y) in enumerate(curva):
        (ax, ay), (bx, by) = curva[max(k - 1, 0)], curva[min(k + 1, len(curva) - 1)]
        largo = math.dist((ax, ay), (bx, by)) or 1
        salida.append((x - (by - ay) / largo * lado * anchos[k] / 2, y + (bx - ax) / largo * lado * anchos[k] / 2))
    return salida


class Lienzo:
    """A sheet of 1600 × 1000 units that covers ``ancho`` × ``alto`` pixels, centred and cropped if need be."""

    def __init__(self, ancho, alto, fondo=PAPEL):
        self.ancho, self.alto = ancho, alto
        self.escala = max(ancho / ANCHO, alto / ALTO) * SOBREMUESTREO
        self.dx = (ancho * SOBREMUESTREO - ANCHO * self.escala) / 2
        self.dy = (alto * SOBREMUESTREO - ALTO * self.escala) / 2
        self.imagen = Image.new("RGB", (ancho * SOBREMUESTREO, alto * SOBREMUESTREO), fondo)
        self.dibujo = ImageDraw.Draw(self.imagen)

    def px(self, punto):
        """Return a point of the sheet in pixels of the enlarged image."""
        return (punto[0] * self.escala + self.dx, punto[1] * self.escala + self.dy)

    def poli(self, puntos, color):
        """Fill a polygon."""
        self.dibujo.polygon([self.px(p) for p in puntos], fill=color)

    def rect(self, x, y, w, h, color, radio=0):
        """Fill a rectangle given by its upper left corner and its size, with optional round corners."""
        caja = [*self.px((x, y)), *(v - 1 for v in self.px((x + w, y + h)))]
        if caja[2] < caja[0] or caja[3] < caja[1]:
            return
        if radio:
            self.dibujo.rounded_rectangle(caja, radius=radio * self.escala, fill=color)
        else:
            self.dibujo.rectangle(caja, fill=color)

    def circ(self, x, y, r, color, ry=None):
        """Fill a circle, or an ellipse when ``ry`` is given."""
        ry = r if ry is None else ry
        self.dibujo.ellipse([*self.px((x - r, y - ry)), *self.px((x + r, y + ry))], fill=color)

    def aro(self, x, y, r, color, grosor):
        """Draw a ring whose outer radius is ``r``."""
        caja = [*self.px((x - r, y - r)), *self.px((x + r, y + r))]
        self.dibujo.ellipse(caja, outline=color, width=max(1, round(grosor * self.escala)))

    def sector(self, x, y, r, desde, hasta, color):
        """Fill a pie slice; angles in degrees, clockwise from three o'clock."""
        self.dibujo.pieslice([*self.px((x - r, y - r)), *self.px((x + r, y + r))], desde, hasta, fill=color)

    def linea(self, puntos, color, grosor):
        """Draw a line with round joints and ends."""
        en_px = [self.px(p) for p in puntos]
        ancho = max(1, round(grosor * self.escala))
        self.dibujo.line(en_px, fill=color, width=ancho, joint="curve")
        r = ancho / 2
        for x, y in (en_px[0], en_px[-1]):
            self.dibujo.ellipse([x - r, y - r, x + r, y + r], fill=color)

    def cinta(self, curva, anchos, color):
        """Fill a ribbon along ``curva`` whose width at each point is the one in ``anchos``."""
        lados = list(zip(orilla(curva, anchos, 1), orilla(curva, anchos, -1), strict=True))
        for (a, b), (c, d) in pairwise(lados):
            self.poli([a, c, d, b], color)

    def trazos(self, puntos, color, grosor, lleno=14, vacio=12):
        """Draw a dashed line; lengths in units of the sheet."""
        pendiente, dibuja, tramo = lleno, True, [puntos[0]]
        for a, b in pairwise(puntos):
            largo = math.dist(a, b)
            recorrido = 0.0
            while largo - recorrido >= pendiente:
                recorrido += pendiente
                t = recorrido / largo
                corte = (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
                if dibuja:
                    self.linea([*tramo, corte], color, grosor)
                dibuja, tramo = not dibuja, [corte]
                pendiente = lleno if dibuja else vacio
            pendiente -= largo - recorrido
            tramo.append(b)

    def recorte(self, mascara, pinta):
        """Run ``pinta(capa)`` on a copy of the sheet and keep only what falls inside the polygon ``mascara``."""
        capa = Lienzo.__new__(Lienzo)
        capa.__dict__.update(self.__dict__)
        capa.imagen = self.imagen.copy()
        capa.dibujo = ImageDraw.Draw(capa.imagen)
        pinta(capa)
        hueco = Image.new("L", self.imagen.size, 0)
        ImageDraw.Draw(hueco).polygon([self.px(p) for p in mascara], fill=255)
        self.imagen.paste(capa.imagen, (0, 0), hueco)

    def png(self):
        """Return the finished sheet as the bytes of an optimised PNG."""
        salida = BytesIO()
        self.imagen.reduce(SOBREMUESTREO).save(salida, "PNG", optimize=True)
        return salida.getvalue()
