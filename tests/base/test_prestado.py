"""What is taken from the libraries without their promise is declared, and looked at when the site starts."""

import ast
import re
from pathlib import Path

import pytest
import wagtail
import wagtail_localize
from django.core.checks import run_checks
from django.urls import get_resolver

from actores.colecciones import PoliticaDeArchivos
from aval.permisos import ProbadorDeAval
from base import checks, prestado
from base.checks import lo_prestado_es_lo_que_era

RAIZ = Path(__file__).parents[2]
SALAS = tuple(sorted(ruta.parent.name for ruta in RAIZ.glob("*/apps.py")))

# Private in form only: Django writes them down for whoever uses it.
DE_DJANGO = {"_meta", "_state", "_base_manager", "_default_manager", "_mutable"}
# Marks of ours on objects of others, and methods of ours between classes of one room.
NUESTRAS = {
    *("_antes", "_clave_nueva", "_copia_de", "_cuenta_antes", "_decia", "_en_su_turno", "_nombres_de_grupos", "_texto"),
    *("_ultimo", "_versiones_vivas", "_responder_error", "_del_lote", "_que_salieron_sin_registro"),
    *("_de_otras_paginas", "_errores", "_secciones"),
}


def _privadas(arbol):
    """``(line, name)`` of each private name of something that is not ``self`` nor ``cls``."""
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Attribute) and nodo.attr.startswith("_") and not nodo.attr.startswith("__"):
            if not (isinstance(nodo.value, ast.Name) and nodo.value.id in ("self", "cls")):
                yield nodo.lineno, nodo.attr
        elif isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") in ("getattr", "setattr", "hasattr"):
            nombre = getattr(nodo.args[1], "value", None) if len(nodo.args) > 1 else None
            if getattr(nodo.args[0], "id", "") in ("self", "cls"):
                continue
            if isinstance(nombre, str) and nombre.startswith("_") and not nombre.startswith("__"):
                yield nodo.lineno, nombre
        elif isinstance(nodo, ast.ImportFrom) and not nodo.level and (nodo.module or "").split(".")[0] not in SALAS:
            yield from ((nodo.lineno, uno.name) for uno in nodo.names if uno.name.startswith("_"))


def test_todo_nombre_privado_de_otros_esta_declarado():
    get_resolver().url_patterns  # noqa: B018  # all views are read, and declare theirs
    declaradas = {nombre for uno in prestado.PRESTAMOS for nombre in uno.dice}
    declaradas |= {uno.nombre.rpartition(".")[2] for uno in prestado.PRESTAMOS}
    declaradas |= {nombre for _clase, nombre in prestado.sustitutos()}
    sin_declarar = [
        f"{archivo.relative_to(RAIZ)}:{linea} {nombre}"
        for sala in SALAS
        for archivo in (RAIZ / sala).rglob("*.py")
        if "migrations" not in archivo.parts
        for linea, nombre in _privadas(ast.parse(archivo.read_text()))
        if nombre not in declaradas | DE_DJANGO | NUESTRAS
    ]
    assert not sin_declarar, "Declare them with base.prestado.prestado, or do without:\n" + "\n".join(sin_declarar)


def test_lo_declarado_es_lo_que_era():
    assert lo_prestado_es_lo_que_era(None) == []
    declaran = {
        ".".join(archivo.relative_to(RAIZ).with_suffix("").parts)
        for sala in SALAS
        for archivo in (RAIZ / sala).rglob("*.py")
        if re.search(r"^ *prestado\(", archivo.read_text(), re.MULTILINE)
    }
    assert {uno.sala for uno in prestado.PRESTAMOS} == declaran - {"base.prestado"}
    assert len(prestado.PRESTAMOS) > 20 and len(list(prestado.sustitutos())) > 20
    assert all(uno.por for uno in prestado.PRESTAMOS)


@pytest.mark.parametrize(
    "nombre, firmas, dice, frase",
    [
        ("wagtail.models.Page.no_esta", (), (), "is gone"),
        ("wagtail.no_esta.nada", (), (), "is gone"),
        ("no_esta.nada", (), (), "is gone"),
        ("wagtail.models.Page.save", ("(self)",), (), "is called as (self, clean=True"),
        ("wagtail.models.Page.save", (), ("_nunca_lo_dijo",), "does not use _nunca_lo_dijo"),
    ],
)
def test_lo_que_cambio_se_dice_al_arrancar(monkeypatch, nombre, firmas, dice, frase):
    otro = prestado.Prestamo(nombre, firmas, "For a test.", dice, "", "tests")
    monkeypatch.setattr(prestado, "PRESTAMOS", [otro])
    (error,) = [uno for uno in run_checks() if uno.id == "base.E002"]
    assert frase in error.msg and "For a test." in error.hint and "put that module right" in error.hint


def test_lo_que_ya_no_sustituye_a_nada_se_dice_al_arrancar(monkeypatch):
    assert prestado.reparo_de(ProbadorDeAval, "can_publish") is None
    monkeypatch.delattr("wagtail.models.PagePermissionTester.can_publish")
    (error,) = [uno for uno in run_checks() if uno.id == "base.E003"]
    assert "ProbadorDeAval.can_publish replaces no method" in error.msg and "constraints.txt" in error.hint


def test_lo_que_se_llamaria_de_otro_modo_se_dice_al_arrancar(monkeypatch):
    def _check_perm(self, user, actions, collection=None, ambito=None):
        raise AssertionError

    madre = "wagtail.permission_policies.collections.CollectionPermissionLookupMixin._check_perm"
    assert prestado.reparo_de(PoliticaDeArchivos, "_check_perm") is None
    monkeypatch.setattr(madre, _check_perm)
    (error,) = [uno for uno in run_checks() if uno.id == "base.E003"]
    assert "PoliticaDeArchivos._check_perm does not take «ambito»" in error.msg


def test_un_bloque_que_la_plantilla_de_wagtail_ya_no_tiene_se_dice_al_arrancar(monkeypatch):
    assert checks.las_plantillas_ajenas_tienen_donde(None) == []
    de_verdad = checks._bloques_de
    monkeypatch.setattr(checks, "_bloques_de", lambda nombres: de_verdad(nombres) - {"form_content"})
    errores = [uno for uno in run_checks() if uno.id == "base.E004"]
    assert {uno.msg.split()[0] for uno in errores} == {"wagtailusers/users/create.html", "wagtailusers/users/edit.html"}
    assert all("put" in uno.hint and uno.hint.endswith("right.") for uno in errores)


# Of Wagtail 8.0 only: the API of the admin of 8.1 has nothing to be completed.
DE_ANTES = {"construct_admin_api"}


def test_alguien_llama_a_cada_gancho():
    """A hook that no library calls any more would be forgotten without a word."""
    salas = [archivo.read_text() for sala in SALAS for archivo in (RAIZ / sala).rglob("*.py")]
    ganchos = set(re.findall(r"""hooks\.register\(\s*["'](\w+)["']""", "\n".join(salas)))
    paquetes = [Path(paquete.__file__).parent for paquete in (wagtail, wagtail_localize)]
    fuentes = [
        archivo.read_text()
        for paquete in paquetes
        for archivo in (*paquete.rglob("*.py"), *paquete.rglob("*.html"))
        if not {"tests", "test", "migrations"} & set(archivo.parts)
    ]
    registrar = re.compile(r"""hooks\.register\(\s*["']\w+["']""")
    textos = "\n".join(registrar.sub("", texto) for texto in [*fuentes, *salas])
    assert len(ganchos) > 20
    assert {uno for uno in ganchos - DE_ANTES if not re.search(rf"""["']{uno}["']""", textos)} == set()
