"""Covers made of bricks: one drawing for each practice, always the same for the same data.

A wall is laid in the bond of its subject. On it rise the eastern hills of Bogotá, in ridges that the
seed decides, and the ODS of the practice are the lit bricks. ``cubierta`` lays them, as data; ``en_svg``
and ``pintar`` draw what it laid. The drawing has no text, no ids and no style attributes, so it can be
repeated on one page, saved as a file, or printed.
"""

import math
import random
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

LADRILLO = ("#EBCBB4", "#D9936C", "#C06A43", "#A84B28", "#8F371A", "#6F2912")
PARAMO = ("#CBDDD3", "#94B9A9", "#5F907E", "#3F7563", "#2C5A4C", "#1E4238")
CIELO = ("#CFDEEA", "#9DBBD5", "#668FB4", "#3D6C98", "#1F4E79", "#163A5B")
ARENA = ("#F6EFE4", "#EEE3D2", "#E4D5BE", "#D3BE9F", "#B89C77", "#8E7352")
SOL = ("#FBE6B6", "#F7D283", "#F2B53A")
TINTA = "#1E2322"

# The colour of each ODS is that of its sphere: people, prosperity, planet, or peace and partnership.
_GENTE, _PROSPERIDAD, _PLANETA, _ALIANZA = SOL[2], SOL[1], "#8CC4B0", "#8FBCE6"
COLOR_ODS = dict.fromkeys(range(1, 6), _GENTE)
COLOR_ODS |= dict.fromkeys(range(7, 12), _PROSPERIDAD)
COLOR_ODS |= dict.fromkeys((6, 12, 13, 14, 15), _PLANETA)
COLOR_ODS |= dict.fromkeys((16, 17), _ALIANZA)

# Each scene: sky from top to horizon, ridges from the farthest to the nearest, and the mortar.
_CAL = "#FAF7F2"
ESCENAS = (
    (ARENA[:3], LADRILLO[1:5], _CAL),
    (ARENA[:3], PARAMO[1:5], _CAL),
    ((SOL[0], "#F8DFA6", LADRILLO[0]), (LADRILLO[1], LADRILLO[2], LADRILLO[4], LADRILLO[5]), _CAL),
    ((CIELO[0], "#DDE5E6", ARENA[1]), CIELO[1:5], _CAL),
    ((CIELO[0], "#DDE5E6", ARENA[1]), (PARAMO[1], PARAMO[3], LADRILLO[3], LADRILLO[4]), _CAL),
    ((CIELO[4], CIELO[3], CIELO[2]), PARAMO[2:], "#14263A"),
    ((LADRILLO[4], "#B8552F", LADRILLO[1]), ("#7A2E15", "#5C2210", "#451A0D", "#31120A"), "#3A160B"),
    ((PARAMO[0], "#E3E6D9", SOL[0]), (SOL[1], LADRILLO[2], LADRILLO[3], LADRILLO[5]), _CAL),
)

# Chosen so that the subjects of the Bank fall on different bonds and scenes.
_SAL = "1483"


class Ladrillo(NamedTuple):
    """A brick as a stroke of the brush: where it begins (the middle of its left or upper end), and how far it goes."""

    x: int
    y: int
    largo: int
    de_pie: bool


class Capa(NamedTuple):
    """The bricks of one colour, from top to bottom. ``clase``: what the stylesheet knows the colour by, if it does."""

    clase: str
    color: str
    ladrillos: list[Ladrillo]


class Cubierta(NamedTuple):
    """A wall of ``ancho`` × ``alto``: its mortar, how thick its bricks are, and the bricks, colour by colour."""

    ancho: int
    alto: int
    mortero: str
    grueso: float
    capas: list[Capa]


def _soga(ancho, alto, largo, grueso, desfase):
    """Courses of stretchers, each moved on by ``desfase`` of a brick."""
    for fila in range(math.ceil(alto / grueso)):
        x = -(fila * desfase % 1) * largo
        while x < ancho:
            yield x, fila * grueso, largo, False
            x += largo


def _mixto(ancho, alto, largo, grueso, orden):
    """Courses laid by ``orden(fila)``: a cycle of whole bricks (1) and headers (0.5), and where it begins."""
    for fila in range(math.ceil(alto / grueso)):
        ciclo, inicio = orden(fila)
        x, turno = -inicio * largo, 0
        while x < ancho:
            tramo = ciclo[turno % len(ciclo)] * largo
            if x + tramo > 0:
                yield x, fila * grueso, tramo, False
            x, turno = x + tramo, turno + 1


def _sardinel(ancho, alto, largo, grueso):
    """Three courses of stretchers, then one of soldiers standing on end."""
    y, fila = 0, 0
    while y < alto:
        if fila % 4 == 2:
            for paso in range(math.ceil(ancho / grueso)):
                yield paso * grueso, y, largo, True
            y += largo
        else:
            x = -(fila % 2) * largo / 2
            while x < ancho:
                yield x, y, largo, False
                x += largo
            y += grueso
        fila += 1


