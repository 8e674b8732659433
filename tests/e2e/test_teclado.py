"""An event written with the keyboard alone, with the chooser and with a mistake that is put right."""

import re

import pytest
from playwright.sync_api import expect

from banco.models import BancoPage
from eventos.models import Evento
from practicas.models import PracticaPage

from .test_historia import hasta_que_conteste

pytestmark = pytest.mark.django_db(transaction=True)

_FOCO = """() => {
    const uno = document.activeElement;
    return [uno.tagName, uno.name || uno.id, (uno.getAttribute("aria-label") || uno.textContent).trim()];
}"""


def ir_a(pagina, quien):
    """Tab until what has the focus is ``quien``: a name, or a pattern of what it says (of a link or a button)."""
    for _vez in range(150):
        etiqueta, nombre, texto = pagina.evaluate(_FOCO)
        if nombre == quien or (etiqueta in ("A", "BUTTON") and hasattr(quien, "search") and quien.search(texto)):
            assert pagina.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
        pagina.keyboard.press("Tab")
    pytest.fail(f"The keyboard does not get to {quien}")


def escribir(pagina, campo, texto):
    ir_a(pagina, campo)
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type(texto)


def test_un_evento_se_escribe_sin_raton(abrir, sitio):
    practica = PracticaPage(title="Ciclovía", slug="ciclovia", live=False)
    BancoPage.objects.get(locale__language_code="es").add_child(instance=practica)
    pagina = abrir("comunicaciones")
    pagina.goto("/admin/snippets/eventos/evento/add/")
    pagina.wait_for_load_state("networkidle")

    escribir(pagina, "nombre", "Misión de estudio a Medellín")
    ir_a(pagina, "tipo")
    pagina.keyboard.press("ArrowDown")
    escribir(pagina, "fecha_inicio", "10/03/2027")
    escribir(pagina, "fecha_fin", "9 de marzo de 2027")
    ir_a(pagina, "id_presentaciones-ADD")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("[name=presentaciones-0-quien]")).to_be_visible()
    ir_a(pagina, re.compile(r"Seleccionar una página \(Práctica\)"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".modal-body")).to_be_visible()
    ir_a(pagina, "q")
    with pagina.expect_response(re.compile("q=Ciclo")):
        pagina.keyboard.insert_text("Ciclo")  # at once: each search puts its results in the place of the last ones
    expect(pagina.locator(".modal-body").get_by_role("link", name="Ciclovía")).to_be_visible()
    ir_a(pagina, re.compile("^Ciclovía"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".modal-body")).to_have_count(0)
    # The keyboard goes on from what was chosen, not from the top of the page.
    expect(pagina.locator(".chooser :focus")).to_be_visible()
    ir_a(pagina, re.compile("Guardar borrador"))
    pagina.keyboard.press("Enter")

    # A draft is saved with dates that contradict each other: sending it is what refuses them.
    expect(pagina.locator(".messages .success")).to_be_visible()
    assert pagina.input_value("#id_nombre") == "Misión de estudio a Medellín"
    expect(pagina.get_by_text("Ciclovía").first).to_be_visible()
    escribir(pagina, "fecha_fin", "12/03/2027")
    ir_a(pagina, re.compile("Guardar borrador"))
    with hasta_que_conteste(pagina):
        pagina.keyboard.press("Enter")
    expect(pagina.locator(".messages .success")).to_be_visible()
    evento = Evento.objects.get(nombre="Misión de estudio a Medellín")
    assert evento.slug == "mision-de-estudio-a-medellin"
    borrador = evento.get_latest_revision_as_object()
    assert [una.practica_id for una in borrador.presentaciones.all()] == [practica.pk]
    assert not evento.live and not pagina.errores
