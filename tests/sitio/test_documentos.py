"""What the documents name exists: each file, each test, each piece of code that a rule or a requirement leans on."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

RAIZ = Path(__file__).parents[2]
DOCUMENTOS = ("docs/seguridad.md", "docs/reglas-de-publicacion.md")
_RUTA = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|txt|md|toml))`")
_CODIGO_EN = re.compile(r"((?:`[\w.]+`(?:, | y )?)+) en `([\w/.]+\.py)`")


@cache
def _texto(documento):
    return (RAIZ / documento).read_text(encoding="utf-8")


@cache
def _pruebas():
    """The names of all the tests, and the file of each."""
    nombres = {}
    for archivo in (RAIZ / "tests").rglob("*.py"):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            if isinstance(nodo, ast.FunctionDef):
                nombres.setdefault(nodo.name, set()).add(archivo.relative_to(RAIZ).as_posix())
    return nombres


@pytest.mark.parametrize("documento", DOCUMENTOS)
def test_los_nombres_de_los_documentos_existen(documento):
    texto = _texto(documento)
    pruebas = _pruebas()
    perdidas = [nombre for nombre in re.findall(r"`(test_\w+)`", texto) if nombre not in pruebas]
    rutas = {ruta for ruta in _RUTA.findall(texto) if not ruta.startswith("/")}
    sin_archivo = [ruta for ruta in rutas if not (RAIZ / ruta).exists() and not _es_direccion(ruta)]
    assert (perdidas, sorted(sin_archivo)) == ([], [])


def _es_direccion(ruta):
    """An address of the site, not a file: it has no extension and its first part is no folder of ours."""
    return "." not in ruta.rsplit("/", 1)[-1] and not (RAIZ / ruta.split("/")[0]).exists()


@pytest.mark.parametrize("documento", DOCUMENTOS)
def test_cada_nombre_esta_en_el_archivo_que_se_dice(documento):
    fuera = []
    for nombres, archivo in _CODIGO_EN.findall(_texto(documento)):
        fuente = (RAIZ / archivo).read_text(encoding="utf-8")
        fuera += [
            (nombre, archivo)
            for nombre in re.findall(r"`([\w.]+)`", nombres)
            if "/" not in nombre and not re.search(rf"\b{re.escape(nombre.split('.')[-1])}\b", fuente)
        ]
    assert fuera == []
