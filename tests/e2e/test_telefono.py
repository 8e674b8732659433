"""A practice on a telephone: what changed comes before its picture."""

import pytest

from tests import fabrica as f

from .conftest import ESCRITORIO, TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("pantalla", "antes"), [(TELEFONO, True), (ESCRITORIO, False)], ids=["teléfono", "escritorio"])
def test_los_resultados_van_antes_de_la_imagen_en_el_telefono(pantalla, antes, abrir, sin_barreras):
    hoja = f.viva("Con imagen", imagenes=[f.imagen()])
    pagina = abrir(pantalla=pantalla)
    pagina.goto(hoja.url)
    resultados, imagen = (pagina.locator(uno).bounding_box() for uno in ("#resultados", ".practica__vista"))
    assert (resultados["y"] < imagen["y"]) is antes
    assert pagina.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert pagina.locator("#lecciones").bounding_box()["width"] == resultados["width"]
    sin_barreras(pagina)
