"""Asking for an exchange: by anybody, in both languages, with a receipt, an answer, and a way to be forgotten."""

import datetime
import re
import time
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from actores import de_fuera
from base import generacion
from intercambios import servicio
from intercambios.models import Pedido
from sitio.models import AjustesSitio
from tests import fabrica as f

ES, EN = "/es/pedir/", "/en/ask/"
PERSONA = {"nombre": "Ingrid Canaria", "correo": "ingrid.canaria@example.org"}
MENSAJE = "Queremos cerrar avenidas los domingos. ¿Podrían venir en mayo?"


def datos(**cambios):
    llegada = signing.dumps(int(time.time()) - 60, salt=de_fuera.SAL_DE_LLEGADA)
    return {
        **PERSONA,
        "institucion": "Ciudad de ejemplo, Noruega",
        "sobre": "Ciclovía",
        "mensaje": MENSAJE,
        "autoriza": "on",
        "llegada": llegada,
        **cambios,
    }


def _escribir_a(correo):
    ajustes = AjustesSitio.objects.get()
    ajustes.correo = correo
    ajustes.save()


@pytest.fixture
def enviar(db, client, django_capture_on_commit_callbacks):
    _escribir_a("ddri@example.org")

    def _enviar(url=ES, navegador=client, **cambios):
        with django_capture_on_commit_callbacks(execute=True):
            return navegador.post(url, datos(**cambios))

    return _enviar


def frases(respuesta):
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    return [uno.get_text() for uno in sopa.select(".formulario__errores li")]


@pytest.mark.parametrize(
    ("url", "asunto", "estado"),
    [(ES, "Recibimos su pedido", "es"), (EN, "We received your request", "en")],
    ids=["es", "en"],
)
def test_el_pedido_llega_a_los_dos(url, asunto, estado, enviar, client):
    respuesta = enviar(url)
    pedido = Pedido.objects.get()
    assert respuesta.status_code == 302 and pedido.codigo in respuesta.url
    assert pedido.codigo in client.get(respuesta.url).content.decode()
    assert (pedido.idioma, pedido.estado, pedido.mensaje) == (estado, "recibido", MENSAJE)
    recibo, aviso = mail.outbox
    assert recibo.to == [PERSONA["correo"]] and asunto in recibo.subject and pedido.codigo in recibo.body
    assert MENSAJE in recibo.body and "20" in recibo.body
    assert aviso.to == ["ddri@example.org"] and pedido.codigo in aviso.body


def test_la_carta_a_la_ddri_no_lleva_a_la_persona_sino_a_la_mesa(enviar):
    """A letter is kept where nobody can erase it, and who asked may want to be forgotten."""
    enviar(forma="taller")
    aviso = mail.outbox[1]
    entera = f"{aviso.subject} {aviso.body} {aviso.reply_to} {aviso.message().as_string()}"
    assert not any(dato in entera for dato in (*PERSONA.values(), "avenidas"))
    editar = reverse("wagtailsnippets_intercambios_pedido:edit", args=[Pedido.objects.get().pk])
    assert editar in aviso.body and "Un taller a distancia" in aviso.body and "antes de 20 días" in aviso.body


@pytest.mark.parametrize(("url", "palabras"), [(ES, "Autorizo a la DDRI"), (EN, "I authorise the DDRI")])
def test_queda_escrito_cuando_y_con_que_palabras_se_autorizo(url, palabras, enviar):
    antes = timezone.now()
    enviar(url)
    pedido = Pedido.objects.get()
    assert antes <= pedido.autorizado <= timezone.now() and pedido.autorizacion.startswith(palabras)
    pedido.borrar_datos()
    assert pedido.autorizacion and pedido.autorizado  # it names nobody, and says that it was asked


