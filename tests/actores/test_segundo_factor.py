"""A password alone opens nothing to those who could open every other door."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from actores import grupos
from actores.checks import nadie_exento_en_produccion
from actores.models import RegistroDeAcceso
from base.models import Documento
from tests import fabrica as f
from tests.direcciones_del_admin import direcciones

from .comunes import SECRETO, a, cartas, codigo, con_aplicacion, probar

# What the entrance itself needs.
ABIERTAS = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}


@pytest.fixture(autouse=True)
def _sin_exentas(settings):
    settings.EXENTAS_DE_SEGUNDO_FACTOR = ()


@pytest.fixture
def al_instante(monkeypatch):
    """What waits for the commit, which here never comes, is done at once: within the request, as on a real server."""
    monkeypatch.setattr(transaction, "on_commit", lambda acto, **opciones: acto())


def _dentro(navegador):
    return navegador.get("/admin/").status_code == 200


PROTEGIDAS = {
    "moderadora": {"rol": grupos.MODERACION},
    "administracion": {"rol": grupos.ADMINISTRACION},
    "raiz": {"is_superuser": True},
}


@pytest.mark.largo
@pytest.mark.parametrize("nombre", PROTEGIDAS)
def test_sin_segundo_factor_no_se_entra_por_ninguna_puerta(nombre, focal, entrar):
    ficha = f.practica(focal)
    navegador = entrar(f.persona(nombre, **PROTEGIDAS[nombre]))
    navegador.raise_request_exception = False
    abiertas = [
        (puerta, metodo)
        for puerta, url in direcciones(ficha)
        if puerta not in ABIERTAS and "password_reset" not in puerta
        for metodo in ("get", "post")
        if getattr(navegador, metodo)(url).status_code not in (302, 403, 404, 405)
    ]
    assert abiertas == []


@pytest.mark.parametrize("nombre", PROTEGIDAS)
def test_la_primera_entrada_lleva_a_ponerlo(nombre, db):
    f.persona(nombre, **PROTEGIDAS[nombre])
    navegador = Client()
    respuesta = probar(navegador, nombre, follow=True)
    assert respuesta.redirect_chain[-1][0] == reverse("mfa_index")
    assert not _dentro(navegador)


def _poner_aplicacion(navegador):
    pagina = navegador.get(reverse("mfa_activate_totp")).content.decode()
    secreto = re.search(r'entrada-secreto">(\w+)<', pagina)[1]
    return secreto, navegador.post(reverse("mfa_activate_totp"), {"code": codigo(secreto)})


def test_se_pone_la_aplicacion_y_con_ella_se_entra(moderadora, al_instante):
    navegador = Client()
    probar(navegador, "moderadora")
    mail.outbox.clear()
    secreto, respuesta = _poner_aplicacion(navegador)
    assert respuesta.url == reverse("mfa_view_recovery_codes")
    assert navegador.get(reverse("mfa_view_recovery_codes")).content.decode().count("<li>") == 10
    assert _dentro(navegador)
    assert a(mail.outbox, "moderadora@example.org")
    assert RegistroDeAcceso.objects.filter(persona=moderadora, que="factor_puesto").count() == 1

    otro = Client()
    assert probar(otro, "moderadora").url == reverse("mfa_authenticate")
    assert not _dentro(otro)
    assert otro.post(reverse("mfa_authenticate"), {"code": codigo(secreto)}).status_code == 302
    assert _dentro(otro)


def test_el_dibujo_es_de_la_casa_y_la_pagina_no_pide_nada_fuera(moderadora):
    navegador = Client()
    probar(navegador, "moderadora")
    respuesta = navegador.get(reverse("mfa_activate_totp"))
    pagina = respuesta.content.decode()
    assert "data:image/svg+xml;base64," in pagina
    assert re.findall(r'(?:src|href)="(https?:)?//', pagina) == []
    assert "unsafe-inline" not in respuesta.headers["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", pagina) == []
    assert respuesta.headers["Cache-Control"].find("no-store") >= 0


def test_la_clave_de_la_aplicacion_no_se_lee_en_la_base(moderadora):
    autenticador = con_aplicacion(moderadora)
    assert SECRETO not in str(Authenticator.objects.get(pk=autenticador.pk).data)


def test_con_otra_clave_secreta_el_segundo_factor_se_pierde_y_nada_se_rompe(moderadora, settings):
    con_aplicacion(moderadora)
    settings.SECRET_KEY = "otra" * 20
    navegador = Client()
    probar(navegador, "moderadora")
    assert navegador.post(reverse("mfa_authenticate"), {"code": codigo()}).status_code == 200
    assert not _dentro(navegador)


def _entrar_con(codigo_):
    navegador = Client()
    probar(navegador, "moderadora")
    navegador.post(reverse("mfa_authenticate"), {"code": codigo_})
    return _dentro(navegador)


def test_un_codigo_abre_una_sola_vez(moderadora):

    con_aplicacion(moderadora)
    este = codigo()
    assert _entrar_con(este)
    cache.clear()  # as another process would find it
    assert not _entrar_con(este)
    assert _entrar_con(codigo(paso=1))


def test_los_codigos_tambien_se_prueban_pocas_veces(moderadora):
    con_aplicacion(moderadora)
    navegador = Client()
    probar(navegador, "moderadora")
    respuestas = [navegador.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code for _vez in range(6)]
    assert respuestas[-1] == 429
    assert navegador.post(reverse("mfa_authenticate"), {"code": codigo()}).status_code == 429
    assert not _dentro(navegador)
    # And giving the right password again does not begin the count anew.
    assert probar(Client(), "moderadora").status_code == 429


def test_los_codigos_de_recuperacion_abren_una_vez_cada_uno(moderadora, al_instante):
    navegador = Client()
    probar(navegador, "moderadora")
    _poner_aplicacion(navegador)
    hoja = navegador.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(hoja) == 10
    assert _entrar_con(hoja[0])
    assert not _entrar_con(hoja[0])
    assert _entrar_con(hoja[1])


def test_una_sesion_de_antes_no_basta_cuando_llega_el_papel(focal, entrar):
    navegador = entrar(focal)
    assert _dentro(navegador)
    focal.groups.add(Group.objects.get(name=grupos.MODERACION))
    assert not _dentro(navegador)
    assert navegador.get("/admin/", follow=True).redirect_chain[-1][0] == reverse("mfa_index")
    # What is older than a few minutes asks for the password again before anything is set up.
    sesion = navegador.session
    sesion["account_authentication_methods"] = []
    sesion.save()
    assert navegador.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_una_sesion_que_no_uso_el_que_hay_tiene_que_usarlo(moderadora, entrar):
    con_aplicacion(moderadora)
    navegador = entrar(moderadora)
    assert not _dentro(navegador)
    paso = navegador.get("/admin/", follow=True).redirect_chain[-1][0]
    assert paso.startswith(reverse("mfa_reauthenticate"))
    navegador.post(paso, {"code": codigo(), "next": "/admin/"})
    assert _dentro(navegador)


def test_con_la_clave_sola_no_se_cambia_el_segundo_factor_que_hay(moderadora, comunicaciones, entrar):
    """An older session and the password, both stolen, are not enough to put another factor in its place."""
    for persona in (moderadora, comunicaciones):
        con_aplicacion(persona)
        navegador = entrar(persona)
        navegador.post(reverse("account_reauthenticate"), {"password": f.CLAVE})
        for nombre in (
            "mfa_deactivate_totp",
            "mfa_add_webauthn",
            "mfa_generate_recovery_codes",
            "mi_clave",
            "mi_correo",
        ):
            assert navegador.post(reverse(nombre)).status_code == 302, nombre
        assert Authenticator.objects.filter(user=persona).count() == 1
        assert f.fresca(persona).check_password(f.CLAVE)


def test_ni_los_documentos_se_abren_sin_segundo_factor(moderadora, entrar):
    documento = Documento.objects.create(title="De un borrador", file=ContentFile(b"%PDF-1.4", "borrador.pdf"))
    assert entrar(moderadora).get(documento.url).status_code == 404


def test_al_quitarlo_la_sesion_que_lo_uso_ya_no_vale(moderadora):
    con_aplicacion(moderadora)
    navegador = Client()
    probar(navegador, "moderadora")
    navegador.post(reverse("mfa_authenticate"), {"code": codigo()})
    assert _dentro(navegador)
    Authenticator.objects.all().delete()
    assert not _dentro(navegador)


@pytest.mark.parametrize("rol", [grupos.PUNTOS_FOCALES, grupos.COMUNICACIONES])
def test_a_los_demas_se_les_ofrece(rol, db, al_instante):
    f.persona("alguien", rol, "idrd")
    navegador = Client()
    probar(navegador, "alguien")
    assert _dentro(navegador)
    assert reverse("mfa_index") in navegador.get(reverse("wagtailadmin_account")).content.decode()
    _poner_aplicacion(navegador)
    assert _dentro(navegador)
    assert probar(Client(), "alguien").url == reverse("mfa_authenticate")


def test_nadie_abre_una_cuenta_por_su_cuenta(client, db):
    for direccion in ("/entrar/signup/", "/entrar/password/reset/", "/entrar/email/", "/accounts/signup/"):
        assert client.get(direccion, follow=True).status_code == 404, direccion


def test_la_exencion_es_de_la_demostracion_y_de_nadie_mas(moderadora, settings, entrar):
    settings.EXENTAS_DE_SEGUNDO_FACTOR = ("moderadora",)
    assert _dentro(entrar(moderadora))
    settings.SILENCED_SYSTEM_CHECKS = []  # as in production, DEBUG off
    assert not _dentro(entrar(moderadora))
    assert [error.id for error in nadie_exento_en_produccion(None)] == ["actores.E001"]
    settings.DEBUG = True
    assert nadie_exento_en_produccion(None) == []


# --- The session --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("horas", "sigue"), [(1, True), (3, False)])
def test_una_sesion_sin_uso_termina(horas, sigue, focal, entrar, time_machine):
    navegador = entrar(focal)
    time_machine.move_to(time.time() + horas * 3600)
    assert _dentro(navegador) is sigue


def test_una_sesion_en_uso_termina_con_la_jornada(focal, entrar, time_machine):
    navegador = entrar(focal)
    for _hora in range(11):
        time_machine.move_to(time.time() + 3600)
        assert _dentro(navegador)
    time_machine.move_to(time.time() + 3700)
    assert not _dentro(navegador)


def test_al_entrar_la_sesion_es_otra_y_al_cambiar_la_clave_las_demas_terminan(focal, entrar):
    navegador, otro = Client(), entrar(focal)
    navegador.get("/entrar/")
    probar(navegador, "focal-idrd")
    datos = {
        "old_password": f.CLAVE,
        "new_password1": "otra clave bien larga",
        "new_password2": "otra clave bien larga",
    }
    respuesta, enviadas = cartas(navegador.post, reverse("mi_clave"), datos)
    assert respuesta.status_code == 302 and _dentro(navegador)
    assert not _dentro(otro)
    assert a(enviadas, "focal-idrd@example.org")


def test_sin_papel_se_dice_y_no_se_da_vueltas(db):
    f.persona("nadie")
    respuesta = probar(Client(), "nadie", follow=True)
    assert respuesta.status_code == 403
    assert "no tiene un papel" in respuesta.content.decode()


@pytest.mark.parametrize("direccion", ["/admin/failwhale/", "/admin/test404/"])
def test_las_paginas_de_ensayo_de_wagtail_no_estan(direccion, focal, entrar, client):
    assert client.get(direccion).status_code == entrar(focal).get(direccion).status_code == 404


@pytest.mark.parametrize("direccion", ["/es/", "/entrar/", "/salud/"])
def test_el_navegador_no_da_camara_microfono_ni_lugar(direccion, client, db):
    politica = client.get(direccion).headers["Permissions-Policy"]
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(politica.split(", "))


@pytest.mark.parametrize(("navegador", "dice"), [("en-US,en", "Passkeys"), ("es-CO,es", "Llaves de acceso")])
def test_quien_no_eligio_idioma_lee_estas_paginas_en_el_de_su_navegador(navegador, dice, moderadora, entrar):
    pagina = entrar(moderadora).get("/entrar/segundo-factor/webauthn/", headers={"accept-language": navegador})
    assert not hasattr(moderadora, "wagtail_userprofile")
    assert dice in pagina.content.decode()
