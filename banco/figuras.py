"""Ways to look at an answer of the Bank: map, timeline, coverage. Figures only; the templates draw them."""

from dataclasses import dataclass

from .catalogo import catalogo
from .proyeccion import TODA_LA_CIUDAD

# The localidades as bricks of a wall, from the north down: row, column from the west, and the name on two lines.
# Each second row is shifted half a brick.
LADRILLOS = {
    "suba": (0, 1, "Suba", ""),
    "usaquen": (0, 2, "Usaquén", ""),
    "engativa": (1, 0, "Engativá", ""),
    "barrios-unidos": (1, 1, "Barrios", "Unidos"),
    "chapinero": (1, 2, "Chapinero", ""),
    "fontibon": (2, 0, "Fontibón", ""),
    "teusaquillo": (2, 1, "Teusaquillo", ""),
    "santa-fe": (2, 2, "Santa Fe", ""),
    "kennedy": (3, 0, "Kennedy", ""),
    "puente-aranda": (3, 1, "Puente", "Aranda"),
    "los-martires": (3, 2, "Los", "Mártires"),
    "la-candelaria": (3, 3, "La", "Candelaria"),
    "bosa": (4, 0, "Bosa", ""),
    "tunjuelito": (4, 1, "Tunjuelito", ""),
    "antonio-narino": (4, 2, "Antonio", "Nariño"),
    "san-cristobal": (4, 3, "San", "Cristóbal"),
    "ciudad-bolivar": (5, 0, "Ciudad", "Bolívar"),
    "rafael-uribe-uribe": (5, 1, "Rafael", "Uribe Uribe"),
    "usme": (5, 2, "Usme", ""),
    "sumapaz": (6, 2, "Sumapaz", ""),
}
ANCHO, ALTO, JUNTA = 104, 72, 6
TONOS = 4


@dataclass(frozen=True)
class Ladrillo:
    codigo: str
    nombre: str
    lineas: tuple
    x: int
    y: int
    total: int
    tono: int
    elegida: bool
    url: str


def _tono(total, mayor):
    """How dark a count is drawn, 0 to ``TONOS``; where all are few, one is light."""
    return min(TONOS, -(-total * TONOS // max(mayor, TONOS)))


def mapa(consulta):
    """The 20 localidades with how many practices are done in each; those of the whole city are counted apart."""
    conjunto = consulta.cruce(sin="localidad")
    bits = consulta.conjuntos.bits["localidad"]
    ciudad = bits.get(TODA_LA_CIUDAD, 0)
    # In the sets the whole city is in each localidad; here each has only its own.
    propias = {codigo: (bits.get(codigo, 0) & conjunto & ~ciudad).bit_count() for codigo in catalogo()["localidad"]}
    mayor = max(propias.values(), default=0)
    elegidas = consulta.elegidos.get("localidad", [])
    ladrillos = []
    for codigo, termino in catalogo()["localidad"].items():
        fila, columna, *lineas = LADRILLOS.get(codigo, (7, len(ladrillos) % 4, termino.nombre, ""))
        elegida = codigo in elegidas
        par = ("localidad", codigo)
        ladrillos.append(
            Ladrillo(
                codigo=codigo,
                nombre=termino.nombre,
                lineas=tuple(linea for linea in lineas if linea),
                x=columna * (ANCHO + JUNTA) + (fila % 2 == 0) * (ANCHO + JUNTA) // 2,
                y=fila * (ALTO + JUNTA),
                total=propias[codigo],
                tono=_tono(propias[codigo], mayor),
                elegida=elegida,
                url=consulta.direccion(**({"sin": par} if elegida else {"mas": par})),
            )
        )
    return {
        "ladrillos": ladrillos,
        "de_la_ciudad": (ciudad & conjunto).bit_count(),
        "url_de_la_ciudad": consulta.direccion(mas=("localidad", TODA_LA_CIUDAD)),
        "ancho": 9 * (ANCHO + JUNTA) // 2,
        "alto": 7 * (ALTO + JUNTA),
        "ladrillo_ancho": ANCHO,
        "ladrillo_alto": ALTO,
    }


def linea(consulta):
    """How many practices ran in each year, from the first to this one; and the page of results as bars."""
    bits = consulta.conjuntos.bits["anio"]
    conjunto = consulta.cruce(sin="anio")
    cuentas = {int(anio): (suyos & conjunto).bit_count() for anio, suyos in bits.items()}
    con_algo = [anio for anio, total in cuentas.items() if total]
    sin_anio = (conjunto & ~consulta.conjuntos.con("anio", bits)).bit_count()
    if not con_algo:
        return {"anios": [], "barras": [], "sin_anio": sin_anio}
    desde, hasta = min(con_algo), max(con_algo)
    mayor = max(cuentas.values())
    elegidos = consulta.elegidos.get("anio", [])
    anios = [
        {
            "anio": anio,
            "total": cuentas.get(anio, 0),
            "alto": round(100 * cuentas.get(anio, 0) / mayor),
            "elegido": str(anio) in elegidos,
            "url": consulta.direccion(
                **({"sin": ("anio", str(anio))} if str(anio) in elegidos else {"mas": ("anio", str(anio))})
            ),
        }
        for anio in range(desde, hasta + 1)
    ]
    tramo = hasta - desde + 1
    barras = []
    for practica in consulta.pagina.object_list:
        if practica.inicio:
            inicio = max(practica.inicio.year, desde)
            fin = practica.fin.year if practica.fin else hasta if practica.en_marcha else inicio
            barras.append(
                {
                    "practica": practica,
                    "x": round(1000 * (inicio - desde) / tramo),
                    "ancho": max(6, round(1000 * (fin - inicio + 1) / tramo)),
                }
            )
    return {"anios": anios, "barras": barras, "desde": desde, "hasta": hasta, "mayor": mayor, "sin_anio": sin_anio}


def matriz(consulta):
    """How many practices each sector has for each ODS: what the Bank covers, and what it does not."""
    conjuntos, listas = consulta.conjuntos, catalogo()
    filas = []
    for codigo, sector in listas["sector"].items():
        suyas = conjuntos.con("sector", [codigo]) & consulta.resultado
        celdas = [
            {
                "total": (total := (suyas & conjuntos.con("ods", [ods])).bit_count()),
                "tono": _tono(total, consulta.total // 3),
                "ods": termino,
                "url": consulta.direccion(vista="", sector=codigo, ods=ods) if total else "",
            }
            for ods, termino in listas["ods"].items()
        ]
        filas.append({"sector": sector, "total": suyas.bit_count(), "celdas": celdas})
    return {"ods": list(listas["ods"].values()), "filas": filas}


# What is drawn of each view; of the others (the cards, the table) there is nothing to count.
FIGURAS = {"mapa": mapa, "linea": linea, "matriz": matriz}
