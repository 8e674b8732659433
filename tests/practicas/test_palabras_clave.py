"""A key word is one, whatever its capitals or accents, however it is typed in the form."""

import pytest
from taggit.models import Tag

from practicas.models import PracticaPage
from tests import fabrica as f

pytestmark = pytest.mark.django_db


def de_la_ficha(titulo):
    hoja = PracticaPage.objects.get(title=titulo).get_latest_revision_as_object()
    return sorted(uno.name for uno in hoja.tags.all())


@pytest.mark.parametrize(
    "escrita",
    ["movilidad eléctrica", "Movilidad Electrica", "MOVILIDAD ELÉCTRICA", "Movilidad  ele\u0301ctrica"],
    ids=["minúsculas", "sin-acentos", "mayúsculas", "acentos-sueltos"],
)
def test_la_que_ya_esta_se_reconoce(escrita, navegador):
    Tag.objects.create(name="Movilidad eléctrica")
    f.crear_por_formulario(navegador, title="Una", tags=f'"{escrita}", agua')
    assert de_la_ficha("Una") == ["Movilidad eléctrica", "agua"]
    assert Tag.objects.count() == 2


def test_dos_formas_en_la_misma_lista_son_una(navegador):
    f.crear_por_formulario(navegador, title="Una", tags="ÁRBOLES, arboles, Árboles")
    assert len(de_la_ficha("Una")) == 1 and Tag.objects.count() == 1
    f.crear_por_formulario(navegador, title="Otra", slug="otra", tags="arboles,")
    assert de_la_ficha("Otra") == de_la_ficha("Una")


def test_una_enie_no_es_una_ene_con_acento(navegador):
    f.crear_por_formulario(navegador, title="Una", tags="año, ano, Caña, cana")
    assert de_la_ficha("Una") == sorted(["año", "ano", "Caña", "cana"])


def test_las_que_ya_estaban_repetidas_se_quedan_como_estan(navegador):
    """What practices bear already is not changed by who saves another; the first of them is the one that is known."""
    Tag.objects.create(name="Gestión")
    Tag.objects.create(name="gestion")
    f.crear_por_formulario(navegador, title="Una", tags="GESTIÓN,")
    assert de_la_ficha("Una") == ["Gestión"]


def test_las_de_una_imagen_son_las_mismas(superusuario, entrar):
    Tag.objects.create(name="Árboles")
    imagen = f.imagen()
    navegador, url = entrar(superusuario), f"/admin/images/{imagen.pk}/"
    datos = f.leer_formulario(navegador.get(url), lambda uno: uno.find(attrs={"name": "tags"}))
    assert navegador.post(url, {**datos, "tags": "arboles,"}).status_code == 302
    assert [uno.name for uno in f.fresca(imagen).tags.all()] == ["Árboles"]
