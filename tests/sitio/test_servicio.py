"""What keeps the site shut: the production settings, and who may import whom."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from base.basedatos import nombre_de_la_base

RAIZ = Path(__file__).parents[2]
CLAVE = "x" * 60


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


def test_produccion_no_elige_una_base_por_su_cuenta():
    arranque = _produccion("check", SECRET_KEY=CLAVE, ALLOWED_HOSTS="banco.example.org")
    assert arranque.returncode != 0
    assert "DATABASE_URL" in arranque.stderr


def test_donde_esta_la_de_verdad_una_orden_sin_sus_variables_no_corre(tmp_path):
    """A line of cron that sets nothing would audit another database, and say that all is well."""
    variables = tmp_path / "banco.env"
    variables.write_text("")
    entorno = {"PATH": os.environ["PATH"], "BANCO_ENV": str(variables)}
    orden = [sys.executable, "manage.py", "auditar_aval"]
    intento = subprocess.run(orden, cwd=RAIZ, env=entorno, capture_output=True, text=True, check=False)  # noqa: S603
    assert intento.returncode == 1
    assert "set -a" in intento.stderr
    assert intento.stdout == ""


def test_la_auditoria_dice_que_base_reviso(db, capsys):
    call_command("auditar_aval")
    assert capsys.readouterr().out.startswith(f"{nombre_de_la_base()}: ")


def test_cada_sala_importa_solo_de_las_de_abajo():
    # By itself, since it silences all loggers; and of this Python, which may have it from another environment.
    orden = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as _; _()", "--no-cache"]
    visto = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False)  # noqa: S603
    assert visto.returncode == 0, visto.stdout


def test_no_falta_ninguna_migracion(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
