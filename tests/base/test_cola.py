"""Work left for later: with its transaction or not at all, again when it fails, and never lost from sight."""

import dataclasses
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base import tareas
from base.checks import revisar_la_cola
from base.tareas import encolar, estado_de_la_cola, fallidas, recoger_muertas, reintentar
from tests import cola
from tests import fabrica as f
from tests.app_de_prueba.tareas import anotar, fallar, guardar_y_no_acabar, hechas, morir, no_acabar


@pytest.fixture(autouse=True)
def _en_la_base(settings):
    cola.como_en_produccion(settings)
    hechas.clear()


def _adelantar():
    """The time of the next try has come."""
    DBTaskResult.objects.update(run_after=timezone.now())


def test_lo_que_se_deshace_no_deja_nada_en_la_cola(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        encolar(anotar, "deshecho")
        send_mail("Asunto", "Texto", None, ["alguien@example.org"])
        raise RuntimeError
    with transaction.atomic():
        encolar(anotar, "hecho")
    assert [fila.args_kwargs["args"] for fila in cola.filas()] == [["hecho"]]
    cola.trabajar()
    assert hechas == ["hecho"] and mail.outbox == []
    assert cola.filas() == []  # what ends well leaves no row


def test_en_la_demostracion_se_hace_al_confirmar_y_no_antes(db, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {**settings.TASKS, "cola": {"BACKEND": settings.COLAS_DE_TAREAS["inmediata"], "QUEUES": []}}
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Asunto", "Texto", None, ["alguien@example.org"])
        assert mail.outbox == []
    assert [carta.subject for carta in mail.outbox] == ["Asunto"]


def test_una_carta_llega_entera(db):
    carta = EmailMultiAlternatives(
        "Sujeto ñ",
        "Texto «así»",
        "de@example.org",
        ["a@example.org"],
        bcc=["b@example.org"],
        cc=["c@example.org"],
        reply_to=["r@example.org"],
        headers={"Auto-Submitted": "auto-generated"},
    )
    carta.attach_alternative("<p>Texto</p>", "text/html")
    carta.attach("acta.txt", "contenido ñ", "text/plain")
    carta.attach("foto.png", b"\x89PNG\xff", "image/png")
    assert carta.send() == 1
    assert EmailMessage("Sin destinatario", "x", None, []).send() == 0
    cola.trabajar()
    [llegada] = mail.outbox
    assert (llegada.subject, llegada.body, llegada.from_email) == (carta.subject, carta.body, carta.from_email)
    assert llegada.recipients() == carta.recipients() and llegada.reply_to == carta.reply_to
    assert llegada.extra_headers["Auto-Submitted"] == "auto-generated"
    assert [tuple(una) for una in llegada.alternatives] == [("<p>Texto</p>", "text/html")]
    assert [(uno[0], uno[2]) for uno in llegada.attachments] == [("acta.txt", "text/plain"), ("foto.png", "image/png")]
    assert llegada.attachments[1][1] == b"\x89PNG\xff"
    assert "contenido ñ" in llegada.message().as_string() or "Y29udGVuaWRvIMOx" in llegada.message().as_string()


def test_entregada_dos_veces_es_la_misma_carta(db):
    """A worker that dies right after delivering delivers again: the reader's mailbox knows it by its Message-ID."""
    send_mail("Asunto", "Texto", None, ["alguien@example.org"])
    [fila] = cola.filas()
    cola.trabajar()
    DBTaskResult.objects.create(
        args_kwargs=fila.args_kwargs,
        task_path=fila.task_path,
        queue_name="correo",
        backend_name="cola",
        run_after=fila.run_after,
    )
    cola.trabajar()
    uno, otro = (carta.extra_headers["Message-ID"] for carta in mail.outbox)
    assert uno == otro


def test_lo_que_falla_se_intenta_de_nuevo_cada_vez_mas_tarde_y_al_final_queda_a_la_vista(db):
    encolar(fallar, "roto")
    esperas = []
    for intento in range(1, tareas.COLAS["vocablos"].intentos):
        cola.trabajar()
        [fila] = cola.filas()
        assert (fila.status, len(fila.worker_ids)) == ("READY", intento)
        esperas.append(fila.run_after - timezone.now())
        cola.trabajar()  # not yet its time
        assert len(cola.filas()[0].worker_ids) == intento
        _adelantar()
    assert esperas == sorted(esperas) and esperas[0] > timedelta(seconds=30)
    assert estado_de_la_cola()["fallidas"] == 0
    cola.trabajar()
    [fila] = fallidas()
    assert fila.exception_class_path == "builtins.ValueError"
    assert estado_de_la_cola() == {"esperando": 0, "espera": 0, "fallidas": 1}
    assert reintentar(fallidas()) == 1 and reintentar(fallidas()) == 0
    [fila] = cola.filas()
    assert fila.status == "READY" and fila.worker_ids == []


def test_el_estado_dice_cuanto_lleva_la_primera_sin_que_nadie_la_haga(db):
    encolar(anotar, "una")
    assert estado_de_la_cola()["espera"] < 30
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=20))
    assert 1190 < estado_de_la_cola()["espera"] < 1230
    # What waits for its next try is nobody's delay.
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(hours=1))
    assert estado_de_la_cola() == {"esperando": 1, "espera": 0, "fallidas": 0}


