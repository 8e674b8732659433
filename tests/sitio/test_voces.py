"""The home page answers «is this for me?» with the words of practices, and shows a map only when it says something."""

from bs4 import BeautifulSoup
from django.test import Client

from actores.models import Localidad
from sitio.models import LOCALIDADES_EN_EL_MAPA
from tests import fabrica as f


def _inicio():
    return BeautifulSoup(Client().get("/es/").content, "html.parser")


def test_un_problema_un_resultado_y_una_leccion_con_su_practica(db, settings):
    settings.CACHE_DE_PAGINAS = 0
    assert not _inicio().select(".voces")
    for numero in range(3):
        f.viva(
            f"Práctica {numero}",
            antecedentes="<p>Faltaba agua en la loma. Y mucho más.</p>",
            resultados="<p>Se hizo esto:</p><ul><li>Llegó el agua a la loma. Todos los días.</li><li>Otra.</li></ul>",
            lecciones="<ul><li>Preguntar primero.</li></ul>",
        )
    dichas = {uno.p.get_text(): uno for uno in _inicio().select(".voces__una")}
    assert {que: uno.blockquote.get_text(strip=True) for que, uno in dichas.items()} == {
        "Un problema": "Faltaba agua en la loma.",
        "Un resultado": "Llegó el agua a la loma.",
        "Una lección": "Preguntar primero.",
    }
    for que, ancla in (("Un problema", "antecedentes"), ("Un resultado", "resultados"), ("Una lección", "lecciones")):
        direccion = dichas[que].a["href"]
        assert direccion.endswith(f"/#{ancla}")
        assert BeautifulSoup(Client().get(direccion).content, "html.parser").find(id=ancla)


def test_el_mapa_solo_cuando_dice_algo(db, settings):
    settings.CACHE_DE_PAGINAS = 0
    f.viva("Una", localidades=["bosa"])
    assert not _inicio().select("#t-ciudad")
    codigos = list(Localidad.objects.values_list("codigo", flat=True))
    f.viva("En muchas", localidades=codigos[:LOCALIDADES_EN_EL_MAPA])
    assert _inicio().select("#t-ciudad")
