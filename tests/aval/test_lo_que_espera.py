"""The list of what waits for the DDRI: found by title, step and who reads it; given to somebody, one or many."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from wagtail.models import TaskState

from aval.encargos import Encargo
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes

LISTA = reverse("lo_que_espera")


@pytest.fixture
def esperan(focal, asesora, moderadora):
    una, otra = f.practica(focal, titulo="La que se estudia"), f.practica(focal, titulo="La que se avala")
    f.enviar(una, focal)
    f.enviar(otra, focal)
    f.estudiar(otra, asesora)
    mail.outbox.clear()
    return [TaskState.objects.get(revision__object_id=str(ficha.pk), status="in_progress") for ficha in (una, otra)]


def titulos(navegador, consulta=""):
    respuesta = navegador.get(f"{LISTA}?{consulta}")
    assert respuesta.status_code == 200
    return [uno.get_text(strip=True) for uno in BeautifulSoup(respuesta.content, "html.parser").select("td.title a")]


def en_bloque(*tareas):
    numeros = "&".join(f"id={una if una == 'all' else una.pk}" for una in tareas)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'taskstate', 'encargar'])}?{numeros}&next=/admin/"


def test_se_halla_por_titulo_paso_entidad_y_quien_lo_lee(esperan, moderadora, asesora, entrar):
    navegador = entrar(moderadora)
    assert set(titulos(navegador)) == {"La que se estudia", "La que se avala"}
    assert titulos(navegador, "q=avala") == ["La que se avala"]
    assert titulos(navegador, f"task={esperan[0].task_id}") == ["La que se estudia"]
    assert titulos(navegador, "started_at_from=2999-01-01") == []
    navegador.post(en_bloque(esperan[0]), {"persona": asesora.pk})
    assert titulos(navegador, f"lee={asesora.pk}") == ["La que se estudia"]
    assert titulos(navegador, "lee=nadie") == ["La que se avala"]
    contenido = navegador.get(f"{LISTA}?export=csv&lee={asesora.pk}").getvalue().decode()
    (fila,) = csv.DictReader(io.StringIO(contenido))
    assert (fila["Texto"], fila["Quién lo lee"]) == ("La que se estudia", str(asesora))


def test_se_encarga_a_alguien_que_lo_sabe_por_un_correo(
    esperan, moderadora, asesora, entrar, django_capture_on_commit_callbacks
):
    navegador = entrar(moderadora)
    assert "La que se avala" in navegador.get(en_bloque(*esperan)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        respuesta = navegador.post(en_bloque("all"), {"persona": asesora.pk}, follow=True)
    assert "2 textos quedan a cargo de" in mensajes(respuesta)
    (carta,) = mail.outbox
    assert carta.to == [asesora.email] and "La que se estudia" in carta.body and "La que se avala" in carta.body
    assert {uno.persona for uno in Encargo.objects.all()} == {asesora}
    # On her dashboard, hers first; and whoever gave it can take it back.
    assert "Usted" in entrar(asesora).get(reverse("wagtailadmin_home")).content.decode()
    navegador.post(en_bloque(*esperan), {"persona": ""})
    assert not Encargo.objects.exists()


def test_quien_escribio_el_texto_no_lo_recibe_y_los_demas_si(focal, moderadora, asesora, entrar):
    suya, ajena = f.practica(focal, titulo="La suya"), f.practica(focal, titulo="La ajena")
    f.cambiar(suya, asesora, resumen="Lo que escribió quien modera.")
    for ficha in (suya, ajena):
        f.enviar(ficha, focal)
    tareas = TaskState.objects.filter(status="in_progress")
    respuesta = entrar(moderadora).post(en_bloque(*tareas), {"persona": asesora.pk}, follow=True)
    dichos = mensajes(respuesta)
    assert "«La suya» no:" in dichos and "escribió parte de este texto" in dichos
    assert [uno.tarea.revision.object_str for uno in Encargo.objects.all()] == ["La ajena"]


@pytest.mark.parametrize("quien", ["focal", "comunicaciones", "administracion"])
def test_es_de_moderacion(quien, esperan, asesora, request, entrar):
    navegador = entrar(request.getfixturevalue(quien))
    assert navegador.get(LISTA).status_code in (302, 403)
    assert navegador.post(en_bloque(*esperan), {"persona": asesora.pk}).status_code in (302, 403)
    assert not Encargo.objects.exists()


def test_cuesta_lo_mismo_con_muchas(focal, moderadora, entrar, django_assert_max_num_queries):
    navegador = entrar(moderadora)

    def cuantas():
        with django_assert_max_num_queries(60) as consultas:
            assert navegador.get(LISTA).status_code == 200
        return len(consultas)

    for numero in range(3):
        f.enviar(f.practica(focal, titulo=f"La {numero}"), focal)
    cuantas()
    antes = cuantas()
    for numero in range(3, 9):
        f.enviar(f.practica(focal, titulo=f"La {numero}"), focal)
    assert cuantas() <= antes + 1
