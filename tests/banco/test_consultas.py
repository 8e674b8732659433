"""What people type finds the practice that they mean: the same queries, in a file that anybody may add to, on both
databases, over the demonstration."""

import tomllib
from pathlib import Path

import pytest

from banco import busqueda
from banco.models import FichaPublica
from practicas.models import PracticaPage

CONSULTAS = Path(__file__).parent / "consultas.toml"
ENTRE_LAS_PRIMERAS = 3
DE_CADA_CIEN = 95


@pytest.mark.largo
def test_lo_que_la_gente_escribe_encuentra_lo_que_busca(demostracion):
    practicas = dict(PracticaPage.objects.filter(locale__language_code="es").values_list("translation_key", "slug"))
    nombre = {numero: practicas[clave] for numero, clave in FichaPublica.objects.values_list("pk", "clave")}
    consultas = tomllib.loads(CONSULTAS.read_text())
    total, fallan = 0, []
    for idioma, filas in consultas.items():
        assert len(filas) >= 60, idioma
        for consulta, esperada in filas.items():
            total += 1
            hallado = busqueda.responder(idioma, busqueda.palabras_de(consulta))
            primeras = [nombre[numero] for numero in hallado.numeros[:ENTRE_LAS_PRIMERAS]]
            if set(primeras).isdisjoint([esperada] if isinstance(esperada, str) else esperada):
                fallan.append((idioma, consulta, primeras))
    aciertos = 100 * (total - len(fallan)) / total
    print(f"{aciertos:.1f} % of {total}; not found: {fallan}")
    assert aciertos >= DE_CADA_CIEN, fallan
