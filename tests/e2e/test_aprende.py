"""An exchange of Bogotá Aprende from the need to the survey, by those who take part in it; and its public page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from intercambios.encuestas import Encuesta
from intercambios.models import AporteDeProceso, AprendePage, CompromisoDeProceso, Proceso
from tests.intercambios.procesos import actor, proceso

from .conftest import TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)


def test_de_la_necesidad_a_la_encuesta(abrir, sin_barreras):
    focal = abrir("focal", pantalla=TELEFONO)
    focal.goto(reverse("procesos:nuevo"))
    focal.get_by_label("Título").fill("Parques que cuidan sus vecinos")
    focal.get_by_label("Qué necesita saber o resolver la entidad").fill("Cómo acuerdan otras ciudades el cuidado.")
    focal.get_by_role("button", name="Empezar el proceso").click()
    expect(focal.get_by_text("Cómo acuerdan otras ciudades el cuidado.")).to_be_visible()
    sin_barreras(focal, "#main")
    proceso = Proceso.objects.get()

    dirige = abrir("moderadora")
    dirige.goto(reverse("procesos:ver", args=[proceso.pk]))
    dirige.get_by_role("button", name="Pasar a «en curso»").click()
    for fase in range(1, 6):
        dirige.get_by_role("button", name="Terminar esta fase").click()
        expect(dirige.locator(".proceso__pasos li.dado")).to_have_count(fase)

    dirige.goto(reverse("procesos:encuesta", args=[proceso.pk]))
    sin_barreras(dirige, "#main")
    dirige.get_by_role("button", name="Abrir", exact=True).click()
    dirige.get_by_label("Cuántos enlaces").fill("5")
    dirige.get_by_role("button", name="Dar enlaces").click()
    enlaces = dirige.locator("#enlaces").input_value().split()

    for lugar, enlace in enumerate(enlaces):
        participante = abrir(idioma="en" if lugar else "es-CO", pantalla=TELEFONO)
        camino = re.sub(r"^https?://[^/]+", "", enlace)
        participante.goto(camino.replace("/es/encuesta/", "/en/survey/") if lugar else camino)
        if lugar < 2:
            sin_barreras(participante)
        for pregunta in participante.locator("fieldset").all()[:4]:
            pregunta.locator("input").nth(1).check()
        participante.wait_for_timeout(3200)  # nobody reads it faster
        participante.get_by_role("button", name="Send my answers" if lugar else "Enviar mis respuestas").click()
        expect(participante.get_by_role("heading", level=1)).to_have_text(re.compile("Gracias|Thank you"))
    participante.goto(camino)
    expect(participante.get_by_role("heading", level=1)).to_have_text("Con este enlace ya se respondió")
    assert Encuesta.objects.get().cuantas == 5

    dirige.goto(reverse("procesos:encuesta", args=[proceso.pk]))
    dirige.get_by_role("button", name="Cerrar la encuesta").click()
    expect(dirige.get_by_role("row", name=re.compile("Un poco")).first).to_contain_text("5")


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_la_pagina_publica_no_pone_barreras(abrir, sin_barreras, idioma):
    pagina = abrir(idioma="es-CO" if idioma == "es" else "en")
    for ancho in (1280, 390):
        pagina.set_viewport_size({"width": ancho, "height": 900})
        pagina.goto(AprendePage.objects.get(locale__language_code=idioma).url)
        sin_barreras(pagina)
    como = pagina.locator(".aprende__como summary").first
    como.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".aprende__como p").first).to_be_visible()
    assert pagina.errores == []


def test_la_ddri_redacta_lo_que_se_pregunta_con_el_teclado(abrir, sin_barreras):
    dirige = abrir("moderadora")
    dirige.goto(reverse("procesos:cuestionarios"))
    sin_barreras(dirige, "#main")
    dirige.get_by_role("link", name="Encuesta de un intercambio de conocimiento", exact=True).click()
    primera = dirige.get_by_label("Pregunta en inglés").first
    primera.fill("")
    guardar = dirige.get_by_role("button", name="Guardar las preguntas")
    guardar.focus()
    dirige.keyboard.press("Enter")
    expect(dirige.get_by_role("alert")).to_contain_text("Falta la pregunta en inglés")
    sin_barreras(dirige, "#main")
    dirige.set_viewport_size(TELEFONO)
    sin_barreras(dirige, "#main")
    primera.fill("How well do you know it?")
    guardar.click()
    dirige.get_by_role("link", name="Ver como quien responde, en inglés").click()
    expect(dirige.get_by_role("group", name="How well do you know it?")).to_be_visible()
    sin_barreras(dirige)
    dirige.get_by_role("link", name="Ver en español").click()
    expect(dirige.get_by_text("Así lo ve quien responde")).to_be_visible()


def test_una_fase_con_compromisos_abiertos_pide_por_que_y_el_dinero_se_lee_por_moneda(abrir, sin_barreras):
    dirige = abrir("moderadora")
    uno = proceso(estado="en_marcha")
    CompromisoDeProceso.objects.create(proceso=uno, que="Enviar la guía", papel="ddri")
    for monto, moneda in ((1250000, "COP"), (3000, "USD"), (2000, "EUR")):
        AporteDeProceso.objects.create(
            proceso=uno, actor=actor("Agencia de Ejemplo", "ES"), monto=monto, moneda=moneda, para_que="Los tiquetes"
        )
    dirige.goto(reverse("procesos:ver", args=[uno.pk]))
    expect(dirige.locator(".proceso__totales tbody tr")).to_have_count(3)
    expect(dirige.get_by_role("button", name="Imprimir")).to_be_visible()
    dirige.emulate_media(media="print")
    # On paper, what did not fit in the window would be cut; the page takes a moment to be laid out for it.
    dirige.wait_for_function(
        "() => document.getElementById('t-bitacora').getBoundingClientRect().top"
        " < document.documentElement.scrollHeight"
    )
    dirige.emulate_media(media="screen")
    dirige.get_by_role("button", name="Terminar esta fase").click()
    por_que = dirige.get_by_label("Para dejar la fase: por qué siguen abiertos sus compromisos")
    expect(por_que).to_be_focused()
    expect(por_que).to_have_accessible_description(re.compile("Diga por qué se deja la fase"))
    for pantalla in ({"width": 1280, "height": 900}, TELEFONO):
        dirige.set_viewport_size(pantalla)
        sin_barreras(dirige, "#main")
    por_que.fill("La guía se está imprimiendo.")
    dirige.get_by_role("button", name="Terminar esta fase").click()
    expect(dirige.locator(".proceso__pasos li.dado")).to_contain_text("La guía se está imprimiendo.")
