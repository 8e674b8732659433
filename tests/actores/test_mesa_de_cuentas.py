"""The desk of requests for an account: opened, or denied with a reason; and who asked is forgotten in time."""

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from actores import apertura, mesa_de_cuentas
from actores.accesos import RegistroDeAcceso
from actores.grupos import PUNTOS_FOCALES
from actores.models import PedidoDeCuenta, PuntoFocal, Usuario
from tests import fabrica as f

from . import comunes
from .pedidos import CORREO, EN, ES, PERSONA, TODO, enlaces, sopa


def _mesa(pedido, nombre="edit"):
    return reverse(f"wagtailsnippets_actores_pedidodecuenta:{nombre}", args=[pedido.pk] if nombre != "list" else [])


@pytest.fixture
def responder(entrar, administracion):
    navegador = entrar(administracion)

    def _responder(pedido, estado, **mas):
        campos = {"estado": estado, "papel": pedido.papel, "verificacion": "", "motivo": "", **mas}
        respuesta, cartas = comunes.cartas(navegador.post, _mesa(pedido), campos, follow=True)
        pedido.refresh_from_db()
        return respuesta, cartas

    responder_verificado = {"verificacion": "Llamada a la Subdirección."}
    _responder.con = responder_verificado
    return _responder


@pytest.mark.parametrize(
    ("papel", "entra"),
    [
        *(("administracion", True), ("superusuario", True)),
        *(("moderadora", False), ("comunicaciones", False), ("focal", False)),
    ],
)
def test_quien_ve_los_pedidos(papel, entra, confirmado, request, entrar):
    pedido, navegador = confirmado(), entrar(request.getfixturevalue(papel))
    for nombre in ("list", "edit", "history", "delete"):
        respuesta = navegador.get(_mesa(pedido, nombre))
        assert (respuesta.status_code == 200) == entra, nombre
        assert entra or not any(dato in respuesta.content.decode() for dato in TODO)
    assert navegador.get(reverse("wagtailsnippets_actores_pedidodecuenta:add")).status_code != 200
    if not entra:
        navegador.post(_mesa(pedido), {"estado": "negado", "papel": "titular", "motivo": "No."})
        assert PedidoDeCuenta.objects.get().estado == "pedido"
    tablero = navegador.get(reverse("wagtailadmin_home")).content.decode()
    assert ("1 pedido de cuenta espera respuesta" in tablero) == entra
    for url in ("", "results/", "chosen/1/"):
        assert CORREO not in navegador.get(f"/admin/snippets/choose/actores/pedidodecuenta/{url}").content.decode()


@pytest.mark.parametrize("papel", ["titular", "suplente"])
@pytest.mark.parametrize("url", [ES, EN], ids=["es", "en"])
def test_de_pedido_a_cuenta(url, papel, confirmado, responder, administracion, client):
    pedido = confirmado(url, papel=papel)
    respuesta, cartas = responder(pedido, "verificado")
    assert "Diga con quién" in respuesta.content.decode() and pedido.estado == "pedido"
    responder(pedido, "verificado", **responder.con)
    respuesta, cartas = responder(pedido, "creado", **responder.con)
    persona = Usuario.objects.get(email=CORREO)
    assert (pedido.estado, pedido.cuenta) == ("creado", persona)
    assert "nubia.canaria" in respuesta.content.decode()
    assert (persona.get_full_name(), persona.entidad.codigo) == ("Nubia Canaria Pérez", "idu")
    assert list(persona.groups.values_list("name", flat=True)) == [PUNTOS_FOCALES]
    assert not persona.has_usable_password() and not persona.is_superuser
    suya = PuntoFocal.objects.get(usuario=persona)
    assert (suya.papel, suya.entidad, suya.desde, suya.hasta) == (papel, persona.entidad, timezone.localdate(), None)
    assert PERSONA["acto"] in suya.acto and PERSONA["designa"] in suya.acto and pedido.codigo in suya.acto
    que = RegistroDeAcceso.objects.filter(persona=persona).values_list("que", "quien")
    assert {("papel_dado", administracion.pk), ("invitacion", administracion.pk)} == set(que)
    # The invitation, in the language in which it was asked for, leads to the manual and to choosing a password.
    (carta,) = [una for una in cartas if una.to == [CORREO]]
    assert "/admin/ayuda/manual/punto-focal/" in carta.body or "punto-focal/#el-primer-dia" in carta.body
    assert ("Role:" in carta.body) == (url == EN)
    (clave,) = re.findall(r"https?://[^/\s]+(/\S*password_reset\S+)", carta.body)
    assert client.get(clave, follow=True).status_code == 200
    historia = ModelLogEntry.objects.for_instance(pedido).filter(action="actores.pedido_de_cuenta")
    assert [una.data["a"] for una in historia.order_by("timestamp")] == ["verificado", "creado"]
    assert {una.user for una in historia} == {administracion}


