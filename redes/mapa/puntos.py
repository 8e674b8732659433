"""Places on the map."""

from .proyeccion import proyectar


def de_las_sedes(redes):
    """The seats that have coordinates, each with the networks that have it: list of dicts ``ciudad``, ``x``, ``y``."""
    ciudades = {}
    for red in redes:
        if red.sede and red.sede.latitud is not None and red.sede.longitud is not None:
            ciudades.setdefault(red.sede, []).append(red)
    puntos = []
    for ciudad, suyas in ciudades.items():
        x, y = proyectar(float(ciudad.longitud), float(ciudad.latitud))
        puntos.append({"ciudad": ciudad, "x": str(x), "y": str(y), "redes": suyas})
    return puntos
