"""Another city says whether a practice of Bogotá is in use there, and a visitor reads it: in both languages."""

import pytest
from playwright.sync_api import expect

from actores.models import Usuario
from base import enlaces
from intercambios import confirmacion
from tests import fabrica as f
from tests.intercambios.comunes import replica, transferida

from .conftest import ESCRITORIO, TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contada(sitio):
    """A replica that Bogotá declares, told in both languages; and the end of the address of its link."""
    comunicaciones = Usuario.objects.get(username="comunicaciones")
    moderadora = Usuario.objects.get(username="moderadora")
    practica = f.viva("Ciclovía")
    inglesa = f.publicada_en_ingles(practica, comunicaciones, moderadora)
    una = replica(practica)
    f.publicada_en_ingles(transferida(una), comunicaciones, moderadora)
    _enlace, token = enlaces.dar(confirmacion.FIN, una.pk, confirmacion.DURA)
    return {"es": practica.url, "en": inglesa.url}, {"es": f"/es/es-asi/{token}/", "en": f"/en/is-it-so/{token}/"}


FRASES = {
    "es": ("Sí, es así", "No es así", "Enviar la respuesta", "Gracias", "Confirmada por Bogotá y por la otra"),
    "en": ("Yes, it is so", "It is not so", "Send the answer", "Thank you", "Confirmed by Bogotá and by the other"),
}


@pytest.mark.parametrize(("idioma", "pantalla"), [("es", ESCRITORIO), ("en", TELEFONO)])
def test_otra_ciudad_la_confirma_un_visitante_la_lee_y_si_la_niega_ya_no_esta(
    idioma, pantalla, contada, abrir, sin_barreras
):
    (practicas, direcciones), (si, no, enviar, gracias, confirmada) = contada, FRASES[idioma]
    de_alla, visita = abrir(None, pantalla=pantalla), abrir(None, pantalla=pantalla)

    de_alla.goto(direcciones[idioma])
    sin_barreras(de_alla)
    de_alla.get_by_role("button", name=enviar).press("Enter")  # nothing chosen: it says so
    expect(de_alla.get_by_role("alert")).to_be_visible()
    de_alla.get_by_label(si, exact=True).press("Space")
    de_alla.get_by_role("button", name=enviar).press("Enter")
    expect(de_alla.get_by_role("heading", level=1)).to_have_text(gracias)

    visita.goto(practicas[idioma])
    seccion = visita.locator("#adaptada")
    seccion.scroll_into_view_if_needed()
    expect(seccion.get_by_role("row").last).to_contain_text(confirmada)
    expect(seccion.locator("svg .mundo__sede")).to_have_count(1)
    sin_barreras(visita, dentro="#adaptada")
    assert visita.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    seccion.get_by_role("link").first.press("Enter")
    expect(visita.locator("main")).to_contain_text(confirmada)
    contada_en = visita.url

    de_alla.goto(direcciones[idioma])
    de_alla.get_by_label(no, exact=True).press("Space")
    de_alla.get_by_role("button", name=enviar).press("Enter")
    expect(de_alla.get_by_role("heading", level=1)).to_have_text(gracias)
    assert visita.goto(contada_en).status in (404, 410)
    visita.goto(practicas[idioma])
    expect(visita.locator("#adaptada")).to_have_count(0)
    assert de_alla.errores == visita.errores == []