def test_el_manual_de_la_invitacion_se_abre_con_la_cuenta_nueva(confirmado, responder, entrar):
    pedido = confirmado()
    responder(pedido, "verificado", **responder.con)
    _respuesta, cartas = responder(pedido, "creado", **responder.con)
    manual = re.search(r"https?://[^/\s]+(/\S*punto-focal\S*)", cartas[-1].body)[1].partition("#")[0]
    assert entrar(pedido.cuenta).get(manual).status_code == 200


def test_con_titular_no_se_abre_otro_y_la_mesa_dice_quien_es(confirmado, responder):
    f.persona("titular", PUNTOS_FOCALES, "idu")
    pedido = confirmado()
    responder(pedido, "verificado", **responder.con)
    respuesta, cartas = responder(pedido, "creado", **responder.con)
    assert "ya hay titular: Titular" in respuesta.content.decode()
    assert pedido.estado == "verificado" and not Usuario.objects.filter(email=CORREO).exists() and not cartas
    responder(pedido, "creado", papel="suplente", **responder.con)
    assert PuntoFocal.objects.get(usuario=pedido.cuenta).papel == "suplente"


def test_negarlo_pide_motivo_y_se_le_cuenta_en_su_idioma(confirmado, responder):
    pedido = confirmado(EN)
    respuesta, cartas = responder(pedido, "negado")
    assert "Diga por qué" in respuesta.content.decode() and not cartas
    _respuesta, (carta,) = responder(pedido, "negado", motivo="The Director's office has appointed someone else.")
    assert carta.to == [CORREO] and "has appointed someone else" in carta.body and "was not opened" in carta.body
    historia = ModelLogEntry.objects.for_instance(pedido)
    assert not any("someone else" in str(una.data) for una in historia)
    assert not Usuario.objects.filter(email=CORREO).exists()


def test_sin_confirmar_el_correo_solo_se_niega_y_no_se_le_escribe_a_nadie(enviar, responder):
    enviar()
    pedido = PedidoDeCuenta.objects.get()
    respuesta, cartas = responder(pedido, "verificado", **responder.con)
    assert "no ha confirmado su correo" in respuesta.content.decode() and pedido.estado == "pedido"
    respuesta, cartas = responder(pedido, "negado", motivo="Vino en nombre de otra persona.")
    assert pedido.estado == "negado" and not cartas and "No se escribió a nadie" in respuesta.content.decode()


@pytest.mark.parametrize("de", PedidoDeCuenta.Estado.values)
def test_los_estados_siguen_un_orden_y_lo_terminado_no_se_reescribe(de, confirmado, responder):
    pedido = confirmado()
    PedidoDeCuenta.objects.update(estado=de, motivo="Por algo.")
    for otro in set(PedidoDeCuenta.Estado.values) - {de, *PedidoDeCuenta.SIGUIENTES[de]}:
        responder(pedido, otro, motivo="Otra razón.", **responder.con)
        assert (pedido.estado, pedido.motivo) == (de, "Por algo.")
    assert not Usuario.objects.filter(email=CORREO).exists()


