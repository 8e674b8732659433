"""Every screen of the admin that we draw, as whoever may open it: on a desk, on a telephone and at 400 %.

A long walk, and none of CI's: ``make recorrido``. What has nothing to open it with yet is said, and fails too.
"""

import pytest
from playwright.sync_api import Error

from tests import pantallas

from .test_administracion import alguien_la_abre  # noqa: F401  # a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demostracion")]

# So that the workers share the walk, and a fault in one part does not hide those of another.
PARTES = 8
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
def test_ninguna_pantalla_tiene_barreras(parte, alguien_la_abre, sin_barreras):  # noqa: F811
    pantallas.completar()
    todas = [*pantallas.nuestras(), *pantallas.de_cada_dia()]
    mal = [f"{nombre}: there is nothing to open it with" for nombre, direccion in todas if direccion is None]
    for nombre, direccion in todas[parte::PARTES]:
        if direccion is None:
            continue
        try:
            mal += [f"{nombre} ({direccion}): {una}" for una in faltas(alguien_la_abre(direccion), sin_barreras)]
        except (Error, pytest.fail.Exception) as error:
            mal.append(f"{nombre} ({direccion}): {error}")
    assert not mal, "\n\n".join(mal)
