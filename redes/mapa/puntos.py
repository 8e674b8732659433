"""Places on the map."""

from .equal_earth import proyectar


def _punto(longitud, latitud):
    x, y = proyectar(float(longitud), float(latitud))
    return {"x": str(x), "y": str(y)}  # text: a decimal comma would break the drawing


BOGOTA = _punto(-74.07, 4.71)


def de_las_sedes(redes):
    """The seats that have coordinates, each with the networks that have it: list of dicts ``ciudad``, ``x``, ``y``."""
    ciudades = {}
    for red in redes:
        if red.sede and red.sede.latitud is not None and red.sede.longitud is not None:
            ciudades.setdefault(red.sede, []).append(red)
    return [
        {"ciudad": ciudad, "redes": suyas, **_punto(ciudad.longitud, ciudad.latitud)}
        for ciudad, suyas in ciudades.items()
    ]