def _espiga(ancho, alto, largo, grueso):
    """Herringbone of bricks twice or more as long as thick."""
    razon = round(largo / grueso)
    filas, columnas = math.ceil(alto / grueso), math.ceil(ancho / grueso)
    for fila in range(-razon, filas):
        for columna in range(-razon, columnas):
            fase = (columna - fila) % (2 * razon)
            if fase == 0:
                yield columna * grueso, fila * grueso, razon * grueso, False
            elif fase == 2 * razon - 1:
                yield columna * grueso, fila * grueso, razon * grueso, True


def _cesteria(ancho, alto, largo, grueso):
    """Basket weave: squares of lying and of standing bricks."""
    razon = round(largo / grueso)
    lado = razon * grueso
    for j in range(math.ceil(alto / lado)):
        for i in range(math.ceil(ancho / lado)):
            for k in range(razon):
                if (i + j) % 2:
                    yield i * lado + k * grueso, j * lado, lado, True
                else:
                    yield i * lado, j * lado + k * grueso, lado, False


def _flamenco(fila):
    return (1, 0.5), (fila % 2) * 0.75 + 0.25


def _ingles(fila):
    return ((1,), 0.25) if fila % 2 else ((0.5,), 0)


def _monje(fila):
    return (1, 1, 0.5), (fila % 2) * 1.25


# (generator, stretchers across the cover, courses from top to bottom)
APAREJOS = (
    (lambda *m: _soga(*m, 1 / 2), 13, 24),
    (lambda *m: _mixto(*m, _flamenco), 10, 24),
    (lambda *m: _soga(*m, 1 / 3), 12, 26),
    (lambda *m: _mixto(*m, _ingles), 11, 21),
    (_sardinel, 15, 23),
    (_espiga, 15, 21),
    (lambda *m: _mixto(*m, _monje), 11, 24),
    (_cesteria, 15, 24),
    (lambda *m: _soga(*m, 1 / 4), 10, 25),
)


def _numero(texto):
    return int.from_bytes(blake2b(texto.encode(), digest_size=8).digest(), "big")


def _loma(azar, altura, ancho):
    """The line of a ridge: height at each ``x``, a sum of slow waves and one peak."""
    fases = [(azar.uniform(0.6, 1.4) * 2**k, azar.uniform(0, math.tau), 0.55**k) for k in range(3)]
    cima, pico, falda = azar.random(), azar.uniform(0.06, 0.24), azar.uniform(0.1, 0.26)

    @cache
    def linea(x):
        u = x / ancho
        onda = 0
        for frecuencia, fase, peso in fases:
            onda += math.sin(u * frecuencia * math.tau + fase) * peso
        cerca = 1 - abs(u - cima) / falda
        return altura - 0.06 * onda - (pico * cerca if cerca > 0 else 0)

    return linea


