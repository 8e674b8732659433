"""While the ficha is studied, adviser and punto focal ask and answer beside each section (DDRI manual 2014, step 2)."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actores.models import Usuario
from estudio import conversacion, tablero
from estudio.models import Lado, Mensaje
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.aval.test_cartas import cartas, en_ingles, seguir
from tests.aval.test_pantalla import mensajes


@pytest.fixture
def tarea(focal):
    tarea = f.enviar(f.practica(focal, titulo="Ciclovía"), focal)
    mail.outbox.clear()
    return tarea


@pytest.fixture
def hoja(tarea):
    return PracticaPage.objects.get(pk=tarea.revision.object_id)


def de_la_ficha(hoja):
    return reverse("estudio:conversar", args=[hoja.pk])


def sopa_de(navegador, direccion):
    respuesta = navegador.get(direccion)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


def preguntar(navegador, tarea, campo="lecciones", texto="¿Quién lo midió?", **mas):
    return f.decidir(navegador, tarea, f"preguntar:{campo}", **{f"pregunta-{campo}": texto}, **mas)


def contestar(navegador, hoja, que, caja, texto, **mas):
    return navegador.post(de_la_ficha(hoja), {"decision": que, caja: texto, **mas})


def test_se_pregunta_y_se_responde_al_lado_de_la_seccion(tarea, hoja, asesora, focal, entrar):
    asesoria, entidad = entrar(asesora), entrar(focal)
    respuesta = preguntar(asesoria, tarea)
    assert respuesta["Location"] == f"{f.pantalla(tarea)}#seccion-lecciones"
    [carta] = cartas(focal)
    assert "¿Quién lo midió?" in carta.body and "Lecciones aprendidas" in carta.subject
    assert seguir(entidad, carta).request["PATH_INFO"] == de_la_ficha(hoja)

    seccion = sopa_de(entidad, de_la_ficha(hoja)).select_one("#seccion-lecciones")
    assert "¿Quién lo midió?" in seccion.text and "Texto de lecciones" in seccion.text
    assert seccion.select_one("details[open] textarea[name^=respuesta-]")  # it asks for the answer
    pregunta = Mensaje.objects.get()
    contestar(entidad, hoja, f"responder:{pregunta.pk}", f"respuesta-{pregunta.pk}", "La Universidad, en 2019.")
    [carta] = cartas(asesora)
    assert "La Universidad, en 2019." in carta.body and "¿Quién lo midió?" in carta.body
    assert seguir(asesoria, carta).request["PATH_INFO"] == f.pantalla(tarea)
    seccion = sopa_de(asesoria, f.pantalla(tarea)).select_one("#seccion-lecciones")
    assert "La Universidad, en 2019." in seccion.text
    assert f.tarea(hoja) == tarea and not f.fresca(hoja).live


def test_la_entidad_tambien_pregunta_y_lo_sabe_quien_estudia(tarea, hoja, asesora, moderadora, focal, entrar):
    entidad = entrar(focal)
    contestar(entidad, hoja, "preguntar:title", "pregunta-title", "¿Cabe la sigla?")
    # Nobody studies it yet: all who are told that a ficha came.
    assert {uno for carta in mail.outbox for uno in carta.to} == {asesora.email, moderadora.email}
    mail.outbox.clear()
    f.decidir(entrar(asesora), tarea, "guardar", **f.rubrica())
    contestar(entidad, hoja, "preguntar:title", "pregunta-title", "¿Y el año?")
    assert {uno for carta in mail.outbox for uno in carta.to} == {asesora.email}


def test_cada_carta_va_en_el_idioma_de_quien_la_recibe(tarea, asesora, focal, entrar):
    en_ingles(focal)
    preguntar(entrar(asesora), tarea)
    [carta] = cartas(focal)
    assert "Lessons learnt" in carta.subject and "asks about" in carta.body


def test_preguntar_no_pierde_la_rubrica_la_carta_ni_lo_escrito_en_otras_cajas(tarea, asesora, entrar):
    navegador = entrar(asesora)
    escrito = {
        "carta": "Una carta a medias.",
        "comentario-resumen": "Un comentario.",
        "pregunta-title": "Otra pregunta.",
        "motivo-resumen": "Otra razón.",
    }
    preguntar(navegador, tarea, **escrito, **f.rubrica(puntaje=2))
    datos = f.abrir(navegador, tarea)
    for caja, texto in escrito.items():
        assert datos[caja] == [texto], caja
    assert datos["pregunta-lecciones"] == [""]
    assert datos["criterio-innovadora-puntaje"] == ["2"]
    assert [una.texto for una in Mensaje.objects.all()] == ["¿Quién lo midió?"]


def test_guardar_el_estudio_no_pierde_la_carta(tarea, asesora, entrar):
    navegador = entrar(asesora)
    f.decidir(navegador, tarea, "guardar", carta="Una carta a medias.")
    assert f.abrir(navegador, tarea)["carta"] == ["Una carta a medias."]


@pytest.mark.parametrize("decision", ["pasar", "devolver"])
def test_no_se_decide_con_una_pregunta_escrita_y_sin_enviar(decision, tarea, hoja, asesora, entrar):
    respuesta = f.decidir(
        entrar(asesora), tarea, decision, carta="Falta.", **{"pregunta-lecciones": "¿Y esto?"}, **f.rubrica()
    )
    assert respuesta.status_code == 409 and "no se envió" in mensajes(respuesta)
    assert "¿Y esto?" in respuesta.content.decode()
    assert f.tarea(hoja) == tarea


def test_un_segundo_clic_no_pregunta_dos_veces(tarea, hoja, asesora, focal, entrar):
    navegador = entrar(asesora)
    preguntar(navegador, tarea)
    preguntar(navegador, tarea)
    assert Mensaje.objects.count() == 1 and len(cartas(focal)) == 1


MALAS = {"vacía": ("   ", "escriba primero"), "larga": ("a" * 3001, "caben 3000")}


@pytest.mark.parametrize("caso", MALAS)
def test_lo_que_no_se_puede_enviar_se_dice_y_sigue_escrito(caso, tarea, hoja, focal, entrar):
    texto, frase = MALAS[caso]
    respuesta = contestar(
        entrar(focal), hoja, "preguntar:title", "pregunta-title", texto, **{"pregunta-resumen": "Otra"}
    )
    assert respuesta.status_code == 409 and frase in mensajes(respuesta)
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert sopa.select_one("#pregunta-title").text.strip() == texto.strip()
    assert sopa.select_one("#pregunta-resumen").text == "Otra"
    assert not Mensaje.objects.exists()


FINES = {
    "pasó al aval": lambda hoja, focal, asesora: f.estudiar(hoja, asesora),
    "se devolvió": lambda hoja, focal, asesora: conversacion.tarea_en_estudio(hoja).reject(user=asesora, comment="No."),
    "se retiró el envío": lambda hoja, focal, asesora: f.fresca(hoja).current_workflow_state.cancel(user=focal),
}


@pytest.mark.parametrize("fin", FINES)
def test_quien_responde_tarde_lee_por_que_y_conserva_lo_escrito(fin, tarea, hoja, focal, asesora, entrar):
    preguntar(entrar(asesora), tarea)
    pregunta = Mensaje.objects.get()
    FINES[fin](hoja, focal, asesora)
    respuesta = contestar(entrar(focal), hoja, f"responder:{pregunta.pk}", f"respuesta-{pregunta.pk}", "Fue en 2019.")
    assert respuesta.status_code == 409 and "el estudio de esta ficha ya terminó" in mensajes(respuesta)
    assert "Fue en 2019." in respuesta.content.decode()
    assert Mensaje.objects.count() == 1
    # What was said is still read, and asks nothing of anybody.
    sopa = sopa_de(entrar(focal), de_la_ficha(hoja))
    assert "¿Quién lo midió?" in sopa.text and not sopa.select("textarea")


def test_lo_de_otro_estudio_no_se_responde_en_el_nuevo(tarea, hoja, focal, asesora, entrar):
    preguntar(entrar(asesora), tarea)
    pregunta = Mensaje.objects.get()
    tarea.reject(user=asesora, comment="Falta.")
    f.enviar(hoja, focal)
    respuesta = contestar(entrar(focal), hoja, f"responder:{pregunta.pk}", f"respuesta-{pregunta.pk}", "Tarde.")
    assert respuesta.status_code == 409
    seccion = sopa_de(entrar(focal), de_la_ficha(hoja)).select_one("#seccion-lecciones")
    assert "¿Quién lo midió?" in seccion.text and not seccion.select_one("[name^=respuesta-]")


def test_las_que_esperan_se_cuentan_en_los_dos_tableros(tarea, hoja, asesora, focal, entrar):
    asesoria, entidad = entrar(asesora), entrar(focal)
    assert not sopa_de(asesoria, "/admin/").select_one("#panel-conversaciones-section, #conversaciones")
    preguntar(asesoria, tarea)
    contestar(entidad, hoja, "preguntar:title", "pregunta-title", "¿Cabe la sigla?")
    for navegador in (asesoria, entidad):
        texto = sopa_de(navegador, "/admin/").text
        assert "1 pregunta espera su respuesta" in texto and "1 pregunta sin responder" in texto
    assert "Responda 1 pregunta" in sopa_de(entidad, "/admin/").text
    pregunta = Mensaje.objects.get(lado=Lado.DDRI)
    contestar(entidad, hoja, f"responder:{pregunta.pk}", f"respuesta-{pregunta.pk}", "Sí.")
    assert "espera su respuesta" not in sopa_de(entidad, "/admin/").select_one("main").text
    f.fresca(hoja).current_workflow_state.cancel(user=focal)
    assert "sin responder" not in sopa_de(asesoria, "/admin/").select_one("main").text


def test_el_editor_bloqueado_dice_lo_que_se_pregunto_y_lleva_a_responder(tarea, hoja, asesora, focal, entrar):
    preguntar(entrar(asesora), tarea)
    aviso = sopa_de(entrar(focal), f.url_edicion(hoja)).select_one("[aria-labelledby=titulo-de-la-conversacion]")
    assert "¿Quién lo midió?" in aviso.text
    assert f"{de_la_ficha(hoja)}#seccion-lecciones" in [uno["href"] for uno in aviso.select("a")]


QUIENES = {
    "focal": (200, True),
    "asesora": (200, True),
    "otro_focal": (403, False),
    "comunicaciones": (200, False),
    "administracion": (403, False),
    "superusuario": (200, False),
}


@pytest.mark.parametrize("quien", QUIENES)
def test_quien_la_lee_y_quien_habla(quien, request, tarea, hoja, asesora, focal, entrar):
    preguntar(entrar(asesora), tarea)
    persona, (estado, habla) = request.getfixturevalue(quien), QUIENES[quien]
    navegador = entrar(persona)
    respuesta = navegador.get(de_la_ficha(hoja))
    assert respuesta.status_code in ((200,) if estado == 200 else (302, 403, 404))
    assert ("¿Quién lo midió?" in respuesta.content.decode()) == (estado == 200)
    contestar(navegador, hoja, "preguntar:title", "pregunta-title", "Intruso")
    assert Mensaje.objects.filter(texto="Intruso").exists() == habla


def test_sin_entrar_no_se_lee(tarea, hoja, client):
    assert client.get(de_la_ficha(hoja)).status_code == 302


def test_nada_de_lo_hablado_sale_al_publico(tarea, hoja, asesora, moderadora, focal, entrar, client):
    """The canary: who spoke, and what they said, is read by nobody outside of the admin."""
    focal.first_name, focal.last_name = "Canariodelfocal", "Canariodelapellido"
    focal.save()
    preguntar(entrar(asesora), tarea, texto="¿Canariodelapregunta?")
    pregunta = Mensaje.objects.get()
    contestar(
        entrar(focal), hoja, f"responder:{pregunta.pk}", f"respuesta-{pregunta.pk}", "El celular es canario3001234567"
    )
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    viva = f.fresca(hoja)
    for direccion in (
        viva.url,
        viva.aval.get_absolute_url(),
        f"/es/banco/{viva.slug}/ficha.jsonld",
        f"/es/banco/{viva.slug}/imprimir/",
        f"/api/v2/practicas/{viva.pk}/?fields=*",
        "/es/banco/?q=canario",
        "/api/v2/practicas/?search=canario&fields=*",
    ):
        respuesta = client.get(direccion)
        assert respuesta.status_code == 200 or "canario" in direccion, direccion
        assert "canariode" not in respuesta.content.decode().casefold(), direccion
        assert "canario3001234567" not in respuesta.content.decode(), direccion


def test_queda_guardada_y_no_se_cambia(tarea, hoja, asesora, entrar):
    preguntar(entrar(asesora), tarea)
    mensaje = Mensaje.objects.get()
    with pytest.raises(TypeError):
        mensaje.delete()
    mensaje.texto = "Otra cosa"
    with pytest.raises(TypeError):
        mensaje.save()
    f.fresca(hoja).current_workflow_state.cancel(user=asesora)
    PracticaPage.objects.get(pk=hoja.pk).delete()
    quedo = Mensaje.objects.get()
    assert (quedo.practica, quedo.practica_numero, quedo.titulo, quedo.texto) == (
        *(None, hoja.pk, "Ciclovía"),
        "¿Quién lo midió?",
    )


def _hablar(hoja, asesora, cuantas):
    for numero in range(cuantas):
        conversacion.preguntar(hoja, asesora, "lecciones", f"Pregunta {numero} de {cuantas}")


def test_diez_preguntas_cuestan_lo_mismo_que_una(tarea, hoja, asesora, focal, entrar, rf):
    navegador = entrar(focal)
    costos = []
    for cuantas in (1, 10):
        _hablar(hoja, asesora, cuantas)
        navegador.get(de_la_ficha(hoja))
        with CaptureQueriesContext(
            connection,
        ) as consultas:
            assert navegador.get(de_la_ficha(hoja)).status_code == 200
        pedido = rf.get("/")
        pedido.user = Usuario.objects.get(pk=focal.pk)
        with CaptureQueriesContext(connection) as del_tablero:
            [panel] = tablero.paneles(pedido)
            panel.get_context_data({})
        costos.append((len(consultas), len(del_tablero)))
    assert costos[0] == costos[1]
    assert costos[1][0] <= 90  # the ficha itself is read field by field; what was said of it, in two
    assert costos[1][1] <= 6
