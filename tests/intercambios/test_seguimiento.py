"""By link, without account: where a request stands, what a city answers at 6 and 12 months; and nobody else's data."""

import datetime
import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from actores.grupos import PUNTOS_FOCALES
from base.enlaces import Enlace, UsoDeEnlace
from intercambios import correspondencia, marcha, mesa, seguimiento, servicio
from intercambios.models import FIN_DE_RESPONDER, CompromisoDeProceso, Cuestionario, Participacion, Pedido, Replica
from tests import fabrica as f

from .pedidos import CANARIO, pedido_de

BUENA = {"en_uso": "en_parte", "etapa": "adaptando", "que_cambio": "Los horarios.", "que_ayuda": "Un taller."}


@pytest.fixture
def corre(ddri, practica):
    """An exchange that another city, which writes in English, has begun."""
    pedido = pedido_de(practica)
    pedido.estado = "aceptado"
    mesa.responder(pedido, ddri)
    return mesa.abrir_proceso(pedido, ddri, "Ciclovía en Ejemplo", practica.entidad)


def hasta_el_seguimiento(proceso, quien):
    while not proceso.cuestionarios.filter(clase="seguimiento").exists():
        proceso = marcha.dejar_fase(proceso, quien)
    return proceso


def camino(carta):
    """The path of the last link of a letter."""
    return re.findall(r"https?://[^/\s]+(/\S+)", carta.body)[-1]


def ruta(direccion):
    return re.sub(r"^https?://[^/]+", "", direccion)


# --- Where it stands --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("campos", "frases"),
    [
        ({}, ("Received", "Answer your request before")),
        ({"recibido": "hace un año"}, ("we are sorry for the delay",)),
        ({"estado": "aplazado", "motivo": "M", "aplazado_hasta": datetime.date(2999, 5, 4)}, ("4 May 2999",)),
        ({"estado": "declinado", "motivo": "M"}, ("The reason is in the letter",)),
        ({"estado": "aceptado"}, ("Open the exchange",)),
    ],
    ids=["recibido", "tarde", "aplazado", "declinado", "aceptado"],
)
def test_la_pagina_dice_en_que_va_y_no_nombra_a_nadie(campos, frases, client, practica):
    if campos.get("recibido"):
        campos = {**campos, "recibido": timezone.now() - datetime.timedelta(days=365)}
    pedido = pedido_de(practica, **campos)
    pedido.motivo = pedido.motivo and "Ingrid pidió dos veces."
    pedido.save()
    with override("en"):
        url = ruta(correspondencia.enlace_para_seguir(pedido))
    respuesta = client.get(url)
    assert respuesta.status_code == 200 and respuesta["X-Robots-Tag"] == "noindex, nofollow"
    texto = respuesta.text
    assert pedido.codigo in texto and pedido.institucion in texto and all(frase in texto for frase in frases)
    assert not any(dato in texto for dato in (*CANARIO.values(), "pidió dos veces"))


def test_en_el_intercambio_dice_que_se_espera_de_cada_quien(client, ddri, corre):
    CompromisoDeProceso.objects.create(proceso=corre, que="Nombrar un equipo", papel="contraparte", sort_order=0)
    CompromisoDeProceso.objects.create(proceso=corre, que="Un asunto interno", papel="ddri", sort_order=1)
    marcha.anotar(corre, ddri, "Una nota interna.")
    seguimiento.escribir(corre.cuestionarios.get(clase="demandante"), "lista")
    pedido = corre.pedidos.get()
    texto = client.get(ruta(correspondencia.enlace_para_seguir(pedido))).text
    assert "Motivación y viabilidad" in texto and "Nombrar un equipo" in texto and "Lista de quien pide" in texto
    assert "Un asunto interno" not in texto and "Una nota interna" not in texto


def test_el_recibo_y_cada_carta_llevan_el_enlace(client, practica, settings):
    assert "{seguir}" in correspondencia.carta(pedido_de(practica), "aceptado")[1]


# --- Links ------------------------------------------------------------------------------------------------------------


def test_un_enlace_vencido_ofrece_otro_al_mismo_correo_una_vez_al_dia(client, practica):
    pedido = pedido_de(practica)
    url = ruta(correspondencia.enlace_para_seguir(pedido))
    Enlace.objects.update(vence=timezone.now() - datetime.timedelta(days=1))
    vencida = client.get(url)
    assert vencida.status_code == 410 and CANARIO["correo"] not in vencida.text
    for _vez in (1, 2):
        assert client.post(url).status_code == 200
    (carta,) = mail.outbox
    assert carta.to == [CANARIO["correo"]] and client.get(camino(carta)).status_code == 200
    assert client.get("/es/pedir/seguir/no-es-nuestro/").status_code == 404