def test_dos_que_la_abren_a_la_vez_abren_una(confirmado, responder, superusuario, monkeypatch):
    pedido = confirmado()
    responder(pedido, "verificado", **responder.con)
    al_entrar = mesa_de_cuentas.AtenderView.setup

    def mientras_tanto(vista, *args, **kwargs):
        """Another person opens it when this one has read it already."""
        al_entrar(vista, *args, **kwargs)
        suyo = PedidoDeCuenta.objects.get(estado="verificado")
        suyo.estado = "creado"
        suyo.save()
        apertura.al_cambiar(suyo, "verificado", superusuario)
        monkeypatch.setattr(mesa_de_cuentas.AtenderView, "setup", al_entrar)

    monkeypatch.setattr(mesa_de_cuentas.AtenderView, "setup", mientras_tanto)
    _respuesta, cartas = responder(pedido, "creado", **responder.con)
    assert pedido.cuenta == Usuario.objects.get(email=CORREO) and len(cartas) == 1


def test_una_cuenta_o_un_pedido_con_ese_correo_se_ven_con_su_enlace(confirmado, responder, entrar, administracion):
    otro = confirmado(entidad="idrd")
    de_antes = f.persona("nubia.canaria", "Comunicaciones")
    Usuario.objects.filter(pk=de_antes.pk).update(email=CORREO.upper())
    PedidoDeCuenta.objects.update(recibido=timezone.now() - datetime.timedelta(hours=3))
    pedido = confirmado()
    pagina = sopa(entrar(administracion).get(_mesa(pedido)))
    assert pagina.main.find("a", href=reverse("wagtailusers_users:edit", args=[de_antes.pk]))
    assert pagina.main.find("a", href=_mesa(otro))
    assert pagina.main.find("a", href=reverse("registro_focal_de", args=[pedido.entidad_id]))
    responder(pedido, "verificado", **responder.con)
    respuesta, _cartas = responder(pedido, "creado", **responder.con)
    assert "Ya hay una cuenta con ese correo" in respuesta.content.decode() and pedido.estado == "verificado"


def test_el_usuario_es_uno_que_nadie_tiene(confirmado, responder):
    f.persona("nubia.canaria", "Comunicaciones")
    pedido = confirmado()
    responder(pedido, "verificado", **responder.con)
    responder(pedido, "creado", **responder.con)
    assert pedido.cuenta.username == "nubia.canaria2"


@pytest.mark.parametrize("hostil", ["<script>alert(1)</script> hola", "=1+1 hola", "hola\x0b\r\nBcc: otra@example.org"])
def test_lo_hostil_es_texto(hostil, enviar, entrar, administracion):
    enviar(nombre=hostil, acto=hostil)
    navegador = entrar(administracion)
    for pedido in PedidoDeCuenta.objects.all():
        assert "<script>alert(1)" not in navegador.get(_mesa(pedido)).content.decode()
    hoja = navegador.get(_mesa(None, "list"), {"export": "csv"})
    assert ",=1+1" not in b"".join(hoja.streaming_content).decode()
    assert all("\n" not in una.subject and una.to == [CORREO] for una in mail.outbox)


def test_el_tablero_cuenta_los_que_esperan_y_desde_cuando(confirmado, enviar, entrar, administracion):
    tablero, navegador = reverse("wagtailadmin_home"), entrar(administracion)
    assert "pedido de cuenta espera" not in navegador.get(tablero).content.decode()
    pedido = confirmado()
    PedidoDeCuenta.objects.update(
        recibido=timezone.now() - datetime.timedelta(days=3),
        correo_confirmado=timezone.make_aware(datetime.datetime(2026, 3, 4)),
    )
    enviar(entidad="idrd")  # nobody confirmed it: it does not wait
    respuesta = navegador.get(tablero).content.decode()
    assert "1 pedido de cuenta espera respuesta" in respuesta and "desde el 4 de marzo de 2026" in respuesta
    lista = sopa(navegador.get(_mesa(None, "list"), {"situacion": "esperan"})).main.get_text()
    assert pedido.codigo in lista
    assert PedidoDeCuenta.objects.get(entidad__codigo="idrd").codigo not in lista


