"""An aval takes the time of an aval, whatever the mail server does: answers, hangs, refuses, or does not exist."""

import time

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from aval.retiro import retirar
from base.tareas import COLAS, fallidas
from tests import cola
from tests import fabrica as f

SEGUNDOS = 2  # EMAIL_TIMEOUT: what the aval would wait at least, for each mail, if it waited


@pytest.fixture
def servidor(request, settings):
    """Mail leaves to a server that is as the test says."""
    if request.param == "bien":
        cola.como_en_produccion(settings)
        yield
    elif request.param == "se cuelga":
        with cola.servidor_mudo() as puerto:
            cola.por_smtp(settings, puerto, segundos=SEGUNDOS)
            yield
    else:
        nombre = "127.0.0.1" if request.param == "rechaza" else "correo.invalid"
        cola.por_smtp(settings, cola.puerto_cerrado(), nombre, segundos=SEGUNDOS)
        yield


@pytest.mark.parametrize("servidor", ["bien", "se cuelga", "rechaza", "no existe"], indirect=True)
def test_el_aval_no_espera_al_correo(servidor, request, focal, asesora, moderadora, entrar, client):
    hoja = f.practica(focal)
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    DBTaskResult.objects.all().delete()
    navegador, pendiente = entrar(moderadora), f.tarea(hoja)
    datos = f.abrir(navegador, pendiente) | {"decision": "avalar"}
    antes = time.monotonic()
    respuesta = navegador.post(f.pantalla(pendiente), datos)
    tardo = time.monotonic() - antes
    print(f"{request.node.callspec.params['servidor']}: {tardo * 1000:.0f} ms")
    assert respuesta.status_code == 302
    assert client.get(f.fresca(hoja).url).status_code == 200
    en_cola = cola.filas(queue_name="correo")
    assert focal.email in _destinatarios()
    assert mail.outbox == []

    antes = time.monotonic()
    cola.trabajar()
    if request.node.callspec.params["servidor"] == "bien":
        assert focal.email in [una for carta in mail.outbox for una in carta.to]
        return
    # The limit is that of each answer, and the worker goes on with the next one.
    assert time.monotonic() - antes < 60 * len(en_cola)
    assert len(cola.filas(queue_name="correo", status="READY")) == len(en_cola)
    DBTaskResult.objects.filter(queue_name="correo").update(worker_ids=["x"] * (COLAS["correo"].intentos - 1))
    DBTaskResult.objects.update(run_after=DBTaskResult.objects.first().enqueued_at)
    cola.trabajar()
    assert fallidas().count() == len(en_cola)


def test_enviar_devolver_y_retirar_solo_dejan_cartas(
    settings, focal, asesora, moderadora, django_capture_on_commit_callbacks
):
    cola.por_smtp(settings, cola.puerto_cerrado())
    hoja = f.practica(focal)
    pendiente = f.enviar(hoja, focal)
    assert asesora.email in _destinatarios()
    f.flujo.devolver(pendiente, asesora, f.flujo.huella(pendiente.revision), "Complete el resumen.")
    assert focal.email in _destinatarios()
    viva = f.practica(focal, titulo="Una que se retira")
    f.flujo.avalar_de_instalacion(viva)
    DBTaskResult.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        retirar(f.fresca(viva), moderadora, "Tiene un error.")
    assert focal.email in _destinatarios()


def _destinatarios():
    return [una for fila in cola.filas(queue_name="correo") for una in fila.args_kwargs["args"][0]["campos"]["to"]]
