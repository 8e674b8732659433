"""What keeps the site up and shut: health, the production settings, and who may import whom."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from importlinter.cli import lint_imports

from aval.auditoria import auditar
from aval.retiro import retirar
from practicas.models import PracticaPage
from tests import fabrica as f

RAIZ = Path(__file__).parents[2]
CLAVE = "x" * 60


def test_la_salud_responde(client, db):
    respuesta = client.get("/salud/")
    assert respuesta.status_code == 200
    assert respuesta.json() == {"estado": "bien", "auditoria": None}
    assert "no-store" in respuesta.headers["Cache-Control"]


def test_sin_base_de_datos_la_salud_no_dice_que_todo_va_bien(client, db):
    def caida(execute, sql, params, many, context):
        raise OperationalError("The database is away.")

    with connection.execute_wrapper(caida):
        respuesta = client.get("/salud/")
    assert respuesta.status_code == 503
    assert respuesta.json() == {"estado": "sin base de datos"}


def test_la_salud_dice_como_fue_la_ultima_auditoria(client, db):
    viva = f.viva(titulo="Una práctica con nombre propio")
    auditar()
    buena = client.get("/salud/")
    assert (buena.status_code, buena.json()["estado"]) == (200, "bien")
    assert buena.json()["auditoria"]["problemas"] == 0
    assert buena.json()["auditoria"]["revisados"] > 1
    PracticaPage.objects.filter(pk=viva.pk).update(resumen="Nadie lo avaló.")
    auditar()
    mala = client.get("/salud/")
    assert (mala.status_code, mala.json()["estado"]) == (503, "mal")
    assert mala.json()["auditoria"]["problemas"] == 1
    # Whoever asks learns how many, never which.
    assert "nombre propio" not in mala.content.decode()
    auditar(retirar=lambda objeto, motivo: retirar(objeto, None, motivo))
    assert client.get("/salud/").status_code == 200


def _produccion(*orden, **entorno):
    """Run ``manage.py`` with the production settings and nothing else in the environment."""
    limpio = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "sitio.settings.produccion", **entorno}
    return subprocess.run(  # noqa: S603  # our own manage.py
        [sys.executable, "manage.py", *orden], cwd=RAIZ, env=limpio, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "entorno",
    [
        {},
        {"SECRET_KEY": CLAVE},
        {"ALLOWED_HOSTS": "banco.example.org"},
        {"SECRET_KEY": "corta", "ALLOWED_HOSTS": "banco.example.org"},
        {"SECRET_KEY": CLAVE, "ALLOWED_HOSTS": ""},
        {"SECRET_KEY": CLAVE, "ALLOWED_HOSTS": "*"},
        {"SECRET_KEY": CLAVE, "ALLOWED_HOSTS": "banco.example.org,*"},
    ],
    ids=["nada", "sin hosts", "sin clave", "clave corta", "hosts vacíos", "cualquier host", "uno y cualquiera"],
)
def test_produccion_no_arranca_a_medias(entorno):
    arranque = _produccion("check", **entorno)
    assert arranque.returncode != 0
    assert "SECRET_KEY" in arranque.stderr or "ALLOWED_HOSTS" in arranque.stderr


def test_produccion_arranca_completa_y_cerrada(tmp_path):
    entorno = {
        "SECRET_KEY": "".join(chr(33 + numero % 90) for numero in range(80)),
        "ALLOWED_HOSTS": "banco.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path}/banco.sqlite3",
    }
    arranque = _produccion("check", "--deploy", "--fail-level", "ERROR", **entorno)
    assert arranque.returncode == 0, arranque.stderr
    lectura = _produccion(
        "shell",
        "-c",
        "from django.conf import settings as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)",
        **entorno,
    )
    assert "False True True" in lectura.stdout, lectura.stderr


def test_cada_sala_importa_solo_de_las_de_abajo(monkeypatch):
    monkeypatch.chdir(RAIZ)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_no_falta_ninguna_migracion(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