@pytest.mark.parametrize(("url", "privacidad"), [(ES, "/es/privacidad/"), (EN, "/en/privacy/")])
def test_la_pagina_de_privacidad_esta_en_el_formulario(url, privacidad, client, db):
    sopa = BeautifulSoup(client.get(url).content, "html.parser")
    assert sopa.select_one(".formulario").find("a", href=privacidad)
    AjustesSitio.objects.update(pagina_privacidad=None)
    generacion.nueva(fondo=True)
    assert not BeautifulSoup(client.get(url).content, "html.parser").select_one(".formulario").find("a")


@pytest.mark.parametrize(
    ("enviada", "queda"), [({"forma": "visita_de_bogota"}, "visita_de_bogota"), ({}, "no_se"), ({"forma": ""}, "no_se")]
)
def test_que_le_serviria_es_de_una_lista_y_no_hace_falta_saberlo(enviada, queda, enviar):
    assert enviar(**enviada).status_code == 302
    assert Pedido.objects.get().forma == queda


def test_a_primera_vista_se_preguntan_cinco_cosas(client, db):
    sopa = BeautifulSoup(client.get(ES).content, "html.parser").select_one(".formulario")
    aparte = sopa.details.extract()
    assert not aparte.has_attr("open") and len(aparte.select("input[type=radio]")) == 6
    assert len(sopa.select(".formulario__campo:not(.formulario__campo--marca)")) == 5
    respuesta = client.post(ES, datos(nombre="", forma="taller"))
    abierto = BeautifulSoup(respuesta.content, "html.parser").select_one(".formulario__aparte")
    assert abierto.has_attr("open") and abierto.select_one("[checked]")["value"] == "taller"


def test_sin_correo_de_la_entidad_se_avisa_a_quien_modera(enviar, moderadora):
    _escribir_a("")
    enviar()
    assert [uno.to for uno in mail.outbox] == [[PERSONA["correo"]], [moderadora.email]]


@pytest.mark.parametrize("url", [ES, EN])
def test_desde_una_practica_llega_lleno_y_cambia_de_idioma(url, client, comunicaciones, moderadora):
    hoja = f.viva("Ciclovía")
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    pagina = {ES: hoja, EN: inglesa}[url]
    sopa = BeautifulSoup(client.get(pagina.url).content, "html.parser")
    enlaces = {uno["href"] for uno in sopa.find_all("a", href=True) if uno["href"].startswith(url)}
    lleno = f"{url}?sobre={hoja.translation_key}"
    assert enlaces == {url, lleno}  # the bar and the menu; what is at hand of the practice
    formulario = BeautifulSoup(client.get(lleno).content, "html.parser")
    assert formulario.find(id="id_sobre")["value"] == pagina.title
    assert formulario.find(id="id_sobre")["lang"] == formulario.html["lang"]
    otro = {ES: EN, EN: ES}[url]
    (cambiar,) = [unquote(uno["href"]) for uno in formulario.select(".idiomas a")]
    assert cambiar.endswith(f"{otro}?sobre={hoja.translation_key}")


def test_lo_que_no_esta_publicado_no_se_nombra(client, db):
    borrador = f.practica(titulo="Un secreto")
    for sobre in (borrador.translation_key, "no-es-nada", "x" * 3000, "\u202e"):
        respuesta = client.get(ES, {"sobre": sobre})
        assert respuesta.status_code == 200 and "Un secreto" not in respuesta.content.decode()


def test_la_que_no_tiene_ingles_se_pide_en_ingles_con_su_nombre(client, db):
    hoja = f.viva("Ciclovía sin inglés")
    formulario = BeautifulSoup(client.get(EN, {"sobre": hoja.translation_key}).content, "html.parser")
    assert (campo := formulario.find(id="id_sobre"))["value"] == hoja.title
    assert campo["lang"] == "es" and formulario.select_one(".entradilla [lang=es]").get_text() == hoja.title


def test_el_plazo_es_el_que_se_fijo_en_la_pagina_y_en_el_correo(enviar, client, settings):
    settings.PEDIDOS_DIAS_HABILES = 7
    respuesta = enviar()
    for texto in (client.get(ES).content.decode(), client.get(respuesta.url).content.decode(), mail.outbox[0].body):
        assert "antes de 7 días hábiles" in texto


