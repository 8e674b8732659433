"""The Spanish changes; the English says so, is redone where it changed, is read side by side, and says so no more."""

import re

import pytest
from playwright.sync_api import expect

from actores.models import Usuario
from aval import flujo
from tests import fabrica as f

from .conftest import TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)


def test_del_atraso_al_dia(abrir, sin_barreras, retratar):
    comunicaciones, asesora = (Usuario.objects.get(username=nombre) for nombre in ("comunicaciones", "asesora"))
    original = f.viva("Calles abiertas")
    inglesa = f.publicada_en_ingles(original, comunicaciones, asesora)
    original.resultados = "<p>En 2024 participaron 1.250 personas del punto focal.</p>"
    original.lecciones = "<p>Texto de lecciones para la prueba, corregido.</p>"
    flujo.avalar_de_instalacion(original)

    # The reader is told.
    lector = abrir(idioma="en-GB")
    lector.goto(f.fresca(inglesa).url)
    aviso = lector.locator(".atraso")
    expect(aviso.get_by_role("link")).to_have_count(2)
    expect(aviso).to_contain_text("Results and impact")
    aviso.get_by_role("link").first.click()
    expect(lector).to_have_url(re.compile("#resultados$"))
    sin_barreras(lector)

    # Staff see it on the dashboard, and go to the two segments.
    pagina = abrir("comunicaciones")
    pagina.locator(".traducciones-totales a[href$='estado=atrasado']").click()
    fila = pagina.get_by_role("row", name=re.compile("Calles abiertas"))
    expect(fila).to_contain_text("atrasado")
    retratar(pagina, "comunicaciones-paridad")
    fila.get_by_role("link", name="Traducir lo que falta").click()
    cajas = pagina.locator(".traducciones-escritorio textarea")
    expect(cajas).to_have_count(2)
    expect(pagina.locator(".traducciones-terminos").first).to_contain_text("focal point")
    retratar(pagina, "comunicaciones-escritorio")
    sin_barreras(pagina, "#main")
    cajas.nth(0).fill("In 2024, 1,520 people from the focal point took part.")
    cajas.nth(1).fill("Lessons, corrected.")
    pagina.get_by_role("button", name="Guardar y enviar a aval").click()
    expect(pagina.locator(".messages .success").last).to_contain_text("se envió a la DDRI")
    assert pagina.errores == []

    # The moderator reads both side by side, and one above the other on a phone; the wrong figure is pointed out.
    for pantalla in (TELEFONO, None):
        moderadora = abrir("moderadora", **({"pantalla": pantalla} if pantalla else {}))
        moderadora.get_by_role("link", name=re.compile("Calles abiertas")).click()
        seccion = moderadora.locator("#seccion-resultados")
        expect(seccion.locator("[data-clase=numeros]").first).to_contain_text("1250")
        expect(seccion.locator("ins").first).to_be_visible()
        uno, otro = (seccion.locator(".traducciones-par > div").nth(numero).bounding_box() for numero in (0, 1))
        assert (uno["y"] < otro["y"]) if pantalla else (uno["x"] < otro["x"] and uno["y"] == otro["y"])
        ancho = moderadora.evaluate("document.documentElement.scrollWidth")
        assert ancho <= (pantalla or {"width": 1280})["width"]
        sin_barreras(moderadora, "#main")
    retratar(moderadora, "moderacion-lado-a-lado")
    moderadora.locator("#id_buena_practica").check()
    moderadora.get_by_role("button", name="Dar el aval y publicar").click()
    expect(moderadora.locator(".messages .success")).to_contain_text("tiene el aval")
    assert moderadora.errores == []

    lector.goto(f.fresca(inglesa).url)
    expect(lector.get_by_text("1,520 people")).to_be_visible()
    expect(lector.locator(".atraso")).to_have_count(0)
