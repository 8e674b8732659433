import pytest

from actores.grupos import MODERACION, PUNTOS_FOCALES
from tests import fabrica as f

from .procesos import ENSENA, MISION, proceso


@pytest.fixture
def ddri(db):
    return f.persona("dirige", MODERACION)


@pytest.fixture
def practica(db):
    return f.viva("Ciclovía", entidad="idrd")


@pytest.fixture
def focal_idrd(db):
    return f.persona("focal-del-idrd", PUNTOS_FOCALES, "idrd")


@pytest.fixture
def a_mano(db):
    """What each formula is asked of, written so that the right answer can be counted with a finger."""
    f.viva("Ciclovía")
    f.practica(f.persona("autora", PUNTOS_FOCALES, "idrd"), titulo="Sin aval")
    ana, luz = ("Ana Díaz", "Ayuntamiento de Ejemplo", "ES"), ("Luz Paz", "Universidad de Ejemplo", "CO")
    proceso(
        entidades=("idrd", "secretaria-cultura", "secretaria-planeacion"),
        expertos=[ana, luz],
        aliados=[("Catastro de Ejemplo", "aliado_tecnico"), ("Catastro de Ejemplo", "aliado_financiero")],
        actividades=2,
        asistencia={"publico_local": 10, "academia": 3},
    )
    proceso(
        "Otro",
        entidades=("idrd",),
        expertos=[("ana  díaz", "Ayuntamiento de Ejemplo", "ES"), ("Bob Ray", "Ciudad de Ejemplo", "NL")],
        aliados=[("Agencia de Ejemplo", "aliado_financiero"), ("Alguien de Ejemplo", "intermediario")],
        asistencia={"privado": 4},
    )
    nadie = {"expertos": [("Otra Persona", "Ciudad lejana", "JP")], "asistencia": {"privado": 900}}
    proceso("Sin actividades", actividades=0, **{**nadie, "asistencia": {}})
    proceso("Cancelado", estado="cancelado", **nadie)
    proceso("En curso", estado="en_marcha", entidades=("transmilenio",), **nadie)
    proceso("De enseñar", linea=ENSENA, asistencia={"sociedad_civil": 7})
    proceso("Una misión", linea=MISION)
