"""What goes wrong while people write, and what they must not lose by it."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from actores.models import Usuario
from banco.models import BancoPage
from practicas.models import PracticaPage
from sitio.demo import cuentas

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def borrador(sitio):
    autora = Usuario.objects.get(username="focal")
    practica = PracticaPage(
        title="Jardines de lluvia", slug="jardines", owner=autora, live=False, entidad=autora.entidad
    )
    BancoPage.objects.get(locale__language_code="es").add_child(instance=practica)
    practica.save_revision(user=autora, clean=False)
    return practica


def test_una_sesion_que_termina_no_se_lleva_lo_escrito(abrir, borrador):
    pagina = abrir("focal")
    pagina.goto(f"/admin/pages/{borrador.pk}/edit/")
    pagina.wait_for_timeout(2500)
    Session.objects.all().delete()
    pagina.locator("#id_resumen").press_sequentially("Agua que se queda en el barrio.")
    pagina.get_by_role("button", name="Guardar borrador").click()
    aviso = pagina.get_by_role("dialog", name="Su sesión terminó")
    expect(aviso).to_be_visible()
    assert pagina.input_value("#id_resumen") == "Agua que se queda en el barrio."

    # Enters again in another tab, comes back, and saves.
    with pagina.context.expect_page() as nueva:
        aviso.get_by_role("link", name="Entrar en otra pestaña").click()
    otra = nueva.value
    otra.fill("[name=login]", "focal")
    otra.fill("[name=password]", cuentas.CLAVE)
    otra.keyboard.press("Enter")
    otra.wait_for_url(re.compile(r"//[^/]+/admin/$"))  # the address of the door ends in /admin/ too
    otra.close()
    pagina.bring_to_front()
    aviso.get_by_role("button", name="Seguir escribiendo").click()
    pagina.get_by_role("button", name="Guardar borrador").click()
    expect(pagina.locator(".messages .success")).to_be_visible()
    borrador.refresh_from_db()
    assert borrador.get_latest_revision_as_object().resumen == "Agua que se queda en el barrio."


def test_dos_personas_en_la_misma_ficha_lo_saben_y_nada_se_pierde(abrir, borrador):
    una, otra = abrir("focal"), abrir("comunicaciones")
    for pagina in (una, otra):
        pagina.goto(f"/admin/pages/{borrador.pk}/edit/")
        pagina.wait_for_timeout(2500)
    una.locator("#id_resumen").press_sequentially("Lo escribe la entidad.")
    una.get_by_role("button", name="Guardar borrador").click()
    expect(una.locator(".messages .success")).to_be_visible()
    otra.locator("#id_resumen").press_sequentially("Lo escribe Comunicaciones.")
    otra.wait_for_timeout(2500)
    # The second one is told, and what the first one saved is still the latest text.
    expect(otra.get_by_text(re.compile("versión más reciente|newer version|guardó una versión"))).not_to_have_count(0)
    borrador.refresh_from_db()
    assert borrador.get_latest_revision_as_object().resumen == "Lo escribe la entidad."
    assert otra.input_value("#id_resumen") == "Lo escribe Comunicaciones."
