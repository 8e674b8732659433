"""Many texts without English: who translates chooses them, the queue drafts, and each desk says whose the text is."""

import re

import pytest
from playwright.sync_api import expect

from tests import cola
from tests import fabrica as f

from .conftest import TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)

TITULOS = ("Bosques urbanos", "Bibliotecas de barrio")


def test_se_piden_varios_los_hace_la_cola_y_la_mesa_dice_de_quien_son(abrir, sin_barreras, settings, tmp_path):
    ruta = tmp_path / "apertium"
    ruta.write_text("#!/bin/sh\ncat\n")
    ruta.chmod(0o755)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "traducciones.maquina.Apertium",
        "OPTIONS": {"COMMAND": str(ruta)},
    }
    cola.como_en_produccion(settings)
    textos = {titulo: f.viva(titulo) for titulo in TITULOS}

    pagina = abrir("comunicaciones")
    pagina.locator(".traducciones-totales a[href$='estado=falta']").click()
    for titulo in TITULOS:
        pagina.get_by_role("checkbox", name=f"Elegir «{titulo}»").check()
    sin_barreras(pagina, "#listing-results")  # the head of the list is Wagtail's
    pagina.get_by_role("button", name="Proponer borrador de máquina").press("Enter")
    expect(pagina.locator(".messages .success")).to_contain_text("2 borradores quedaron en la cola")
    filas = pagina.locator("#listing-results tbody tr")
    expect(filas).to_have_count(2)
    expect(filas.first).to_contain_text("en la cola")

    cola.trabajar()

    pagina.goto("/admin/")
    panel = pagina.locator("#panel-borradores-de-maquina-section, [id*=borradores-de-maquina]").first
    expect(panel).to_contain_text("En su mesa se ve cuáles nadie ha leído")
    sin_barreras(pagina, "#main")
    pagina.get_by_role("link", name="Ver los 2 borradores pedidos").click()
    expect(filas).to_have_count(2)
    sin_barreras(pagina, "#listing-results")
    pagina.get_by_role("link", name=f"Abrir la mesa: {TITULOS[0]}").click()
    expect(pagina.get_by_text("Traducción automática (Apertium), sin leer").first).to_be_visible()
    expect(pagina.get_by_label(re.compile("La leí y está bien")).first).not_to_be_checked()
    assert pagina.errores == []

    # On a telephone nothing is wider than the screen; without scripts all of it works.
    telefono = abrir("comunicaciones", pantalla=TELEFONO)
    for direccion in ("/admin/", "/admin/paridad/borradores/", "/admin/paridad/?estado=falta"):
        telefono.goto(direccion)
        ancho = telefono.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert ancho <= 0, direccion
        sin_barreras(telefono, "#main" if direccion == "/admin/" else "#listing-results")
    f.viva("Huertas")
    sin_guion = abrir("comunicaciones", java_script_enabled=False)
    sin_guion.goto("/admin/paridad/?estado=falta")
    sin_guion.get_by_role("checkbox", name="Elegir «Huertas»").check()
    sin_guion.get_by_role("button", name="Proponer borrador de máquina").click()
    expect(sin_guion.get_by_text("1 borrador quedó en la cola")).to_be_visible()
    assert not any(f.fresca(uno).get_translations().filter(live=True).exists() for uno in textos.values())


def test_el_ingles_se_empieza_desde_el_editor_sin_buscarlo(abrir, sin_barreras):
    original = f.viva("Bosques urbanos")
    pagina = abrir("comunicaciones")
    pagina.goto(f"/admin/pages/{original.pk}/edit/")
    sin_barreras(pagina, ".messages")
    pagina.locator(".messages").get_by_role("link", name="Empezar la versión en inglés").click()
    expect(pagina.get_by_role("heading", name=re.compile("Mesa de traducción"))).to_be_visible()
