"""Places on the map."""

from .equal_earth import proyectar


def punto(longitud, latitud):
    """Where a place in degrees is drawn: dict ``x``, ``y``."""
    x, y = proyectar(float(longitud), float(latitud))
    return {"x": str(x), "y": str(y)}  # text: a decimal comma would break the drawing


def en_el_mapa(lugar):
    """Where ``lugar``, which has coordinates, stands in the drawing: dict ``x``, ``y``."""
    return punto(lugar.longitud, lugar.latitud)


BOGOTA = punto(-74.07, 4.71)


def de_las_sedes(redes):
    """The seats that have coordinates, each with the networks that have it: list of dicts ``ciudad``, ``x``, ``y``."""
    ciudades = {}
    for red in redes:
        if red.sede and red.sede.latitud is not None and red.sede.longitud is not None:
            ciudades.setdefault(red.sede, []).append(red)
    return [{"ciudad": ciudad, "redes": suyas, **en_el_mapa(ciudad)} for ciudad, suyas in ciudades.items()]
