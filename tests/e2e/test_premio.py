"""An award with an edition, and what a practice was given in it: from nothing to what a visitor reads."""

import re

import pytest
from playwright.sync_api import expect

from eventos.models import Premio, Reconocimiento
from tests import fabrica as f

from .test_historia import enviar

pytestmark = pytest.mark.django_db(transaction=True)


def _decide(abrir, sin_barreras, titulo):
    """The moderator finds it among what waits, reads it and gives its aval."""
    pagina = abrir("moderadora")
    pagina.get_by_role("link", name=re.compile(re.escape(titulo))).first.click()
    decidir = pagina.get_by_role("button", name="Dar el aval y publicar")
    expect(decidir).to_be_visible()
    sin_barreras(pagina, "#main")
    decidir.click()
    expect(pagina.locator(".messages")).to_contain_text(titulo)


def test_de_nada_a_lo_que_lee_un_visitante(abrir, sin_barreras):
    f.viva("Ciclovía de prueba")
    pagina = abrir("comunicaciones")

    pagina.goto("/admin/snippets/eventos/premio/add/")
    pagina.fill("#id_nombre", "Premio de los Andes")
    pagina.locator("[data-contentpath=descripcion] [contenteditable=true]").click()
    pagina.keyboard.type("Se da a ciudades de montaña.")
    pagina.get_by_role("button", name="Agregar edición").click()
    pagina.fill("#id_ediciones-0-anio", "2025")
    pagina.fill("#id_ediciones-0-abre", "1/03/2025")
    pagina.fill("#id_ediciones-0-cierra", "30/06/2025")
    enviar(pagina)
    _decide(abrir, sin_barreras, "Premio de los Andes")
    premio = Premio.objects.get(nombre="Premio de los Andes")
    assert premio.live and [una.anio for una in premio.ediciones.all()] == [2025]

    pagina.goto("/admin/snippets/eventos/reconocimiento/add/")
    pagina.get_by_role("button", name="Elegir premio").click()
    pagina.locator(".modal").get_by_role("link", name="Premio de los Andes").click()
    pagina.fill("#id_anio", "2025")
    pagina.select_option("#id_resultado", label="Mejor práctica")
    pagina.locator("[data-contentpath=practica]").get_by_role("button").first.click()
    pagina.locator(".modal").get_by_role("link", name="Ciclovía de prueba").click()
    expect(pagina.locator(".modal")).to_have_count(0)
    pagina.fill("#id_motivo", "Abrió las avenidas a la gente.")
    enviar(pagina)
    _decide(abrir, sin_barreras, "Premio de los Andes · 2025")
    assert Reconocimiento.objects.get(premio=premio).live

    visita = abrir()
    visita.goto(premio.url)
    expect(visita.locator("main")).to_contain_text("Ciclovía de prueba")
    expect(visita.locator("main")).to_contain_text("Mejor práctica")
    sin_barreras(visita)
    visita.goto(f.PracticaPage.objects.get(title="Ciclovía de prueba").url)
    expect(visita.locator("main")).to_contain_text("Premio de los Andes")
    assert pagina.errores == visita.errores == []
