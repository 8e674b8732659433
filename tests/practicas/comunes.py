"""What the tests of the ficha in the editor share."""

from practicas.ficha import FICHA
from tests import fabrica as f

LIMITES = FICHA.limites

SIN_NADA = {
    "asociacion": "",
    "visibilidad": "",
    "lecciones": "",
    "resultados": "",
    "transferencia": "",
    "antecedentes": "",
    "innovacion": "",
    "resumen": "",
    "upz": "",
    "toda_la_ciudad": "",
    "tema": "",
    "subtema": "",
    "fecha_inicio": "",
}


def texto_de(campo, cuantas):
    return f.parrafo(cuantas) if LIMITES[campo].html else f.palabras(cuantas)
