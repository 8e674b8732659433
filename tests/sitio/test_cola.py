"""The screen of what was left for later and did not come out."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base.tareas import COLAS, encolar, fallidas
from tests import cola
from tests.app_de_prueba.tareas import fallar


@pytest.fixture
def fallos(db, settings):
    """A mail to two people and another task, both given up."""
    cola.por_smtp(settings, cola.puerto_cerrado())
    send_mail("Se retiró del Banco: Ciclovía", "Texto", None, ["uno@example.org", "dos@example.org"])
    encolar(fallar, "roto")
    for fila in cola.filas():
        hechos = COLAS[fila.queue_name].intentos - 1
        DBTaskResult.objects.filter(pk=fila.pk).update(worker_ids=["antes"] * hechos)
    cola.trabajar()
    assert fallidas().count() == 2
    return cola.filas()


def test_administracion_ve_que_fallo_para_cuantos_cuando_y_por_que(fallos, administracion, entrar):
    html = entrar(administracion).get(reverse("cola")).content.decode()
    assert "Se retiró del Banco: Ciclovía" in html and "ConnectionRefusedError" in html
    assert '<td data-columna="Para cuántas personas">2</td>' in html
    assert "El servidor de correo no aceptó la conexión." in html
    assert "uno@example.org" not in html and "dos@example.org" not in html
    assert reverse("cola") in entrar(administracion).get(reverse("wagtailadmin_home")).content.decode()


def test_nadie_mas_la_ve(fallos, focal, comunicaciones, moderadora, superusuario, entrar):
    for persona in (focal, comunicaciones, moderadora):
        navegador = entrar(persona)
        assert navegador.get(reverse("cola")).status_code == 302
        navegador.post(reverse("cola"), {"todas": "1"})
        assert fallidas().count() == 2
        assert reverse("cola") not in navegador.get(reverse("wagtailadmin_home")).content.decode()
    assert entrar(superusuario).get(reverse("cola")).status_code == 200


def test_se_reintenta_lo_elegido_y_una_sola_vez(fallos, administracion, entrar):
    navegador, [carta, otra] = entrar(administracion), fallos
    for _clic in range(2):
        navegador.post(reverse("cola"), {"tarea": [str(carta.pk), "no-es-un-numero"]})
    assert [fila.pk for fila in fallidas()] == [otra.pk]
    assert "ya no estaba entre lo que falló" in navegador.get(reverse("cola")).content.decode()
    navegador.post(reverse("cola"), {"todas": "1"})
    assert fallidas().count() == 0
    assert DBTaskResult.objects.ready().count() == 2


def test_dice_que_nadie_hace_las_tareas(db, settings, administracion, entrar):
    cola.como_en_produccion(settings)
    send_mail("Asunto", "Texto", None, ["uno@example.org"])
    assert "avise a quien cuida el servidor" not in entrar(administracion).get(reverse("cola")).content.decode()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    html = entrar(administracion).get(reverse("cola")).content.decode()
    assert "La primera lleva 1\xa0hora sin que nadie la haga: avise a quien cuida el servidor" in html
