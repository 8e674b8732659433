"""Equal Earth (Šavrič, Patterson & Jenny, 2018): areas are true, shapes are pleasant, the formula is closed."""

import math

ANCHO, ALTO = 1000, 487  # of the drawing, in its own units
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
_X_MAXIMA = 2.7066
_Y_MAXIMA = 1.3173


def proyectar(longitud, latitud):
    """The point of the drawing (x, y) of a place in degrees."""
    a1, a2, a3, a4 = _A
    t = math.asin(_M * math.sin(math.radians(latitud)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = math.radians(longitud) * math.cos(t) / (_M * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return round((x / _X_MAXIMA + 1) * ANCHO / 2, 1), round((1 - y / _Y_MAXIMA) * ALTO / 2, 1)
