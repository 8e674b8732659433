"""``/salud/`` tells what stopped, by name and by number, and to nobody what it is about."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from aval.auditoria import auditar
from aval.models import Auditoria
from aval.retiro import retirar
from base import tareas
from practicas.models import PracticaPage
from tests import fabrica as f


@pytest.fixture
def auditada(db):
    Auditoria.objects.create(revisados=3)


def _salud(client):
    respuesta = client.get("/salud/")
    return respuesta.status_code, respuesta.json()


def test_responde_si_todo_anda(client, auditada):
    estado, dice = _salud(client)
    assert (estado, dice["estado"], dice["mal"]) == (200, "bien", [])
    assert dice["migraciones"] == dice["candados"] == 0
    assert dice["auditoria"]["vieja"] is False
    assert "no-store" in client.get("/salud/").headers["Cache-Control"]


def test_una_auditoria_que_nunca_corrio_no_esta_bien(client, db):
    estado, dice = _salud(client)
    assert (estado, dice["mal"], dice["auditoria"]) == (503, ["auditoria"], None)


def test_una_auditoria_de_ayer_esta_bien(client, db):
    Auditoria.objects.create(momento=timezone.now() - timedelta(hours=35))
    assert _salud(client)[0] == 200


def test_una_auditoria_vieja_no_esta_bien(client, db):
    Auditoria.objects.create(momento=timezone.now() - timedelta(hours=37))
    estado, dice = _salud(client)
    assert (estado, dice["mal"], dice["auditoria"]["vieja"]) == (503, ["auditoria"], True)


def test_dice_como_fue_la_ultima_auditoria(client, db):
    viva = f.viva(titulo="Una práctica con nombre propio")
    auditar()
    estado, buena = _salud(client)
    assert (estado, buena["auditoria"]["problemas"]) == (200, 0)
    assert buena["auditoria"]["revisados"] > 1
    PracticaPage.objects.filter(pk=viva.pk).update(resumen="Nadie lo avaló.")
    auditar()
    mala = client.get("/salud/")
    assert (mala.status_code, mala.json()["auditoria"]["problemas"]) == (503, 1)
    # Whoever asks learns how many, never which.
    assert "nombre propio" not in mala.content.decode()
    auditar(retirar=lambda objeto, motivo: retirar(objeto, None, motivo))
    assert client.get("/salud/").status_code == 200


def test_una_migracion_pendiente_se_dice(client, auditada):
    MigrationRecorder.Migration.objects.filter(app="aval").latest("pk").delete()
    estado, dice = _salud(client)
    assert (estado, dice["mal"], dice["migraciones"]) == (503, ["migraciones"], 1)


def test_un_disco_lleno_se_dice(client, auditada, settings):
    settings.SALUD_DISCO_LIBRE_MB = 10**9
    estado, dice = _salud(client)
    assert (estado, dice["mal"]) == (503, ["disco_libre_mb"])


def test_una_cache_que_no_responde_se_dice_y_no_es_una_caida(client, auditada, settings):
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "base.cache.RedisTolerante", "LOCATION": "redis://127.0.0.1:1/0"},
    }
    estado, dice = _salud(client)
    assert (estado, dice["cache"]) == (200, "caida")
    assert caches["default"].responde() is False


def test_una_cola_que_no_se_mueve_se_dice(client, auditada):
    comun = {
        "args_kwargs": {"args": [], "kwargs": {}},
        "task_path": "x.y",
        "backend_name": tareas.COLA,
        "exception_class_path": "",
        "traceback": "",
    }
    reciente = DBTaskResult.objects.create(run_after=get_date_max(), **comun)
    DBTaskResult.objects.create(run_after=timezone.now() + timedelta(hours=3), **comun)  # not yet its hour
    estado, dice = _salud(client)
    assert (estado, dice["cola"]["esperando"]) == (200, 2)
    DBTaskResult.objects.filter(pk=reciente.pk).update(enqueued_at=timezone.now() - timedelta(minutes=20))
    estado, dice = _salud(client)
    assert (estado, dice["mal"]) == (503, ["cola"])
    assert dice["cola"]["espera"] >= 1200
    assert "x.y" not in str(dice)


def test_sin_base_de_datos_no_dice_que_todo_va_bien_y_sigue_viva(client, db):
    def caida(execute, sql, params, many, context):
        raise OperationalError("The database is away.")

    with connection.execute_wrapper(caida):
        assert _salud(client) == (503, {"estado": "sin base de datos"})
        respuesta = client.get("/salud/vivo/")
    assert (respuesta.status_code, respuesta.json()) == (200, {"estado": "vivo"})
    assert "no-store" in respuesta.headers["Cache-Control"]
