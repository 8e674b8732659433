"""The admin for who does not see it whole: errors tied to their fields, rows that are cards on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests import pantallas
from tests.muestras import png

from .conftest import ESCRITORIO, TELEFONO

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demostracion")]


@pytest.fixture
def alguien_la_abre(abrir):
    """``alguien_la_abre(address)``: the page, in the browser of the first role that may open it."""
    paginas = {}

    def _abrir(direccion):
        for papel in pantallas.PAPELES:
            if papel not in paginas:
                paginas[papel] = abrir(papel)
            pagina = paginas[papel]
            pagina.errores.clear()
            respuesta = pagina.goto(direccion)
            if respuesta.status == 200 and pagina.url.split("?")[0].endswith(direccion.split("?")[0]):
                return pagina
        pytest.fail(f"Nobody may open {direccion}")

    return _abrir


# Errors that no control says: neither its own nor its group's, and that are not announced either.
_SUELTOS = """() => [...document.querySelectorAll("#main .error-message")]
  .filter((uno) => uno.textContent.trim() && !uno.closest("[role=alert]"))
  .filter((uno) => ![uno, uno.parentElement].some((otro) => otro.id &&
    document.querySelector(`[aria-describedby~="${CSS.escape(otro.id)}"]`)))
  .map((uno) => uno.parentElement.outerHTML.slice(0, 200))"""
CON_FORMULARIO = (
    *("aval:fusionar", "aval:retirar", "estudio:estudiar", "formularios:traer", "glosario:importar"),
    *("practicas:traer_hoja", "practicas:traer_nueva", "registro_focal_de"),
    *("sesiones:add", "sistema:funciones", "wagtailsnippets_sistema_iniciativa:add"),
)


def test_lo_que_esta_mal_lo_dice_su_campo(alguien_la_abre):
    pantallas.completar()
    direcciones, mal = dict(pantallas.nuestras()), []
    for nombre in CON_FORMULARIO:
        pagina = alguien_la_abre(direcciones[nombre])
        with pagina.expect_navigation():
            pagina.evaluate(
                """() => {
                    const suyo = [...document.querySelectorAll("#main form")]
                      .find((uno) => uno.method === "post" && uno.querySelector("input:not([type=hidden]), textarea"));
                    suyo.noValidate = true;
                    for (const uno of suyo.querySelectorAll("input[type=text], textarea")) uno.value = "";
                    const uno = suyo.querySelector("button[value=pasar]");
                    suyo.requestSubmit(uno ?? suyo.querySelector("button[type=submit], button:not([type])"));
                }"""
            )
        assert pagina.locator("#main .error-message").filter(has_text=re.compile(r"\w")).count(), nombre
        mal += [f"{nombre}: {uno}" for uno in pagina.evaluate(_SUELTOS)]
    assert mal == []


def test_en_el_telefono_cada_renglon_es_una_tarjeta(abrir):
    pagina = abrir("moderadora", pantalla=TELEFONO)
    pagina.goto("/admin/snippets/sistema/iniciativa/")
    renglon = pagina.get_by_role("row").filter(has_text="CEACSC")
    titulo, clase = renglon.get_by_role("link", name="CEACSC"), renglon.get_by_role("cell").filter(has_text="Oferta")
    assert titulo.bounding_box()["height"] < 40, "broken letter by letter"
    assert clase.evaluate("e => getComputedStyle(e, '::before').content") == '"Clase"'
    pagina.fill("#id_q", "CEACSC")
    expect(pagina.get_by_role("row").filter(has_text="Reciclaje")).to_have_count(0)
    expect(clase).to_have_attribute("data-etiqueta", "Clase")
    assert pagina.errores == []


def test_el_titulo_de_una_lista_se_lee_entero_al_lado_de_sus_botones(abrir):
    for pantalla in (ESCRITORIO, TELEFONO):
        pagina = abrir("moderadora", pantalla=pantalla)
        pagina.goto("/admin/snippets/sistema/iniciativa/")
        titulo = pagina.locator(".w-breadcrumbs li").last
        assert titulo.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight + 1")
        for boton in pagina.locator("#w-slim-header-buttons a").all():
            assert boton.bounding_box()["y"] >= 0


LO_DE_WAGTAIL = {
    "wagtailadmin_explore_root": ["target-size"],
    "wagtailimages:add_multiple": ["label"],
    "editor:ContenidoPage": ["label", "label-content-name-mismatch"],
    "editor:PracticaPage": ["label", "scrollable-region-focusable"],
}


@pytest.mark.parametrize("pantalla", LO_DE_WAGTAIL)
def test_lo_de_wagtail_que_aqui_se_remedia_sigue_remediado(pantalla, alguien_la_abre, sin_barreras):
    pagina = alguien_la_abre(dict(pantallas.de_cada_dia())[pantalla])
    for tamano in (ESCRITORIO, TELEFONO):
        pagina.set_viewport_size(tamano)
        sin_barreras(pagina, solo=LO_DE_WAGTAIL[pantalla])


def test_con_el_teclado_se_suben_varias_imagenes(abrir, sin_barreras):
    pagina = abrir("comunicaciones")
    pagina.on("filechooser", lambda _: None)  # who listens from here on misses none on a busy machine
    pagina.goto("/admin/images/multiple/add/")
    campo = pagina.get_by_label("O elíjalos en su computador")
    pagina.get_by_label("Añadir a la colección").focus()
    pagina.keyboard.press("Shift+Tab")
    expect(campo).to_be_focused()
    assert campo.evaluate("e => getComputedStyle(e.parentElement).outlineStyle") == "solid", "nobody sees where one is"
    with pagina.expect_file_chooser() as elegidas:
        pagina.keyboard.press("Space")
    elegidas.value.set_files([{"name": f"{una}.png", "mimeType": "image/png", "buffer": png(una)} for una in (40, 50)])
    expect(pagina.get_by_role("textbox", name="Etiquetas")).to_have_count(2)
    expect(campo).to_have_count(1)
    sin_barreras(pagina, solo=["label"])
    campo.focus()
    pagina.keyboard.press("Shift+Tab")
    expect(pagina.get_by_text("O elíjalos en su computador")).not_to_be_focused()