def test_la_pagina_no_la_guarda_nadie(client, db):
    respuesta = client.get(ES)
    assert "no-store" in respuesta["Cache-Control"] and respuesta.cookies["csrftoken"].value


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"correo": "no es un correo"}, "Correo electrónico"),
        ({"nombre": ""}, "Su nombre"),
        ({"mensaje": "x" * 3001}, "Qué quisieran hacer"),
        ({"mensaje": "…!?"}, "Escríbalo con palabras"),
        ({"sobre": ""}, "Sobre qué práctica o tema"),
        ({"autoriza": ""}, "Sin su autorización"),
        ({"llegada": "falsa"}, "No alcanzamos a recibirlo"),
        ({"llegada": "ahora"}, "No alcanzamos a recibirlo"),
    ],
)
def test_lo_que_falta_se_dice_y_nada_se_pierde(cambios, frase, enviar):
    if cambios.get("llegada") == "ahora":
        cambios = {"llegada": signing.dumps(int(time.time()), salt=de_fuera.SAL_DE_LLEGADA)}
    respuesta = enviar(**cambios)
    assert respuesta.status_code == 200 and any(frase in una for una in frases(respuesta))
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert sopa.find(id="id_institucion")["value"] == datos()["institucion"]
    assert sopa.find(id="id_mensaje").get_text().strip() == cambios.get("mensaje", MENSAJE)
    malos = sopa.select("[aria-invalid]")
    assert len(malos) == len(cambios.keys() - {"llegada"})
    for campo in malos:
        assert all(sopa.find(id=uno).get_text() for uno in campo["aria-describedby"].split())
    assert not Pedido.objects.exists() and not mail.outbox


def test_un_programa_cree_que_llego(enviar):
    assert enviar(sitio_web="https://example.org").status_code == 302
    assert not Pedido.objects.exists() and not mail.outbox


def test_el_mismo_dos_veces_es_uno(enviar):
    assert enviar().url == enviar().url
    assert Pedido.objects.count() == 1 and len(mail.outbox) == 2


def test_de_un_sitio_no_llegan_mas_de_cinco_en_una_hora(enviar):
    for vez in range(5):
        assert enviar(sobre=f"Tema {'abcde'[vez]}", correo=f"otra{vez}@example.org").status_code == 302
    respuesta = enviar(sobre="Otro tema")
    assert respuesta.status_code == 429 and MENSAJE in respuesta.content.decode()
    Pedido.objects.update(recibido=timezone.now() - datetime.timedelta(hours=2))
    assert enviar(sobre="Otro tema").status_code == 302


@pytest.mark.parametrize(
    "hostil", ["<script>alert(1)</script> hola", "hola\r\nBcc: otra@example.org", "hola\x0b\x00", "=1+1 hola"]
)
def test_lo_hostil_es_texto(hostil, enviar, entrar, moderadora):
    enviar(institucion=hostil, mensaje=f"{hostil} y más")
    assert all("\n" not in uno.subject and uno.to + uno.cc + uno.bcc == uno.to for uno in mail.outbox)
    for pedido in Pedido.objects.all():
        editar = reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk])
        assert "<script>alert(1)" not in entrar(moderadora).get(editar).content.decode()
    csv = entrar(moderadora).get(reverse("wagtailsnippets_intercambios_pedido:list"), {"export": "csv"})
    assert ",=1+1" not in b"".join(csv.streaming_content).decode()


def test_a_un_mismo_buzon_no_se_le_escribe_mas_de_cuatro_veces_al_dia(enviar):
    for vez in range(de_fuera.AL_DIA):
        assert enviar(sobre=f"Tema {'abcd'[vez]}").status_code == 302
        Pedido.objects.update(origen="de otra parte")
    mail.outbox.clear()
    assert enviar(sobre="Otro tema", correo=PERSONA["correo"].upper()).status_code == 429 and not mail.outbox
    assert enviar(sobre="Otro tema", correo="otra@example.org").status_code == 302