def test_una_tarea_que_no_acaba_se_corta_y_no_detiene_a_las_demas(db, monkeypatch):
    breve = dataclasses.replace(tareas.COLAS["vocablos"], segundos=1)
    monkeypatch.setitem(tareas.COLAS, "vocablos", breve)
    encolar(no_acabar)
    encolar(anotar, "la siguiente")
    cola.trabajar()
    assert hechas == ["la siguiente"]
    [fila] = cola.filas()
    assert fila.exception_class_path.endswith("TiempoAgotado") and fila.status == "READY"


def test_lo_que_una_tarea_hace_hacer_en_el_acto_no_le_quita_su_limite(focal, monkeypatch):
    monkeypatch.setitem(tareas.COLAS, "vocablos", dataclasses.replace(tareas.COLAS["vocablos"], segundos=2))
    encolar(guardar_y_no_acabar, f.practica(focal).pk)
    cola.trabajar()
    assert "guardado" in hechas
    [fila] = cola.filas(task_path__endswith="guardar_y_no_acabar")
    assert fila.exception_class_path.endswith("TiempoAgotado")


@pytest.mark.django_db(transaction=True)
def test_un_trabajador_que_muere_de_golpe_no_se_lleva_la_tarea(monkeypatch):
    monkeypatch.setitem(tareas.COLAS, "vocablos", dataclasses.replace(tareas.COLAS["vocablos"], esperas=(1,)))
    encolar(morir)
    for intento in (1, 2):
        assert _trabajador_aparte() == -9
        [fila] = cola.filas()
        assert (fila.status, len(fila.worker_ids)) == ("RUNNING", intento)
        assert recoger_muertas() == 0  # it may still be at it
        DBTaskResult.objects.update(started_at=timezone.now() - timedelta(hours=1))
        assert recoger_muertas() == 1
        _adelantar()
    [fila] = fallidas()
    assert fila.exception_class_path == "base.tareas.TareaMuerta"


def _trabajador_aparte():
    """``manage.py db_worker`` as a process of its own on the database of the test. Returns how it ended."""
    base = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{base['NAME']}"
    else:
        url = f"postgres://{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    entorno = {**os.environ, "COLA": "base", "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "sitio.settings.pruebas"}
    orden = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay"]
    return subprocess.run(orden, env=entorno, capture_output=True, timeout=300).returncode  # noqa: S603


def test_ninguna_direccion_queda_escrita_donde_se_cuenta_el_fallo(db, settings, caplog):
    cola.por_smtp(settings, cola.puerto_cerrado())
    send_mail("Asunto", "Texto", None, ["alguien@example.org"])
    cola.trabajar()
    [fila] = cola.filas()
    assert "ConnectionRefusedError" in fila.traceback
    assert "alguien@example.org" not in fila.traceback + caplog.text


def test_con_un_servidor_de_correo_de_verdad_hace_falta_un_trabajador(settings):
    cola.por_smtp(settings, 25)
    assert revisar_la_cola(None) == []
    settings.TASKS = {**settings.TASKS, "cola": {"BACKEND": settings.COLAS_DE_TAREAS["inmediata"], "QUEUES": []}}
    assert [error.id for error in revisar_la_cola(None)] == ["base.E001"]
    settings.DEBUG = True
    assert revisar_la_cola(None) == []
