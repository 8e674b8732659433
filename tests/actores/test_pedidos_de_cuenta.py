"""Asking for an account: by a person of an entity, in both languages, as far as the mailbox is confirmed."""

import datetime
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actores import apertura
from actores.grupos import PUNTOS_FOCALES
from actores.models import Entidad, PedidoDeCuenta, Usuario
from tests import fabrica as f

from .pedidos import CORREO, EN, ES, PERSONA, TODO, enlaces, frases, sopa


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_se_llega_desde_la_entrada_desde_ofrecer_y_desde_el_pie(idioma, client, db):
    client.cookies["django_language"] = idioma
    url = {"es": ES, "en": EN}[idioma]
    assert sopa(client.get(reverse("account_login"), headers={"accept-language": idioma})).find("a", href=url)
    ofrecer = {"es": "/es/ofrecer-una-practica/", "en": "/en/offer-a-practice/"}[idioma]
    pagina = sopa(client.get(ofrecer))
    assert pagina.main.find("a", href=url) and pagina.footer.find("a", href=url)


@pytest.mark.parametrize(("url", "otra"), [(ES, EN), (EN, ES)], ids=["es", "en"])
def test_el_formulario_esta_en_los_dos_idiomas_y_fuera_de_los_buscadores(url, otra, client, db):
    respuesta = client.get(url)
    pagina = sopa(respuesta)
    assert pagina.html["lang"] == url[1:3] and pagina.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert any(otra in enlace["href"].replace("%2F", "/") for enlace in pagina.select(".idiomas a"))
    assert "no-store" in respuesta["Cache-Control"]
    grupos = {grupo["label"]: grupo.select("option") for grupo in pagina.select("#id_entidad optgroup")}
    entidades, alcaldias = grupos.values()
    assert len(alcaldias) == 20 and len(entidades) + 20 == Entidad.objects.count()
    en_su_idioma = {"es": "Alcaldía Local de Usme", "en": "Local Mayor's Office of Usme"}[url[1:3]]
    assert en_su_idioma in [uno.get_text() for uno in alcaldias]
    assert url not in client.get("/sitemap.xml").getvalue().decode()


def test_la_pagina_cuesta_lo_mismo_con_muchas_entidades(client, db):
    client.get(ES)
    with CaptureQueriesContext(
        connection,
    ) as pocas:
        client.get(ES)
    una = Entidad.objects.first()
    Entidad.objects.bulk_create(
        Entidad(codigo=f"otra-{n}", nombre_es=f"Otra {n}", nombre_en=f"Other {n}", sector=una.sector) for n in range(50)
    )
    with CaptureQueriesContext(connection) as muchas:
        assert "Otra 49" in client.get(ES).content.decode()
    assert len(muchas) <= len(pocas) <= 6


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"entidad": ""}, "Entidad"),
        *(({campo: ""}, None) for campo in PERSONA if campo != "telefono"),
        ({"correo": "no es un correo"}, "Su correo institucional"),
        ({"nombre": "…!"}, "Escríbalo con palabras"),
        ({"nombre": "x" * 151}, "Sus nombres"),
        ({"autoriza": ""}, "Sin su autorización"),
        ({"llegada": "falsa"}, "No alcanzamos a recibirlo"),
    ],
    ids=lambda caso: next(iter(caso)) if isinstance(caso, dict) else "",
)
def test_lo_que_falta_se_dice_junto_a_su_campo_y_nada_se_pierde(cambios, frase, enviar):
    respuesta = enviar(**cambios)
    assert respuesta.status_code == 200 and frases(respuesta)
    assert frase is None or any(frase in una for una in frases(respuesta))
    pagina = sopa(respuesta)
    malos = pagina.select("[aria-invalid]")
    assert {uno["name"] for uno in malos} == cambios.keys() - {"llegada"}
    for campo in malos:
        assert all(pagina.find(id=uno).get_text() for uno in campo["aria-describedby"].split())
    for campo, valor in PERSONA.items():
        assert campo in cambios or pagina.find(id=f"id_{campo}")["value"] == valor
    assert not PedidoDeCuenta.objects.exists() and not mail.outbox


def test_el_telefono_no_hace_falta(enviar):
    assert enviar(telefono="").status_code == 302 and PedidoDeCuenta.objects.get().telefono == ""


def test_un_correo_que_no_es_de_gov_co_se_advierte_y_no_se_niega(enviar, client, django_capture_on_commit_callbacks):
    respuesta = enviar(correo="nubia@acueducto.com.co")
    assert any("gov.co" in una for una in frases(respuesta)) and not PedidoDeCuenta.objects.exists()
    vuelta = {uno["name"]: uno.get("value", "") for uno in sopa(respuesta).select(".formulario input[name]")}
    assert vuelta["correo_advertido"] == "nubia@acueducto.com.co"
    # Another mail than the one that was pointed out is pointed out too.
    otra = enviar(correo="otra@example.org", correo_advertido=vuelta["correo_advertido"])
    assert any("gov.co" in una for una in frases(otra))
    assert enviar(correo=vuelta["correo"], correo_advertido=vuelta["correo_advertido"]).status_code == 302
    assert PedidoDeCuenta.objects.get().correo == "nubia@acueducto.com.co"