# --- The desk -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("papel", "entra"),
    [("moderadora", True), ("administracion", True), ("comunicaciones", False), ("focal", False)],
)
def test_quien_ve_lo_que_se_pide(papel, entra, enviar, request, entrar):
    enviar()
    pedido = Pedido.objects.get()
    navegador = entrar(request.getfixturevalue(papel))
    nombres = ("list", "edit", "history", "delete")
    urls = [
        reverse(f"wagtailsnippets_intercambios_pedido:{nombre}", args=[] if nombre == "list" else [pedido.pk])
        for nombre in nombres
    ]
    assert [navegador.get(url).status_code == 200 for url in urls] == [entra] * 4
    assert (PERSONA["nombre"] in navegador.get(urls[1]).content.decode()) == entra
    assert navegador.get(reverse("wagtailsnippets_intercambios_pedido:add")).status_code == 302


def _responder(navegador, pedido, django_capture_on_commit_callbacks, estado, **datos):
    """Answer on the screen: with the letter as it is proposed, unless ``texto`` says another."""
    url = reverse("mesa:responder", args=[pedido.pk, estado])
    sopa = BeautifulSoup(navegador.get(url).content, "html.parser")
    carta = {}
    if campo := sopa.select_one("[name=texto]"):
        carta = {"texto": campo.get_text(), "asunto": sopa.select_one("[name=asunto]")["value"]}
    with django_capture_on_commit_callbacks(execute=True):
        return navegador.post(url, {"motivo": "", "enviar": "si", **carta, **datos})


def test_lo_que_termina_un_pedido_pide_motivo_y_se_le_cuenta_a_quien_pidio(
    enviar, entrar, moderadora, django_capture_on_commit_callbacks
):
    enviar(EN)
    pedido, navegador = Pedido.objects.get(), entrar(moderadora)
    mail.outbox.clear()
    respuesta = _responder(navegador, pedido, django_capture_on_commit_callbacks, "declinado", otra_practica="ninguna")
    assert respuesta.status_code == 422 and not mail.outbox
    navegador.post(reverse("mesa:estudiar", args=[pedido.pk]))
    assert not mail.outbox
    motivo = "The team is away until June; the Ciclorrutas team can answer before."
    datos = {"motivo": motivo, "otra_practica": "ninguna"}
    _responder(navegador, pedido, django_capture_on_commit_callbacks, "declinado", **datos)
    (correo,) = mail.outbox
    assert correo.to == [PERSONA["correo"]] and motivo in correo.body and "declined" in correo.subject
    pedido.refresh_from_db()
    assert (pedido.estado, pedido.nombre) == ("declinado", PERSONA["nombre"])
    historia = ModelLogEntry.objects.for_instance(pedido).filter(action="intercambios.estado")
    assert [una.data["a"] for una in historia.order_by("timestamp")] == ["En estudio", "Declinado"]
    assert {una.user for una in historia} == {moderadora}
    assert not any(motivo in str(una.data) for una in historia)  # the log is for ever, and a person can be forgotten


@pytest.mark.parametrize("de", Pedido.Estado.values)
def test_los_estados_siguen_un_orden(de, enviar, entrar, moderadora):
    enviar()
    Pedido.objects.update(estado=de, motivo="Por algo.", aplazado_hasta=datetime.date(2999, 1, 1))
    pedido, navegador = Pedido.objects.get(), entrar(moderadora)
    editar = reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk])
    sopa = BeautifulSoup(navegador.get(editar).content, "html.parser")
    direcciones = {estado: reverse("mesa:responder", args=[pedido.pk, estado]) for estado in Pedido.AVISA}
    ofrecidos = {estado for estado, url in direcciones.items() if sopa.find("a", href=url)}
    ofrecidos |= {"en_estudio"} if sopa.find("button", form="mesa-estudiar") else set()
    assert ofrecidos == set(Pedido.SIGUIENTES[de])
    for otro in set(Pedido.Estado.values) - ofrecidos - {de, "recibido"}:
        url = direcciones.get(otro) or reverse("mesa:estudiar", args=[pedido.pk])
        assert "no se pasa ahí" in navegador.post(url, {"motivo": "Por algo."}, follow=True).content.decode()
        assert Pedido.objects.get().estado == de
        pedido.estado = otro
        with pytest.raises(ValidationError, match="no se pasa"):
            pedido.clean()


