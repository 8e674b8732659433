"""What the documents name exists: each file, test and command, and each piece of code that a rule leans on."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

RAIZ = Path(__file__).parents[2]
DOCUMENTOS = sorted(
    uno.relative_to(RAIZ).as_posix() for carpeta in ("*.md", "docs/**/*.md", "bench/*.md") for uno in RAIZ.glob(carpeta)
)
DECISIONES = sorted((RAIZ / "docs" / "decisiones").glob("[0-9]*.md"))
_RUTA = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|txt|md|toml|yaml|yml))`")
_CODIGO_EN = re.compile(r"((?:`[\w.]+`(?:, | y | and )?)+) (?:en|in) `([\w/.]+\.py)`")
_ENLACE = re.compile(r"\]\(([^)\s]+)\)")
# Made by running the site, and kept out of the repository.
_DE_LA_MARCHA = {"datos", "media", "estaticos", "certificados", "htmlcov", "banco.env", ".venv"}


@cache
def _texto(documento):
    return (RAIZ / documento).read_text(encoding="utf-8")


@cache
def _codigo(documento):
    """What the document gives as code: its blocks and what is between backticks."""
    bloques = re.split(r"^```.*$", _texto(documento), flags=re.M)
    sueltos = [trozo for prosa in bloques[::2] for trozo in re.findall(r"`([^`]+)`", prosa)]
    return "\n".join([*bloques[1::2], *sueltos])


@cache
def _pruebas():
    """The names of all the tests, and the file of each."""
    nombres = {}
    for archivo in (RAIZ / "tests").rglob("*.py"):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            if isinstance(nodo, ast.FunctionDef):
                nombres.setdefault(nodo.name, set()).add(archivo.relative_to(RAIZ).as_posix())
    return nombres


@cache
def _metas():
    """What the Makefile makes: its targets, and the endings of what it compiles."""
    texto = (RAIZ / "Makefile").read_text()
    return set(re.findall(r"^([a-z][a-z-]*):", texto, re.M)), tuple(re.findall(r"^%(\.\w+):", texto, re.M))


def _existe(ruta, documento):
    """From the root, or from where the document is; what running makes counts, and so does an address of the site."""
    if ruta.split("/")[0] in _DE_LA_MARCHA or _es_direccion(ruta):
        return True
    return (RAIZ / ruta).exists() or ((RAIZ / documento).parent / ruta).exists()


def _es_direccion(ruta):
    """An address of the site, not a file: it has no extension and its first part is no folder of ours."""
    return "." not in ruta.rsplit("/", 1)[-1] and not (RAIZ / ruta.split("/")[0]).exists()


@pytest.mark.parametrize("documento", DOCUMENTOS)
def test_los_nombres_de_los_documentos_existen(documento):
    texto = _texto(documento)
    pruebas = _pruebas()
    perdidas = [nombre for nombre in re.findall(r"`(test_\w+)`", texto) if nombre not in pruebas]
    rutas = {ruta for ruta in _RUTA.findall(texto) if not ruta.startswith("/")}
    sin_archivo = [ruta for ruta in rutas if not _existe(ruta, documento)]
    assert (perdidas, sorted(sin_archivo)) == ([], [])


@pytest.mark.parametrize("documento", DOCUMENTOS)
def test_los_enlaces_llevan_a_un_archivo(documento):
    rotos = []
    for enlace in _ENLACE.findall(_texto(documento)):
        ruta = enlace.split("#")[0]
        if ruta and not re.match(r"[a-z]+:", ruta) and not ((RAIZ / documento).parent / ruta).exists():
            rotos.append(enlace)
    assert rotos == []


@pytest.mark.parametrize("documento", DOCUMENTOS)
def test_las_ordenes_existen(documento):
    codigo = _codigo(documento)
    metas, compilados = _metas()
    sin_orden = set(re.findall(r"manage\.py (\w+)", codigo)) - set(get_commands())
    pedidas = {
        palabra
        for orden in re.findall(r"\bmake ([^\n#|&;]+)", codigo)
        for palabra in re.sub(r'"[^"]*"', "", orden).split()
        if re.fullmatch(r"[a-z][\w./-]*", palabra) and not palabra.endswith(compilados)
    }
    # «apt-get install make git»: there it is a package.
    if "apt-get install" in codigo:
        pedidas -= {palabra for linea in re.findall(r"apt-get install .*", codigo) for palabra in linea.split()}
    assert (sorted(sin_orden), sorted(pedidas - metas)) == ([], [])


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


def test_el_dibujo_de_los_pisos_es_el_de_pyproject():
    dibujo = _texto("docs/arquitectura.md").split("```text")[1].split("```")[0]
    pisos, piso = [], []
    for linea in dibujo.splitlines():
        if "│" not in linea:
            pisos, piso = pisos + [piso] * bool(piso), []
        elif not piso:
            piso = [celda.split()[0] for celda in linea.split("│")[1:-1]]
    (contrato,) = tomllib.loads((RAIZ / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert pisos == [capa.split(" | ") for capa in contrato["layers"]]


def test_a_las_decisiones_no_les_falta_numero_ni_renglon():
    assert [uno.name[:4] for uno in DECISIONES] == [f"{numero:04}" for numero in range(1, len(DECISIONES) + 1)]
    renglones = re.findall(r"^\| (\d{4}) \| \[[^\]]+\]\(([^)]+)\) \|", _texto("docs/decisiones/README.md"), re.M)
    assert renglones == [(uno.name[:4], uno.name) for uno in DECISIONES]


@pytest.mark.parametrize("decision", DECISIONES, ids=lambda uno: uno.name[:4])
def test_cada_decision_tiene_sus_partes_en_la_misma_lengua(decision):
    titulos = re.findall(r"^(#{1,2} .*)$", decision.read_text(encoding="utf-8"), re.M)
    assert titulos[0].startswith(f"# {decision.name[:4]}. ")
    assert titulos[1:3] == ["## Context", "## Decision"]
    assert titulos[3:] in (["## Consequences"], ["## What it costs"])


def test_lo_que_la_ci_nombra_existe_y_la_proxima_no_la_detiene():
    for guion in (RAIZ / ".ci").iterdir():
        nombradas = re.findall(r"\b(?:tests|docs)/[\w./-]+", guion.read_text())
        assert [ruta for ruta in nombradas if not (RAIZ / ruta.rstrip(".")).exists()] == []
    ordenes = [linea for linea in (RAIZ / ".ci" / "run").read_text().splitlines() if "proxima" in linea]
    assert ordenes == ["make proxima || true"]


def test_cada_meta_del_makefile_dice_que_hace():
    metas, _compilados = _metas()
    texto = (RAIZ / "Makefile").read_text()
    assert {meta for meta in metas if not re.search(rf"^{meta}:.*## \S", texto, re.M)} == set()
    declaradas = set(re.search(r"^\.PHONY: (.+)$", texto, re.M)[1].split())
    assert declaradas == metas