def _torres(azar, base, ancho):
    """The line of a row of stepped brick towers over the ground line ``base``."""
    pie, torres = azar.uniform(0.05, 0.6) * ancho, []
    for _torre in range(azar.randint(2, 3)):
        media = azar.uniform(0.035, 0.06) * ancho
        torres.append((pie + media, media, azar.uniform(0.2, 0.42)))
        pie += media * 2 + azar.uniform(0.005, 0.04) * ancho

    @cache
    def linea(x):
        alturas = [
            alto * (1 - 0.22 * (abs(x - eje) // (media / 3))) for eje, media, alto in torres if abs(x - eje) < media
        ]
        return base(x) - max(alturas, default=0)

    return linea


def _senda(azar, ancho):
    """Whether a point lies on the stream that winds down the hills and widens as it comes near."""
    eje, vuelta, fase = azar.uniform(0.3, 0.7), azar.uniform(0.08, 0.18), azar.uniform(0, math.tau)

    def toca(x, y):
        return abs(x / ancho - eje - vuelta * y * math.sin(fase + 5 * y)) < 0.012 + 0.05 * y * y

    return toca


def _trazos(ladrillos, junta, grueso):
    """Bricks as they were laid (with the joint to their right and below), as strokes."""
    for x, y, largo, de_pie in sorted(ladrillos, key=lambda ladrillo: (ladrillo[1], ladrillo[0])):
        eje, cabo = grueso / 2, junta / 2
        inicio = (x + eje, y + cabo) if de_pie else (x + cabo, y + eje)
        yield Ladrillo(round(inicio[0]), round(inicio[1]), round(largo - junta), de_pie)


def cubierta(semilla: str, ods: list[int], tema: str, ancho: int = 1200, alto: int = 630) -> Cubierta:
    """The cover of a practice, of ``ancho`` × ``alto`` units.

    ``semilla`` draws the hills, ``tema`` (the code of the subject) chooses the bond and one of two hours of the
    day, and each number of ``ods`` lights some bricks in the colour of its sphere.
    """
    azar = random.Random(_numero(f"{semilla}|{tema}"))
    suerte = _numero(_SAL + tema)
    aparejo, a_lo_ancho, hiladas = APAREJOS[suerte % len(APAREJOS)]
    hora = suerte // len(APAREJOS) + azar.choice((0, 3))
    cielo, cerros, mortero = ESCENAS[hora % len(ESCENAS)]
    escala = math.sqrt(ancho * alto / (1200 * 630))
    largo, grueso = 1200 / a_lo_ancho * escala, alto / round(alto / (630 / hiladas * escala))
    if aparejo in (_espiga, _cesteria):
        largo = 3 * grueso
    junta = 4 * escala

    fondo = azar.uniform(0.27, 0.46)
    lomas = [_loma(azar, fondo + paso * azar.uniform(0.12, 0.18), ancho) for paso in range(len(cerros))]
    motivo = azar.choice(("cerros", "torres", "senda"))
    if motivo == "torres":
        lomas[-1] = _torres(azar, lomas[-1], ancho)
    en_la_senda = _senda(azar, ancho) if motivo == "senda" else lambda x, y: False
    sol = (azar.uniform(0.12, 0.88) * ancho, azar.uniform(0.16, 0.3) * alto, azar.uniform(0.13, 0.2) * alto)

    por_color, cercanos = {}, []
    de_cerca_a_lejos = list(enumerate(lomas, 1))[::-1]
    for ladrillo in aparejo(ancho, alto, largo, grueso):
        x, y, tramo, de_pie = ladrillo
        cx, cy = (x + grueso / 2, y + tramo / 2) if de_pie else (x + tramo / 2, y + grueso / 2)
        if cx + tramo < 0 or cy + tramo < 0 or cx - tramo > ancho or cy - tramo > alto:
            continue
        plano = next((n for n, loma in de_cerca_a_lejos if cy / alto > loma(cx)), 0)
        if plano == 0:
            tono = min(2, max(0, int(cy / alto / fondo * 3 + azar.uniform(-0.6, 0.6))))
            clave = (f"lc{tono}", cielo[tono])
            if math.hypot(cx - sol[0], cy - sol[1]) < sol[2]:
                clave = ("lsol", SOL[2])
        elif plano > 1 and en_la_senda(cx, cy / alto):
            clave = ("lc2", cielo[2])
        else:
            if azar.random() < 0.12:
                plano = max(1, min(len(lomas), plano + azar.choice((-1, 1))))
            clave = (f"ll{plano}", cerros[plano - 1])
            if plano >= 2 and cy < alto - grueso:
                cercanos.append((ladrillo, clave))
        por_color.setdefault(clave, []).append(ladrillo)

    azar.shuffle(cercanos)
    for numero in sorted(set(ods)):
        for _vez in range(2 + numero % 3):
            if cercanos:
                ladrillo, clave = cercanos.pop()
                por_color[clave].remove(ladrillo)
                por_color.setdefault(("", COLOR_ODS.get(numero, SOL[2])), []).append(ladrillo)

    capas = [
        Capa(clase, color, list(_trazos(ladrillos, junta, grueso)))
        for (clase, color), ladrillos in sorted(por_color.items())
        if ladrillos
    ]
    return Cubierta(ancho, alto, mortero, round(grueso - junta, 1), capas)


def _camino(ladrillos):
    """The strokes as one path, each relative to the end of the one before: half as long as it would be otherwise."""
    partes, antes_x, antes_y = [], 0, 0
    for x, y, largo, de_pie in ladrillos:
        dx, dy = x - antes_x, y - antes_y
        partes.append(f"m{dx}{'' if dy < 0 else ' '}{dy}{'v' if de_pie else 'h'}{largo}")
        antes_x, antes_y = (x, y + largo) if de_pie else (x + largo, y)
    return "".join(partes)


def en_svg(cubierta: Cubierta) -> str:
    """SVG markup, to stand on a page."""
    ancho, alto = cubierta.ancho, cubierta.alto
    trazos = "".join(
        f'<path{f" class={chr(34)}{capa.clase}{chr(34)}" if capa.clase else ""} stroke="{capa.color}" '
        f'd="{_camino(capa.ladrillos)}"/>'
        for capa in cubierta.capas
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cubierta" viewBox="0 0 {ancho} {alto}" '
        f'preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
        f'<path class="lj" fill="{cubierta.mortero}" d="M0 0h{ancho}v{alto}H0z"/>'
        f'<g fill="none" stroke-width="{cubierta.grueso:g}">{trazos}</g></svg>'
    )


def pintar(cubierta: Cubierta, dibujo) -> None:
    """Paint it on ``dibujo`` (Pillow's ``ImageDraw``), from its upper left corner."""
    dibujo.rectangle((0, 0, cubierta.ancho, cubierta.alto), fill=cubierta.mortero)
    medio = cubierta.grueso / 2
    for capa in cubierta.capas:
        for x, y, largo, de_pie in capa.ladrillos:
            caja = (x - medio, y, x + medio, y + largo) if de_pie else (x, y - medio, x + largo, y + medio)
            dibujo.rectangle(caja, fill=capa.color)
