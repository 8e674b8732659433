"""The pictures of a practice: by keyboard, one at a time; and without JavaScript, in the page."""

import pytest
from playwright.sync_api import expect

from aval import flujo
from practicas.models import ImagenDePractica
from tests import fabrica as f

pytestmark = pytest.mark.django_db(transaction=True)

ALTERNATIVOS = ["Una avenida sin carros", "Una familia en bicicleta", "Un puesto de frutas"]


@pytest.fixture
def con_fotos(sitio):
    hoja = f.practica(None, titulo="Calles abiertas")
    hoja.imagenes = [
        ImagenDePractica(
            imagen=f.imagen(texto), texto_alternativo=texto, pie=f"{texto}.", credito="Equipo", locale=hoja.locale
        )
        for texto in ALTERNATIVOS
    ]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def test_con_el_teclado_se_abre_se_recorre_y_se_vuelve_adonde_se_estaba(con_fotos, abrir, sin_barreras):
    pagina = abrir()
    pagina.goto(con_fotos.url)
    abridores = pagina.locator("#imagenes").get_by_role("button")
    expect(abridores).to_have_count(2)  # the first picture is the cover
    abridores.nth(0).focus()
    pagina.keyboard.press("Enter")
    visor = pagina.get_by_role("dialog", name="Imágenes")
    expect(visor.get_by_role("img", name=ALTERNATIVOS[1])).to_be_visible()
    expect(visor).to_contain_text("1 / 2")
    assert visor.evaluate("visor => visor.contains(document.activeElement)")
    sin_barreras(pagina)
    pagina.keyboard.press("ArrowRight")
    expect(visor.get_by_role("img", name=ALTERNATIVOS[2])).to_be_visible()
    expect(visor).to_contain_text(f"{ALTERNATIVOS[2]}. © Equipo")
    pagina.keyboard.press("ArrowRight")  # round again
    expect(visor.get_by_role("img", name=ALTERNATIVOS[1])).to_be_visible()
    for _ in range(6):  # the keyboard does not leave it by itself
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    pagina.keyboard.press("Escape")
    expect(visor).to_be_hidden()
    expect(abridores.nth(0)).to_be_focused()
    assert pagina.errores == []


def test_sin_javascript_las_fotos_estan_en_la_pagina_con_su_pie(con_fotos, abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto(con_fotos.url)
    for texto in ALTERNATIVOS:
        expect(pagina.get_by_role("img", name=texto)).to_be_visible()
        expect(pagina.get_by_text(f"{texto}.", exact=False).first).to_be_visible()
    expect(pagina.locator("#imagenes").get_by_role("button")).to_have_count(0)
