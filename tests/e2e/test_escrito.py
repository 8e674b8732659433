"""The screens that are sent by their button only: study, aval, translation. What was typed outlives what goes wrong."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from actores.models import Usuario
from estudio.models import Estudio
from sitio.demo import cuentas
from tests import fabrica as f

from .test_guardado import TESTIGO, pide_quedarse, que_diga, teclear

pytestmark = pytest.mark.django_db(transaction=True)

CONCEPTO = "#id_concepto"


@pytest.fixture
def en_estudio(sitio):
    focal = Usuario.objects.get(username="focal")
    return f.enviar(f.practica(focal), focal)


@pytest.fixture
def pantalla(abrir, en_estudio):
    pagina = abrir("asesora")
    pagina.goto(f.pantalla(en_estudio), wait_until="domcontentloaded")
    return pagina


def test_salir_de_un_estudio_a_medias_avisa_desde_la_primera_letra(pantalla):
    pantalla.locator(CONCEPTO).click()
    pantalla.keyboard.press("S")  # within the two seconds that Wagtail waits before it watches
    assert pide_quedarse(pantalla)
    # Nor is it saved when the server gives it back with its errors.
    pantalla.keyboard.type("ólida")
    pantalla.get_by_role("button", name="Pasar a aval").click()
    expect(pantalla.locator(".messages .error")).to_be_visible()
    pantalla.get_by_role("heading").first.click()  # the browser asks only who has touched the page
    assert pide_quedarse(pantalla)


def test_dos_clics_envian_una_vez_y_sin_servidor_ninguna(pantalla, en_estudio):
    enviados = []
    pantalla.on("request", lambda pedido: pedido.method == "POST" and enviados.append(pedido.url))
    pantalla.locator(CONCEPTO).click()
    pantalla.keyboard.type("Con prisa")
    boton = pantalla.get_by_role("button", name="Guardar").first
    pantalla.route("**/admin/sesion/", lambda ruta: ruta.abort())
    boton.click()
    aviso = pantalla.get_by_role("dialog", name="No se pudo enviar")
    expect(aviso).to_be_visible()
    assert pantalla.input_value(CONCEPTO) == "Con prisa" and enviados == []
    aviso.get_by_role("button", name="Seguir escribiendo").click()
    pantalla.unroute("**/admin/sesion/")
    boton.dblclick()
    expect(pantalla.locator(".messages .success")).to_be_visible()
    assert len(enviados) == 1
    assert Estudio.objects.get().concepto == "Con prisa"


def test_un_envio_que_el_servidor_pierde_deja_lo_escrito_para_otra_vez(pantalla, en_estudio):
    direccion = re.compile(re.escape(f.pantalla(en_estudio)))

    def caerse(ruta):
        if ruta.request.method == "POST":
            ruta.fulfill(status=500, content_type="text/html", body="<h1>Error</h1>")
        else:
            ruta.continue_()

    pantalla.route(direccion, caerse)
    pantalla.locator(CONCEPTO).click()
    pantalla.keyboard.type("Un concepto largo")
    pantalla.check("#id_buena_practica")
    pantalla.get_by_role("button", name="Guardar").first.click()
    expect(pantalla.get_by_role("heading", name="Error")).to_be_visible()
    pantalla.unroute(direccion)
    pantalla.goto(f.pantalla(en_estudio))
    expect(pantalla.locator(CONCEPTO)).to_have_value("Un concepto largo")
    expect(pantalla.locator("#id_buena_practica")).to_be_checked()
    expect(pantalla.get_by_role("status").filter(has_text="no alcanzó a llegar")).to_be_visible()
    assert pide_quedarse(pantalla)
    # Sent again, it arrives, and nothing is put back any more.
    pantalla.get_by_role("button", name="Guardar").first.click()
    expect(pantalla.locator(".messages .success")).to_be_visible()
    assert Estudio.objects.get().concepto == "Un concepto largo"
    pantalla.goto(f.pantalla(en_estudio))
    expect(pantalla.get_by_text("no alcanzó a llegar")).to_have_count(0)


def test_la_sesion_que_termina_mientras_se_guarda_se_dice_sin_quitar_el_teclado(abrir, sitio):
    focal = Usuario.objects.get(username="focal")
    ficha = f.practica(focal)
    pagina = abrir("focal")
    pagina.add_init_script(path=TESTIGO)
    pagina.goto(f"/admin/pages/{ficha.pk}/edit/")
    Session.objects.all().delete()
    teclear(pagina, "upz", "El barrio")
    que_diga(pagina, "paused")
    aviso = pagina.get_by_role("dialog", name="Su sesión terminó")
    expect(aviso).to_be_visible()
    pagina.keyboard.type(" alto")
    assert pagina.input_value("#id_upz") == "El barrio alto"
    with pagina.context.expect_page() as nueva:
        aviso.get_by_role("link", name="Entrar en otra pestaña").click()
    otra = nueva.value
    otra.fill("[name=login]", "focal")
    otra.fill("[name=password]", cuentas.CLAVE)
    otra.keyboard.press("Enter")
    otra.wait_for_url(re.compile(r"//[^/]+/admin/$"))
    otra.close()
    pagina.bring_to_front()
    # Coming back is enough: what waited is saved by itself.
    pagina.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(aviso).to_be_hidden()
    que_diga(pagina, "saved")
    assert f.fresca(ficha).get_latest_revision_as_object().upz == "El barrio alto"
