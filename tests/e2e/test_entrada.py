"""Entering in a real browser: with a key of the machine, with an application and no script, on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from actores.invitaciones import enlace_de_clave
from actores.models import Usuario
from sitio.demo import cuentas
from tests.actores.comunes import codigo

from .conftest import ESCRITORIO, TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)
ADMINISTRACION = re.compile(r"/admin/$")


@pytest.fixture(autouse=True)
def _sin_exentas(settings):
    settings.EXENTAS_DE_SEGUNDO_FACTOR = ()


def _entrar(pagina, usuario="moderadora"):
    pagina.goto("/entrar/")
    pagina.fill("[name=login]", usuario)
    pagina.fill("[name=password]", cuentas.CLAVE)
    pagina.keyboard.press("Enter")


def _salir(pagina):
    pagina.context.clear_cookies()


def test_con_una_llave_de_acceso(sitio, abrir, sin_barreras):
    pagina = abrir()
    llavero = pagina.context.new_cdp_session(pagina)
    llavero.send("WebAuthn.enable")
    opciones = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    opciones |= dict.fromkeys(("hasResidentKey", "hasUserVerification", "isUserVerified"), True)
    llavero.send("WebAuthn.addVirtualAuthenticator", {"options": opciones})

    _entrar(pagina)
    pagina.get_by_role("link", name="Agregar una llave").click()
    sin_barreras(pagina)
    pagina.get_by_label("Con ella sola quiero entrar").check()
    pagina.get_by_role("button", name="Agregarla").click()
    expect(pagina.get_by_role("heading", name="Códigos de recuperación")).to_be_visible()
    pagina.get_by_role("link", name="Ya los guardé").click()
    expect(pagina).to_have_url(ADMINISTRACION)

    _salir(pagina)
    _entrar(pagina)
    pagina.get_by_role("button", name="Usar mi llave de acceso").click()
    expect(pagina).to_have_url(ADMINISTRACION)

    _salir(pagina)
    pagina.goto("/entrar/")
    pagina.get_by_role("button", name="Entrar con una llave de acceso").click()
    expect(pagina).to_have_url(ADMINISTRACION)

    pagina.goto("/entrar/segundo-factor/webauthn/")
    pagina.get_by_role("link", name="Cambiar el nombre").press("Enter")
    pagina.get_by_label("Nombre").fill("La de la oficina")
    pagina.keyboard.press("Enter")
    pagina.get_by_role("link", name="Quitar La de la oficina").press("Enter")
    expect(pagina.get_by_role("main")).to_contain_text("La de la oficina")
    pagina.get_by_role("button", name="Quitarla").press("Enter")
    # It was the only one, and her role needs one.
    expect(pagina.get_by_role("link", name="Agregar una llave")).to_be_visible()
    assert pagina.errores == []


def test_una_llave_que_no_se_usa_se_dice(sitio, abrir, sin_barreras):
    pagina = abrir()
    llavero = pagina.context.new_cdp_session(pagina)
    llavero.send("WebAuthn.enable")
    opciones = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    llavero.send("WebAuthn.addVirtualAuthenticator", {"options": opciones})  # with no key in it
    pagina.goto("/entrar/")
    for _vez in range(2):
        pagina.get_by_role("button", name="Entrar con una llave de acceso").press("Enter")
        expect(pagina.get_by_role("alert")).to_contain_text("No se usó la llave de acceso")
    expect(pagina.get_by_role("alert")).to_have_count(1)
    sin_barreras(pagina)


def test_con_una_aplicacion_sin_guiones_y_con_el_teclado(sitio, abrir):
    pagina = abrir(java_script_enabled=False, pantalla=TELEFONO)
    _entrar(pagina)
    pagina.get_by_role("link", name="Usar una aplicación").focus()
    pagina.keyboard.press("Enter")
    secreto = pagina.locator(".entrada-secreto").inner_text()
    pagina.get_by_label("Código").fill(codigo(secreto))
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".entrada-codigos li")).to_have_count(10)
    _salir(pagina)
    _entrar(pagina)
    pagina.get_by_label("Código").fill(codigo(secreto, paso=1))
    pagina.keyboard.press("Enter")
    expect(pagina).to_have_url(ADMINISTRACION)


@pytest.mark.parametrize("idioma", ["es-CO", "en-US"])
def test_la_entrada_no_tiene_barreras_ni_pide_nada_fuera(idioma, sitio, abrir, sin_barreras):
    pagina, pedidos = abrir(idioma=idioma), set()
    pagina.on("request", lambda pedido: pedidos.add(pedido.url))

    def mirar():
        for pantalla in (ESCRITORIO, TELEFONO):
            pagina.set_viewport_size(pantalla)
            assert pagina.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0
            sin_barreras(pagina)

    pagina.goto("/entrar/")
    mirar()
    pagina.get_by_role("link", name=re.compile("Olvidó|Forgot")).click()
    mirar()
    pagina.fill("[name=email]", "moderadora@example.org")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/done/")
    mirar()
    pagina.goto(enlace_de_clave(Usuario.objects.get(username="focal")))
    expect(pagina.locator("[name=new_password2]")).to_be_visible()
    mirar()
    pagina.goto("/admin/password_reset/confirm/MQ/no-es/")
    mirar()
    pagina.goto("/admin/password_reset/complete/")
    mirar()
    _entrar(pagina)
    pagina.wait_for_url("**/segundo-factor/**")
    mirar()
    for direccion in ("totp/activate/", "webauthn/add/"):
        pagina.goto(f"/entrar/segundo-factor/{direccion}")
        mirar()
    for direccion in ("/entrar/clave/", "/entrar/correo/"):
        pagina.goto(direccion)
        mirar()
    assert not [url for url in pedidos if not url.startswith((sitio, "data:"))]
    assert pagina.errores == []
