"""What is done to many fichas at once: each under the rule of one, and of those refused it is said why."""

import io

import pytest
from django.core import mail
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from practicas import recordatorios
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes


def en_bloque(que, *fichas):
    numeros = "&".join(f"id={una.pk if hasattr(una, 'pk') else una}" for una in fichas)
    return f"{reverse('wagtail_bulk_action', args=['practicas', 'practicapage', que])}?{numeros}&next=/admin/"


@pytest.fixture
def fichas(focal, asesora, moderadora):
    borrador = f.practica(focal, titulo="Un borrador")
    otro = f.practica(focal, titulo="Otro borrador")
    enviada = f.practica(focal, titulo="Una enviada")
    f.enviar(enviada, focal)
    mail.outbox.clear()
    return borrador, otro, enviada


def test_se_recuerda_una_vez_por_semana_en_un_solo_correo(
    fichas, focal, moderadora, entrar, django_capture_on_commit_callbacks
):
    navegador = entrar(moderadora)
    antes = navegador.get(en_bloque("recordar", *fichas)).content.decode()
    assert "Una enviada: No espera a su entidad: En la DDRI." in antes
    with django_capture_on_commit_callbacks(execute=True):
        respuesta = navegador.post(en_bloque("recordar", *fichas), {"texto": "Falta poco."}, follow=True)
    dichos = mensajes(respuesta)
    assert "Se recordaron 2 fichas" in dichos
    assert "«Una enviada» no: No espera a su entidad" in dichos
    (carta,) = [una for una in mail.outbox if focal.email in una.to]
    assert all(dicho in carta.body for dicho in ("Un borrador", "Otro borrador", "Falta poco."))
    assert "Una enviada" not in carta.body
    assert PageLogEntry.objects.filter(action=recordatorios.ACCION, user=moderadora).count() == 2
    # Again in the same week: nobody is written to, and it is said.
    with django_capture_on_commit_callbacks(execute=True):
        respuesta = navegador.post(en_bloque("recordar", fichas[0]), follow=True)
    assert "Ya se le recordó esta semana" in mensajes(respuesta)
    assert len(mail.outbox) == 1


def test_sin_punto_focal_se_dice_a_quien_hay_que_designar(moderadora, entrar):
    ficha = f.practica(moderadora, entidad="secretaria-cultura", titulo="De nadie")
    assert "no tiene un punto focal con correo" in entrar(moderadora).get(en_bloque("recordar", ficha)).content.decode()


@pytest.mark.parametrize("quien", ["focal", "comunicaciones", "administracion"])
def test_solo_moderacion_recuerda(quien, fichas, request, entrar):
    navegador = entrar(request.getfixturevalue(quien))
    assert navegador.post(en_bloque("recordar", fichas[0])).status_code in (302, 403)
    assert mail.outbox == []


def test_se_descarga_lo_elegido_y_nada_de_lo_que_no_se_ve(fichas, moderadora, otro_focal, entrar):
    respuesta = entrar(moderadora).post(en_bloque("descargar", fichas[0]))
    filas = list(load_workbook(io.BytesIO(respuesta.getvalue())).active.iter_rows(values_only=True))
    assert [fila[0] for fila in filas] == ["Título", "Un borrador"]
    # All of the list, with its filters.
    respuesta = entrar(moderadora).post(en_bloque("descargar", "all") + "&situacion=en_la_ddri")
    filas = list(load_workbook(io.BytesIO(respuesta.getvalue())).active.iter_rows(values_only=True))
    assert [fila[0] for fila in filas[1:]] == ["Una enviada"]
    assert entrar(otro_focal).post(en_bloque("descargar", fichas[0])).status_code in (302, 403)


def test_la_lista_no_ofrece_publicar_ni_borrar(fichas, moderadora, entrar):
    lista = entrar(moderadora).get(reverse("fichas:index")).content.decode()
    assert "practicapage/recordar/" in lista and "practicapage/descargar/" in lista
    assert "page/publish/" not in lista and "page/delete/" not in lista
