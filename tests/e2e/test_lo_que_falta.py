"""From the list of fichas to the field that is missing: what is typed next is typed there."""

import pytest
from playwright.sync_api import expect

from practicas.models import PracticaPage
from sitio.models import ContenidoPage
from tests import fabrica as f

from .conftest import ESCRITORIO, TELEFONO
from .test_guardado import TESTIGO, que_diga
from .test_historia import enviar

pytestmark = pytest.mark.django_db(transaction=True)

# What is typed in, and what the browser says has the focus.
_DONDE = """() => {
  const uno = document.activeElement;
  const caja = uno.closest("[data-contentpath]") ?? uno.closest(".w-panel");
  return [uno.id, caja?.dataset.contentpath ?? ""];
}"""


@pytest.fixture
def borrador(sitio):
    focal = f.Usuario.objects.get(username="focal")
    vacios = dict.fromkeys(("resultados", "lecciones", "transferencia", "asociacion", "visibilidad"), "")
    return f.practica(focal, titulo="Sin terminar", contactos=[], fecha_inicio=None, **vacios)


@pytest.mark.parametrize("pantalla", [ESCRITORIO, TELEFONO], ids=["escritorio", "telefono"])
def test_cada_nombre_lleva_a_su_campo(pantalla, abrir, sin_barreras, borrador):
    pagina = abrir("focal", pantalla=pantalla)
    for lista in ("/admin/", "/admin/lista-de-fichas/"):
        pagina.goto(lista)
        falta = pagina.locator(".practicas-faltan").first
        expect(falta).to_contain_text("Resultados e impacto")
        sin_barreras(pagina, ".practicas-faltan")
        # By the keyboard alone, to what is folded.
        falta.locator("summary").focus()
        pagina.keyboard.press("Enter")
        expect(falta.get_by_role("link", name="Fecha de inicio")).to_be_visible()
    enlaces = {uno.inner_text(): uno.get_attribute("href") for uno in falta.get_by_role("link").all()}
    for nombre, campo in (
        ("Resultados e impacto", "resultados"),
        ("Fecha de inicio", "id_fecha_inicio"),
        ("Personas de contacto", "id_contactos-0-nombre"),
        ("Visibilidad del proceso", "visibilidad"),
    ):
        pagina.goto("/admin/")
        pagina.goto(enlaces[nombre])
        pagina.wait_for_function(f"() => ({_DONDE})().some((uno) => uno.endsWith('{campo}'))")
        pagina.wait_for_timeout(1000)  # and stays, once the rest of the editor is drawn
        assert campo in pagina.evaluate(_DONDE)
        expect(pagina.locator(":focus")).to_be_in_viewport()
    assert pagina.errores == []


def test_lo_que_se_teclea_al_llegar_se_escribe_ahi(abrir, borrador):
    pagina = abrir("focal")
    pagina.add_init_script(path=TESTIGO)
    pagina.goto(f.url_edicion(borrador) + "#id_resultados")
    pagina.wait_for_function(f"() => ({_DONDE})().includes('resultados')")
    pagina.wait_for_timeout(2500)  # the editor notices changes a moment after it opens
    pagina.keyboard.type("Bajaron los tiempos de espera.")
    que_diga(pagina, "saved", quieto=2000)
    ultima = PracticaPage.objects.get(pk=borrador.pk).get_latest_revision_as_object()
    assert "Bajaron los tiempos de espera." in ultima.resultados
    # What the editor itself says is missing leads there too.
    pagina.locator("details.practicas-avance summary").click()
    pagina.locator("details.practicas-avance").get_by_role("link", name="Lecciones aprendidas").click()
    pagina.wait_for_function(f"() => ({_DONDE})().includes('lecciones')")


def test_lo_que_falta_en_un_bloque_lleva_a_donde_se_escribe(abrir, sin_barreras):
    pagina = abrir("comunicaciones")
    pagina.goto(f.url_edicion(ContenidoPage.objects.get(locale__language_code="es", slug="accesibilidad")))
    bloque = pagina.locator("[data-streamfield-child]").filter(has=pagina.locator(".public-DraftEditor-content")).first
    escrito = bloque.locator(".public-DraftEditor-content")
    escrito.click()
    pagina.keyboard.press("Control+A")
    pagina.keyboard.press("Delete")
    enviar(pagina)
    sin_barreras(pagina, ".messages")
    pagina.locator(".messages a[href^='#cuerpo-']").first.press("Enter")
    expect(escrito).to_be_focused()
    expect(escrito).to_be_in_viewport()
