"""The floors of the house: no room names one above it, in an import (import-linter) or in a string (here)."""

import re
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.apps import apps

RAIZ = Path(__file__).parents[2]
PISOS = [
    tuple(piso.split(" | "))
    for piso in tomllib.loads((RAIZ / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
]
SALAS = [sala for piso in PISOS for sala in piso]
# The Bank is also the whole site: so are called the actions of its log, its logger and what it keeps in the database.
EL_SITIO = r"banco\.(?:acceso|cambio|candado|fusion|registro|retiro|seguridad|tareas|\w+\.log)\b"
RUTA_CON_NOMBRE = re.compile(r"""\bname=["']([\w-]+)["']""")


def _archivos(sala):
    for archivo in (RAIZ / sala).rglob("*"):
        if archivo.suffix in {".py", ".html", ".js", ".css", ".txt"} and "migrations" not in archivo.parts:
            yield archivo


def _direcciones_de(sala):
    """The names of the addresses that a room serves without a namespace of its own."""
    nombres = set()
    for archivo in _archivos(sala):
        texto = archivo.read_text()
        if (archivo.suffix == ".py" and "urlpatterns" in texto + archivo.name) or archivo.name == "wagtail_hooks.py":
            nombres |= set(RUTA_CON_NOMBRE.findall(texto))
    return nombres


def _nombra(texto, sala, direcciones):
    """What ``texto`` says of ``sala``: a label of a model, a template or file of it, its tags, its addresses."""
    modelos = "|".join(modelo._meta.model_name for modelo in apps.get_app_config(sala).get_models())
    patron = rf"""["']{sala}[.:/][\w:/.-]+|\bload [^%\n]*\b{sala}_tags\b|["']{sala}_(?:{modelos or "-"})\b"""
    hallado = [dicho for dicho in re.findall(patron, texto) if not re.match(EL_SITIO, dicho[1:])]
    for nombre in direcciones:
        hallado += re.findall(rf"""(?:reverse\(|reverse_lazy\(|redirect\(|% url )\s*["']{nombre}["']""", texto)
    return hallado


def _de_arriba(sala):
    piso = next(numero for numero, salas in enumerate(PISOS) if sala in salas)
    return [otra for salas in PISOS[:piso] for otra in salas] + [otra for otra in PISOS[piso] if otra != sala]


@pytest.mark.parametrize("sala", SALAS)
def test_ninguna_sala_nombra_a_las_de_arriba(sala):
    hallados = {}
    for otra in _de_arriba(sala):
        direcciones = _direcciones_de(otra) - _direcciones_de(sala)
        for archivo in _archivos(sala):
            if dice := _nombra(archivo.read_text(), otra, direcciones):
                hallados[str(archivo.relative_to(RAIZ))] = dice
    assert not hallados


def test_la_prueba_ve_lo_que_busca():
    assert _nombra('apps.get_model("practicas.PracticaPage")', "practicas", ())
    assert _nombra("{% load i18n eventos_tags %}", "eventos", ())
    assert _nombra('{% include "banco/includes/foto.html" %}', "banco", ())
    assert _nombra("{% url 'cobertura' %}", "promocion", {"cobertura"})
    assert not _nombra('{% url "otra" %} de las practicas', "practicas", {"cobertura"})


def test_toda_aplicacion_de_la_casa_tiene_su_piso(settings):
    de_la_casa = {nombre.partition(".")[0] for nombre in settings.INSTALLED_APPS if (RAIZ / nombre).is_dir()}
    assert de_la_casa == set(SALAS)


def test_ningun_circulo_de_archivos():
    grafo = grimp.build_graph(*SALAS, exclude_type_checking_imports=True)
    importa = {modulo: grafo.find_modules_directly_imported_by(modulo) for modulo in grafo.modules}
    try:
        TopologicalSorter(importa).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
