"""Links for who has no account: each for one purpose, over in time, taken back, and each use written down."""

import datetime
import re

import pytest
from django.core import signing
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from banco.models import Suscripcion
from banco.suscripciones import SAL_DE_CONFIRMAR, SAL_DE_TERMINAR
from base import enlaces
from base.enlaces import Enlace, NoSirve, UsoDeEnlace
from intercambios.models import Pedido

FIN, OTRO, MES = "prueba.leer", "prueba.borrar", datetime.timedelta(days=30)

pytestmark = pytest.mark.django_db


def _usos(enlace):
    return list(enlace.usos.order_by("pk").values_list("que", flat=True))


def test_abre_lo_suyo_y_queda_escrito():
    enlace, token = enlaces.dar(FIN, 7, MES)
    assert enlaces.abrir(FIN, token) == enlace and enlace.sobre == "7"
    assert _usos(enlace) == [UsoDeEnlace.Que.ABRIO]


def test_el_que_se_guarda_no_abre_nada():
    """Who reads the table does not have the link."""
    enlace, token = enlaces.dar(FIN, 7, MES)
    assert token not in str(Enlace.objects.filter(pk=enlace.pk).values().get())
    with pytest.raises(NoSirve):
        enlaces.abrir(FIN, enlace.huella)


def test_no_sirve_para_otra_cosa_y_no_lo_delata():
    enlace, token = enlaces.dar(FIN, 7, MES)
    with pytest.raises(NoSirve) as error:
        enlaces.abrir(OTRO, token)
    assert error.value.enlace is None and not _usos(enlace)


def test_vencido_y_revocado_no_abren_y_se_sabe_que_lo_intentaron():
    vencido, suyo = enlaces.dar(FIN, 7, -MES)
    revocado, otro = enlaces.dar(FIN, 8, MES)
    revocado.revocar()
    for enlace, token in ((vencido, suyo), (revocado, otro)):
        with pytest.raises(NoSirve) as error:
            enlaces.abrir(FIN, token)
        assert error.value.enlace == enlace and _usos(enlace) == [UsoDeEnlace.Que.TARDE]


def test_se_revocan_todos_los_de_una_cosa_y_ningun_otro():
    de_ella = [enlaces.dar(FIN, 7, MES)[0] for _vez in range(2)]
    de_otra, de_otro_fin = enlaces.dar(FIN, 77, MES)[0], enlaces.dar(OTRO, 7, MES)[0]
    assert enlaces.revocar(FIN, 7) == 2
    assert [Enlace.objects.get(pk=uno.pk).sirve for uno in (*de_ella, de_otra, de_otro_fin)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_un_ano_de_vencido_se_olvida_con_sus_usos():
    viejo, _token = enlaces.dar(FIN, 7, -enlaces.GUARDADO - MES)
    viejo.anotar(UsoDeEnlace.Que.TARDE)
    reciente, _token = enlaces.dar(FIN, 7, -MES)
    assert enlaces.olvidar() == 1
    assert list(Enlace.objects.all()) == [reciente] and not UsoDeEnlace.objects.exists()


def test_lo_olvida_la_orden_de_cada_noche():
    enlaces.dar(FIN, 7, -enlaces.GUARDADO - MES)
    call_command("olvidar_pedidos")
    assert not Enlace.objects.exists()


def test_el_firmado_vive_lo_que_su_objeto():
    objeto, _token = enlaces.dar(FIN, 7, MES)
    token = enlaces.firmar(objeto, FIN)
    assert enlaces.el_firmado(Enlace, token, FIN) == objeto
    for otro, fin in ((token, OTRO), (token + "x", FIN), ("", FIN)):
        with pytest.raises(NoSirve):
            enlaces.el_firmado(Enlace, otro, fin)
    objeto.delete()
    assert enlaces.el_firmado(Enlace, token, FIN) is None


def test_el_firmado_tiene_plazo(monkeypatch):
    objeto, _token = enlaces.dar(FIN, 7, MES)
    token = enlaces.firmar(objeto, FIN)
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + MES.total_seconds())
    with pytest.raises(NoSirve):
        enlaces.el_firmado(Enlace, token, FIN, MES / 2)
    assert enlaces.el_firmado(Enlace, token, FIN, MES * 2) == objeto


def test_su_pagina_no_se_guarda_ni_se_indexa_ni_dice_su_direccion_a_otros():
    vista = enlaces.pagina_de_enlace(lambda request: HttpResponse("hola"))
    respuesta = vista(RequestFactory().get("/"))
    assert {"no-store", "private"} <= set(re.findall(r"[\w-]+", respuesta["Cache-Control"]))
    assert respuesta["X-Robots-Tag"] == "noindex, nofollow" and respuesta["Referrer-Policy"] == "same-origin"
    assert vista(RequestFactory().delete("/")).status_code == 405


def test_los_enlaces_de_las_cartas_de_ayer_sirven_y_su_pagina_tambien_lo_cumple(client):
    """Each as it was signed before there was this module."""
    pedido = Pedido.objects.create(institucion="Ciudad de ejemplo", sobre="Ciclovía", idioma="es")
    suscripcion = Suscripcion.objects.create(correo="a@example.org", idioma="es", pregunta="")
    for vista, objeto, sal in (
        ("intercambios:borrar_pedido", pedido, Pedido.SAL),
        ("banco:confirmar_suscripcion", suscripcion, SAL_DE_CONFIRMAR),
        ("banco:terminar_suscripcion", suscripcion, SAL_DE_TERMINAR),
    ):
        respuesta = client.get(reverse(vista, args=[signing.dumps(objeto.pk, salt=sal)]))
        assert respuesta.status_code == 200 and respuesta["X-Robots-Tag"] == "noindex, nofollow", vista
        assert "no-store" in respuesta["Cache-Control"] and respuesta["Referrer-Policy"] == "same-origin", vista