def test_los_enlaces_que_se_cortan_no_abren_ni_dan_otro(client, entrar, ddri, practica):
    pedido = pedido_de(practica)
    url = ruta(correspondencia.enlace_para_seguir(pedido))
    client.get(url)
    pantalla = reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk])
    assert "Se abrió 1 vez" in entrar(ddri).get(pantalla).text
    entrar(ddri).post(reverse("mesa:enlaces", args=[pedido.pk]))
    assert client.get(url).status_code == 410 and client.post(url).status_code == 410 and not mail.outbox


def test_borrar_los_datos_corta_los_enlaces_y_la_oficina_que_respondio(client, ddri, corre):
    suyo = corre.cuestionarios.get(clase="demandante")
    seguimiento.responder(suyo, seguimiento.formulario_de(suyo), {"problema": "Hay ruido.", "oficina": "Movilidad"})
    pedido = corre.pedidos.get()
    url = ruta(correspondencia.enlace_para_seguir(pedido))
    pedido.borrar_datos()
    assert client.get(url).status_code == 410 and client.post(url).status_code == 410
    suyo.refresh_from_db()
    assert suyo.valores == {"problema": "Hay ruido."}


def test_al_plazo_se_olvida_a_la_persona_y_el_intercambio_sigue(ddri, corre, settings):
    dias = datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS + 1)
    Pedido.objects.update(recibido=timezone.now() - dias)
    Pedido.objects.create(
        institucion="–",
        sobre="Metro",
        idioma="es",
        medio="historico",
        notas="Del manual.",
        recibido=timezone.now() - dias,
    )
    assert servicio.olvidar_viejos() == 1
    pedido = corre.pedidos.get()
    assert not pedido.correo and pedido.institucion and Pedido.objects.get(sobre="Metro").notas
    hasta_el_seguimiento(corre, ddri)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=200)):
        assert seguimiento.preguntar() == 0  # nobody to write to: the screen of the process says so


# --- Six and twelve months --------------------------------------------------------------------------------------------


def test_a_los_seis_y_a_los_doce_meses_se_pregunta_y_se_recuerda_una_vez(client, ddri, corre, practica):
    ahora = timezone.now()
    hasta_el_seguimiento(corre, ddri)
    mail.outbox.clear()
    enviadas = {}
    for dias in (0, 150, 190, 191, 206, 207, 222, 260, 370, 371):
        with time_machine.travel(ahora + datetime.timedelta(days=dias), tick=False):
            enviadas[dias] = seguimiento.preguntar()
    assert enviadas == {0: 0, 150: 0, 190: 1, 191: 0, 206: 1, 207: 0, 222: 1, 260: 0, 370: 1, 371: 0}
    assert {tuple(carta.to) for carta in mail.outbox} == {(CANARIO["correo"],)}
    assert "6 months" in mail.outbox[0].body and "12 months" in mail.outbox[-1].body
    with time_machine.travel(ahora + datetime.timedelta(days=223), tick=False):
        primera, ultima = mail.outbox[0], mail.outbox[2]
        pagina = client.get(camino(ultima))
        assert "Is it in use?" in pagina.text and not any(dato in pagina.text for dato in CANARIO.values())
        mala = client.post(camino(ultima), {**BUENA, "etapa": ""})
        sopa = BeautifulSoup(mala.content, "html.parser")
        assert "The answer is missing." in sopa.select_one(".formulario__errores").get_text()
        assert sopa.select_one("[name=que_cambio]").get_text().strip() == BUENA["que_cambio"]
        client.post(camino(ultima), {**BUENA, "sitio_web": "x"})
        assert not corre.cuestionarios.get(meses=6).respondido  # a machine
        assert "Thank you" in client.post(camino(ultima), {**BUENA, "oficina": "Mobility office"}).text
        uno = corre.cuestionarios.get(meses=6)
        assert uno.valores == {**BUENA, "oficina": "Mobility office"} and uno.respondido
        # Whoever has any of the letters, later: it was answered, and what it said is not shown.
        otra = client.get(camino(primera))
        assert "Somebody of your city answered" in otra.text and BUENA["que_cambio"] not in otra.text
        client.post(camino(primera), {**BUENA, "etapa": "abandonada"})
    uno.refresh_from_db()
    assert uno.valores["etapa"] == "adaptando"
    usos = UsoDeEnlace.objects.filter(enlace__fin=FIN_DE_RESPONDER, que=UsoDeEnlace.Que.HIZO)
    assert usos.count() == 1


def test_de_lo_que_dijo_la_ciudad_sale_su_replica(client, ddri, corre, practica, entrar, focal):
    hasta_el_seguimiento(corre, ddri)
    suyo = corre.cuestionarios.get(meses=6)
    client.post(ruta(seguimiento.enlace_para_responder(suyo)), BUENA)
    url = reverse("mesa:cuestionario", args=[suyo.pk])
    navegador = entrar(ddri)
    assert "Anotar la réplica" in navegador.get(url).text
    dicho = navegador.post(url, {"acto": "replica"}, follow=True).text
    assert "Ponga antes, entre los socios" in dicho and not Replica.objects.exists()
    otra = f.socio("Alcaldía de Ejemplo").actor
    Participacion.objects.create(proceso=corre, actor=otra, papel=Participacion.Papel.DEMANDANTE, sort_order=0)
    for _vez in range(2):  # pressed twice, it is one
        navegador.post(url, {"acto": "replica"})
    replica = Replica.objects.get()
    assert (replica.practica_id, replica.actor, replica.etapa) == (practica.pk, otra, "adaptando")
    assert replica.que_cambio == BUENA["que_cambio"] and replica.respuesta == Replica.Respuesta.CONFIRMA
    assert entrar(focal).post(url, {"acto": "replica"}).status_code in (302, 403, 404)
    assert Replica.objects.count() == 1


