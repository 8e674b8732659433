"""What the public pages of networks and platforms show, each tie in the language of the reader."""

from .mapa import puntos, regiones


def indice_de_redes(pagina):
    """All the networks by kind, and what the map and its table say."""
    redes = list(pagina.objetos().select_related("sede"))
    alcance = regiones.alcance(redes)
    return {
        "redes": redes,
        "por_region": regiones.por_region(redes),
        "puntos": puntos.de_las_sedes(redes),
        "bogota": puntos.BOGOTA,
        "alcance": alcance,
        "tramos": regiones.leyenda(alcance),
    }


def mapa_de_ciudades(ciudades):
    """The map of ``redes/includes/ciudades.html``: Bogotá and those of ``ciudades`` that have coordinates."""
    return {
        "puntos": [
            {"ciudad": ciudad, **puntos.punto(ciudad.longitud, ciudad.latitud)}
            for ciudad in ciudades
            if ciudad.latitud is not None and ciudad.longitud is not None
        ],
        "bogota": puntos.BOGOTA,
        "alcance": regiones.alcance([]),  # the land is of one shade: it is the cities that tell
    }


def de_una_red(red):
    """What Bogotá is in a network, and the platforms that it has."""
    plataformas = [fila.plataforma for fila in red.fuente.redes_reddeplataforma.select_related("plataforma")]
    return {
        "roles": red.roles.all(),
        "plataformas": type(plataformas[0]).objects.version_de(red.locale_id, plataformas) if plataformas else [],
    }


def de_una_plataforma(plataforma):
    redes = [fila.red for fila in plataforma.fuente.redes.select_related("red")]
    return {"redes": type(redes[0]).objects.version_de(plataforma.locale_id, redes) if redes else []}