def test_la_mesa_cuesta_lo_mismo_con_muchos(confirmado, entrar, administracion):
    pedido, navegador = confirmado(), entrar(administracion)
    navegador.get(_mesa(pedido, "list"))
    with CaptureQueriesContext(connection) as pocas:
        navegador.get(_mesa(pedido, "list"))
    PedidoDeCuenta.objects.bulk_create(
        PedidoDeCuenta(entidad=pedido.entidad, idioma="es", correo=f"p{n}@idu.gov.co", nombre=f"Persona {n}")
        for n in range(40)
    )
    with CaptureQueriesContext(connection) as muchas:
        assert "Persona 39" in navegador.get(_mesa(pedido, "list")).content.decode()
    assert len(muchas) <= len(pocas)


def _vacio(pedido):
    pedido.refresh_from_db()
    return not any(getattr(pedido, campo) for campo in PedidoDeCuenta.PERSONALES)


def test_quien_pidio_borra_sus_datos_con_su_enlace_y_la_cuenta_queda(enviar, client, responder):
    enviar()
    confirmar, borrar = enlaces()
    client.post(confirmar)
    pedido = PedidoDeCuenta.objects.get()
    responder(pedido, "verificado", **responder.con)
    responder(pedido, "creado", **responder.con)
    assert client.get(borrar).status_code == 200 and not _vacio(pedido)  # reading it deletes nothing
    assert "ya no están en el Banco" in client.post(borrar).content.decode()
    assert _vacio(pedido) and pedido.sin_datos and pedido.entidad and pedido.cuenta.is_active
    assert client.post(borrar).status_code == 200


def test_lo_que_nadie_confirma_se_borra_a_los_siete_dias_y_la_persona_a_los_dos_anios(confirmado, enviar, settings):
    pedido = confirmado()
    enviar(entidad="idrd")
    PedidoDeCuenta.objects.update(recibido=timezone.now() - datetime.timedelta(days=8))
    call_command("olvidar_pedidos")
    assert PedidoDeCuenta.objects.get() == pedido and not _vacio(pedido)
    PedidoDeCuenta.objects.update(recibido=timezone.now() - datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS + 1))
    call_command("olvidar_pedidos")
    assert _vacio(pedido) and apertura.olvidar_viejos() == 0


def test_lo_que_borro_sus_datos_ya_no_espera_y_solo_se_niega(confirmado, responder):
    pedido = confirmado()
    pedido.borrar_datos()
    assert not PedidoDeCuenta.objects.que_esperan().exists()
    respuesta, _cartas = responder(pedido, "verificado", **responder.con)
    assert "no hay a quién abrirle la cuenta" in respuesta.content.decode() and pedido.estado == "pedido"
    _respuesta, cartas = responder(pedido, "negado", motivo="Borró sus datos.")
    assert pedido.estado == "negado" and not cartas


def test_nada_de_lo_que_se_pide_es_publico(confirmado, enviar, client):
    pedido = confirmado()
    urls = [
        *("/es/", "/en/", ES, EN, "/es/pedir-cuenta/recibido/", "/es/practicas/", "/es/practicas/?q=canaria"),
        *("/es/banco/datos/practicas.json", "/api/v2/practicas/", "/sitemap.xml", "/es/banco/cambios.xml"),
    ]
    for url in urls:
        cuerpo = client.get(url, follow=True).getvalue().decode()
        assert not any(dato in cuerpo for dato in (*TODO, pedido.codigo)), url