@pytest.mark.parametrize(("url", "palabras"), [(ES, "Autorizo a la DDRI"), (EN, "I authorise the DDRI")])
def test_queda_escrito_cuando_y_con_que_palabras_se_autorizo(url, palabras, enviar):
    antes = timezone.now()
    enviar(url)
    pedido = PedidoDeCuenta.objects.get()
    assert antes <= pedido.autorizado <= timezone.now() and pedido.autorizacion.startswith(palabras)
    assert "1581" in pedido.autorizacion


def test_un_programa_cree_que_llego(enviar):
    assert enviar(sitio_web="https://example.org").status_code == 302
    assert not PedidoDeCuenta.objects.exists() and not mail.outbox


def test_el_mismo_dos_veces_es_uno(enviar):
    enviar()
    enviar(correo=CORREO.upper())
    assert PedidoDeCuenta.objects.count() == 1 and len(mail.outbox) == 1


def test_de_un_sitio_no_llegan_mas_de_cinco_en_una_hora_y_nada_se_pierde(enviar):
    for vez in range(5):
        assert enviar(correo=f"persona{vez}@idu.gov.co").status_code == 302
    respuesta = enviar(correo="otra@idu.gov.co")
    assert respuesta.status_code == 429 and sopa(respuesta).find(id="id_acto")["value"] == PERSONA["acto"]


@pytest.mark.parametrize(
    ("url", "asunto", "entidad"),
    [(ES, "Confirme su pedido de cuenta", "Instituto"), (EN, "Confirm your request", "Institute")],
    ids=["es", "en"],
)
def test_la_carta_no_repite_nada_de_lo_que_se_escribio(url, asunto, entidad, enviar, administracion):
    """Who has that mailbox may have asked for nothing; and nobody else is told before they say so."""
    enviar(url)
    (carta,) = mail.outbox
    assert carta.to == [CORREO] and asunto in carta.subject and entidad in carta.body
    assert not any(dato in carta.body for dato in TODO)


def test_leer_el_enlace_no_confirma_y_confirmar_avisa_a_administracion_una_vez(
    enviar, client, administracion, focal, django_capture_on_commit_callbacks
):
    enviar()
    enlace, _borrar = enlaces()
    mail.outbox.clear()
    respuesta = client.get(enlace)
    assert respuesta.status_code == 200 and "noindex" in respuesta["X-Robots-Tag"]
    assert PedidoDeCuenta.objects.get().correo_confirmado is None
    for _vez in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert "Administración ya tiene su pedido" in client.post(enlace).content.decode()
    (carta,) = mail.outbox
    assert carta.to == [administracion.email] and PedidoDeCuenta.objects.get().correo_confirmado
    entera = carta.message().as_string() + carta.body
    assert not any(dato in entera for dato in TODO)
    assert reverse("wagtailsnippets_actores_pedidodecuenta:edit", args=[PedidoDeCuenta.objects.get().pk]) in carta.body


@pytest.mark.parametrize("caso", ["falso", "vencido", "borrado"])
def test_un_enlace_que_no_sirve_lo_dice_y_lleva_a_pedirla_otra_vez(caso, enviar, client, monkeypatch):
    enviar()
    confirmar, borrar = enlaces()
    if caso == "falso":
        confirmar = f"{confirmar[:-4]}xxx/"
    elif caso == "borrado":
        client.post(borrar)
    else:
        monkeypatch.setattr(apertura, "PLAZO", datetime.timedelta(seconds=-1))
    respuesta = client.post(confirmar)
    assert respuesta.status_code == 404 and sopa(respuesta).main.find("a", href=ES)
    assert PedidoDeCuenta.objects.get().correo_confirmado is None


def test_la_pagina_no_dice_si_hay_una_cuenta(enviar, client):
    """The letter does, with the way in: only who has the mailbox reads it."""
    sin_cuenta = client.get(enviar().url).content.decode()
    assert reverse("account_login") not in mail.outbox[-1].body
    PedidoDeCuenta.objects.all().delete()
    f.persona("nubia", PUNTOS_FOCALES, "idu")
    Usuario.objects.filter(username="nubia").update(email=CORREO)
    con_cuenta = client.get(enviar().url).content.decode()
    assert reverse("account_login") in mail.outbox[-1].body and "Ya hay una cuenta" in mail.outbox[-1].body
    sin_sello = [re.sub(r'value="[^"]+"', "", una) for una in (sin_cuenta, con_cuenta)]
    assert sin_sello[0] == sin_sello[1]


def test_otro_pedido_del_mismo_correo_se_dice_en_la_carta(confirmado, enviar):
    primero = confirmado()
    enviar(entidad="idrd")
    assert primero.codigo in mail.outbox[-1].body
