"""Draws the world of the networks page, once: ``python redes/mapa/dibujar.py countries-110m.json``.

The input is ``countries-110m.json`` of the npm package world-atlas 2.0.2 (ISC, Michael Bostock), which holds
Natural Earth's 1:110m country shapes (public domain). The output is the template ``redes/includes/mundo.html``.
See LEEME.md.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from ..mapa import regiones
from ..mapa.equal_earth import ALTO, ANCHO, proyectar

SALIDA = Path(__file__).resolve().parents[1] / "templates" / "redes" / "includes" / "mundo.html"
ANTARTIDA = "010"
MENOR = 1.2  # islands below this width and height, in units of the drawing, are left out


def arcos(topologia):
    """The arcs of a TopoJSON, decoded to degrees."""
    (sx, sy), (tx, ty) = topologia["transform"]["scale"], topologia["transform"]["translate"]
    resultado = []
    for arco in topologia["arcs"]:
        x = y = 0
        puntos = []
        for dx, dy in arco:
            x, y = x + dx, y + dy
            puntos.append((x * sx + tx, y * sy + ty))
        resultado.append(puntos)
    return resultado


def anillo(indices, todos):
    puntos = []
    for indice in indices:
        tramo = todos[indice] if indice >= 0 else todos[~indice][::-1]
        puntos += tramo[1:] if puntos else tramo
    return puntos


def partes(puntos):
    """An outline cut where it crosses the edge of the map (longitude 180), each part on its own side."""
    corridos = [puntos[0]]
    for longitud, latitud in puntos[1:]:
        anterior = corridos[-1][0]
        corridos.append((longitud + 360 * round((anterior - longitud) / 360), latitud))
    for vuelta in (-360, 0, 360):
        parte = recortar([(x + vuelta, y) for x, y in corridos], -180, 1)
        parte = recortar(parte, 180, -1)
        if parte:
            yield parte


def recortar(puntos, borde, signo):
    """The part of a closed outline (Sutherland-Hodgman) on one side of a meridian."""
    dentro = []
    for (x1, y1), (x2, y2) in zip(puntos, puntos[1:] + puntos[:1], strict=True):
        a, b = (x1 - borde) * signo >= 0, (x2 - borde) * signo >= 0
        if a:
            dentro.append((x1, y1))
        if a != b:
            dentro.append((borde, y1 + (y2 - y1) * (borde - x1) / (x2 - x1)))
    return dentro


def trazo(puntos):
    """An outline as an SVG path of relative steps in halves of a unit; empty when it is too small to be seen."""
    planos = []
    for longitud, latitud in puntos:
        x, y = proyectar(longitud, latitud)
        punto = (round(x * 2), round(y * 2))
        if not planos or planos[-1] != punto:
            planos.append(punto)
    xs, ys = [p[0] for p in planos], [p[1] for p in planos]
    if len(planos) < 4 or (max(xs) - min(xs) < MENOR * 2 and max(ys) - min(ys) < MENOR * 2):
        return ""
    pasos = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(planos)]
    return f"M{planos[0][0]} {planos[0][1]}l{' '.join(pasos)}z".replace(" -", "-")


def camino(grupo, trazos):
    """The countries of a group as one path, whose shade the template decides."""
    tono = f"mundo__tono-{{{{ alcance.{grupo}.tono }}}}"
    return f'<path class="mundo__grupo {tono}" d="{"".join(trazos)}"/>'


def main(ruta):
    topologia = json.loads(Path(ruta).read_text())
    todos = arcos(topologia)
    grupos = {grupo: [] for grupo in (regiones.RESTO, *regiones.GRUPOS)}
    for pais in topologia["objects"]["countries"]["geometries"]:
        codigo = str(pais.get("id", ""))
        if codigo == ANTARTIDA:
            continue
        poligonos = pais["arcs"] if pais["type"] == "MultiPolygon" else [pais["arcs"]]
        for poligono in poligonos:
            trazos = [trazo(parte) for uno in poligono for parte in partes(anillo(uno, todos))]
            grupos[regiones.grupo_de(codigo)] += trazos
    lineas = [
        "{# Drawn by redes/mapa/dibujar.py from world-atlas 2.0.2 (Natural Earth, public domain). Do not edit. #}",
        '<g transform="scale(.5)">',
        *(camino(grupo.replace("-", "_"), trazos) for grupo, trazos in grupos.items()),
        "</g>",
    ]
    SALIDA.write_text("\n".join(lineas) + "\n")
    print(SALIDA, SALIDA.stat().st_size, "bytes", (ANCHO, ALTO))


if __name__ == "__main__":
    main(sys.argv[1])