def test_desde_la_mesa_se_ve_la_pagina_y_se_escribe_a_quien_pidio(enviar, entrar, moderadora):
    hoja = f.viva("Ciclovía")
    enviar(f"{ES}?sobre={hoja.translation_key}")
    editar = reverse("wagtailsnippets_intercambios_pedido:edit", args=[Pedido.objects.get().pk])
    sopa = BeautifulSoup(entrar(moderadora).get(editar).content, "html.parser")
    assert sopa.find("a", href=hoja.url) and sopa.select_one(f"a[href^='mailto:{PERSONA['correo']}']")


# --- Being forgotten (Ley 1581 de 2012) -----------------------------------------------------------------------------


def test_quien_pidio_borra_sus_datos_con_su_enlace(enviar, client):
    enviar()
    Pedido.objects.update(estado="declinado", motivo="Ingrid Canaria escribió dos veces.")
    enlace = re.search(r"http://[^/]+(/es/pedir/borrar/\S+)", mail.outbox[0].body)[1]
    assert client.get(enlace).status_code == 200
    assert Pedido.objects.get().correo  # reading it deletes nothing
    assert "ya no están en el Banco" in client.post(enlace).content.decode()
    pedido = Pedido.objects.get()
    assert (pedido.nombre, pedido.correo, pedido.mensaje, pedido.motivo, pedido.origen) == ("", "", "", "", "")
    assert pedido.institucion and pedido.sin_datos
    assert client.post(enlace).status_code == 200
    assert client.get(enlace[:-3] + "xx/").status_code == 404


def test_a_los_dos_anios_se_olvida_a_la_persona(enviar, settings):
    enviar()
    Pedido.objects.update(recibido=timezone.now() - datetime.timedelta(days=2))
    call_command("olvidar_pedidos")
    assert Pedido.objects.get().correo and not Pedido.objects.get().origen  # of use for an hour
    Pedido.objects.update(recibido=timezone.now() - datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS + 1))
    call_command("olvidar_pedidos")
    assert not Pedido.objects.get().correo and servicio.olvidar_viejos() == 0


def test_nada_de_lo_que_se_pide_es_publico(enviar, client):
    hoja = f.viva("Ciclovía")
    respuesta = enviar(f"{ES}?sobre={hoja.translation_key}")
    urls = [
        *(respuesta.url, hoja.url, "/es/", "/es/practicas/", "/es/practicas/?q=avenidas", "/es/banco/datos/"),
        *("/es/banco/datos/practicas.json", "/api/v2/practicas/", f"/api/v2/practicas/{hoja.pk}/", "/sitemap.xml"),
        *("/es/banco/rss.xml", "/es/banco/cambios.xml", ES, f"{ES}?sobre={hoja.translation_key}"),
    ]
    for url in urls:
        cuerpo = client.get(url).getvalue().decode()
        assert not any(dato in cuerpo for dato in (*PERSONA.values(), "Ciudad de ejemplo", "cerrar avenidas")), url


@pytest.mark.parametrize("papel", ["focal", "comunicaciones", "moderadora"])
def test_no_hay_elegidor_que_los_liste(papel, enviar, request, entrar):
    enviar()
    navegador = entrar(request.getfixturevalue(papel))
    for url in ("", "results/", "chosen/1/", "chosen-multiple/?id=1", "create/"):
        respuesta = navegador.get(f"/admin/snippets/choose/intercambios/pedido/{url}")
        assert respuesta.status_code in (302, 403, 404) and "Ciudad de ejemplo" not in respuesta.content.decode(), url
