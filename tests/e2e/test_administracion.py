"""Every screen of the admin that we draw, as whoever may open it: on a desk, on a telephone and at 400 %."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests import pantallas

from .conftest import ESCRITORIO, TELEFONO

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demostracion")]

# So that the workers share the walk, and a fault in one part does not hide those of another.
PARTES = 8
PAPELES = ("moderadora", "comunicaciones", "administracion", "focal")
_DESBORDE = "() => document.scrollingElement.scrollWidth - innerWidth"
# Of what takes the focus in the text of the screen: what shows no mark of it, and what lies under something else.
_FOCO = """() => {
  const firma = (e) => {
    const s = getComputedStyle(e);
    return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecorationLine].join();
  };
  const deQue = "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select:not([disabled]), " +
    "textarea:not([disabled]), summary, [tabindex='0']";
  const sinMarca = [], tapados = [];
  for (const e of [...document.querySelectorAll("#main")].flatMap((uno) => [...uno.querySelectorAll(deQue)])) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || !e.getClientRects().length) continue;
    const antes = firma(e);
    e.focus();
    if (document.activeElement !== e) continue;
    const rodea = (uno) => getComputedStyle(uno).outlineStyle !== "none";
    if (firma(e) === antes && !rodea(e) && !rodea(e.parentElement)) sinMarca.push(e.outerHTML.slice(0, 160));
    const caja = e.getBoundingClientRect();
    const punto = [caja.x + Math.min(caja.width / 2, 200), caja.y + Math.min(caja.height / 2, 20)];
    const encima = document.elementFromPoint(...punto);
    const suyo = (uno) => e.contains(uno) || uno.contains(e) || [...(e.labels ?? [])].some((una) => una.contains(uno));
    if (encima && !suyo(encima)) tapados.push(`${e.outerHTML.slice(0, 120)} under ${encima.outerHTML.slice(0, 80)}`);
  }
  return { sinMarca, tapados };
}"""


@pytest.fixture
def alguien_la_abre(abrir):
    """``alguien_la_abre(address)``: the page, in the browser of the first role that may open it."""
    paginas = {}

    def _abrir(direccion):
        for papel in PAPELES:
            if papel not in paginas:
                paginas[papel] = abrir(papel)
            pagina = paginas[papel]
            pagina.errores.clear()
            respuesta = pagina.goto(direccion)
            if respuesta.status == 200 and pagina.url.split("?")[0].endswith(direccion.split("?")[0]):
                return pagina
        pytest.fail(f"Nobody may open {direccion}")

    return _abrir


def faltas(pagina, revisar):
    # What lies under the bar of the telephone at this moment of the scroll is no small target.
    pagina.evaluate("() => document.querySelector('#main .footer')?.style.setProperty('position', 'static')")
    for ancho, alto in ((1280, 900), (390, 844)):
        pagina.set_viewport_size({"width": ancho, "height": alto})
        if (sobra := pagina.evaluate(_DESBORDE)) > 0:
            yield f"{sobra} px too wide at {ancho}"
        try:
            revisar(pagina)
        except AssertionError as error:
            yield f"at {ancho}: {error}"
    pagina.keyboard.press("Tab")  # from here on, what takes the focus took it from the keyboard
    foco = pagina.evaluate(_FOCO)
    yield from (f"focus not seen: {uno}" for uno in foco["sinMarca"])
    yield from (f"focus under something: {uno}" for uno in foco["tapados"])
    pagina.evaluate("() => document.activeElement.blur()")  # and the label that it showed goes
    pagina.wait_for_timeout(300)
    pagina.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    if (sobra := pagina.evaluate(_DESBORDE)) > 0:
        yield f"{sobra} px too wide at 400 %"
    yield from pagina.errores


@pytest.mark.parametrize("parte", range(PARTES))
def test_ninguna_pantalla_tiene_barreras(parte, alguien_la_abre, sin_barreras):
    pantallas.completar()
    todas = [*pantallas.nuestras(), *pantallas.de_cada_dia()]
    mal = [f"{nombre}: there is nothing to open it with" for nombre, direccion in todas if direccion is None]
    for nombre, direccion in todas[parte::PARTES]:
        if direccion is None:
            continue
        try:
            mal += [f"{nombre} ({direccion}): {una}" for una in faltas(alguien_la_abre(direccion), sin_barreras)]
        except Error as error:
            mal.append(f"{nombre} ({direccion}): {error}")
    assert not mal, "\n\n".join(mal)


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