@pytest.mark.parametrize("etapa", ["", "interesada"])
def test_la_que_no_ha_empezado_no_es_replica(client, ddri, corre, entrar, etapa):
    hasta_el_seguimiento(corre, ddri)
    suyo = corre.cuestionarios.get(meses=6)
    if etapa:
        client.post(ruta(seguimiento.enlace_para_responder(suyo)), {**BUENA, "etapa": etapa})
    url, navegador = reverse("mesa:cuestionario", args=[suyo.pk]), entrar(ddri)
    assert "Anotar la réplica" not in navegador.get(url).text
    assert navegador.post(url, {"acto": "replica"}).status_code in (302, 404) and not Replica.objects.exists()


def test_no_se_pregunta_de_lo_que_espera_ni_de_lo_que_termino(client, ddri, corre):
    hasta_el_seguimiento(corre, ddri)
    suyo = corre.cuestionarios.get(meses=6)
    url = ruta(seguimiento.enlace_para_responder(suyo))
    Cuestionario.objects.update(enviado=None)
    despues = timezone.now() + datetime.timedelta(days=400)
    marcha.pasar(corre, "en_pausa", ddri, "Se espera.")
    with time_machine.travel(despues):
        assert seguimiento.preguntar() == 0
    assert client.get(url).status_code == 200  # who has the link may still tell
    marcha.pasar(corre, "cancelado", ddri, "No siguió.")
    assert "terminó" in client.get(url).text


def test_de_lo_que_pidio_bogota_responde_su_punto_focal(client, ddri, practica):
    focal = f.persona("focal-del-idrd", PUNTOS_FOCALES, "idrd")
    pedido = pedido_de(None, rol="demandante", entidad=practica.entidad, correo="", nombre="", estado="aceptado")
    proceso = mesa.abrir_proceso(pedido, ddri, "El metro", practica.entidad)
    hasta_el_seguimiento(proceso, ddri)
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=190)):
        assert seguimiento.preguntar() == 1
    (carta,) = mail.outbox
    client.force_login(focal)
    url = reverse("mesa:cuestionario", args=[proceso.cuestionarios.get(meses=6).pk])
    assert carta.to == [focal.email] and url in carta.body and client.get(url).status_code == 200
    assert client.post(url, BUENA).status_code == 302
    assert client.post(url, {**BUENA, "etapa": "en_marcha"}).status_code == 302  # its own, it puts right
    assert proceso.cuestionarios.get(meses=6).valores["etapa"] == "en_marcha"


def test_la_ddri_envia_o_copia_el_enlace_y_lee_la_respuesta(client, entrar, ddri, corre):
    suyo = corre.cuestionarios.get(clase="demandante")
    url, navegador = reverse("mesa:cuestionario", args=[suyo.pk]), entrar(ddri)
    mail.outbox.clear()
    navegador.post(url, {"acto": "enviar"})
    # Left in the queue until what tells of it is in the database.
    pagina = BeautifulSoup(navegador.post(url, {"acto": "enlace"}).content, "html.parser")
    enlace = ruta(pagina.code.get_text())
    respuestas = dict.fromkeys(
        ("disposicion", "problema", "aceptacion", "objetivos", "recursos"), "Un canario de ciudad."
    )
    with override("es"):
        assert "Gracias" in client.post(enlace, respuestas).text
    assert "Un canario de ciudad." in navegador.get(url).text
    assert navegador.post(url, {"acto": "enlace"}).status_code == 404
    assert "Se respondió" in corre.anotaciones.first().que
    # It is nowhere in public.
    for publica in ("/es/", corre.practica.url, "/es/practicas/?q=canario", "/sitemap.xml", "/api/v2/practicas/"):
        assert "Un canario de ciudad" not in client.get(publica).getvalue().decode()


def test_la_orden_de_cada_manana(ddri, corre, capsys):
    hasta_el_seguimiento(corre, ddri)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=190)):
        call_command("avisar_intercambios")
    assert "1 cartas" in capsys.readouterr().out


def test_el_registro_no_guarda_lo_que_dijo_la_persona(ddri, corre):
    pedido = corre.pedidos.get()
    dichas = [str(una.data) for una in ModelLogEntry.objects.for_instance(pedido)]
    assert dichas and not any(dato in una for una in dichas for dato in CANARIO.values())
