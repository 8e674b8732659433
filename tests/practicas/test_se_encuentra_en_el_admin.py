"""Whoever writes or decides finds a text in the admin by the title that they see: that of its newest version."""

import pytest
from django.urls import reverse

from redes.models import Red
from tests import fabrica as f


@pytest.fixture
def renombrada(focal):
    hoja = f.practica(focal, titulo="Compostaje de barrio")
    f.cambiar(hoja, focal, title="Huertas en las terrazas")
    return hoja


@pytest.mark.parametrize("quien", ["focal", "moderadora", "comunicaciones"])
def test_una_ficha_que_nunca_se_publico_se_encuentra_por_su_titulo_nuevo(quien, request, renombrada, focal, entrar):
    f.enviar(renombrada, focal)
    navegador = entrar(request.getfixturevalue(quien))
    banco = f.banco()
    for url in (reverse("wagtailadmin_pages:search"), reverse("wagtailadmin_explore", args=[banco.pk])):
        html = navegador.get(url, {"q": "terrazas"}).content.decode()
        assert "Huertas en las terrazas" in html, url
        assert reverse("wagtailadmin_pages:edit", args=[renombrada.pk]) in html, url


def test_una_ficha_viva_se_encuentra_por_el_titulo_publico_y_por_el_que_se_escribe(focal, asesora, moderadora, entrar):
    hoja = f.publicada(focal, asesora, moderadora, titulo="Compostaje de barrio")
    f.cambiar(hoja, focal, title="Huertas en las terrazas")
    navegador = entrar(moderadora)
    for q in ("terrazas", "compostaje"):
        html = navegador.get(reverse("wagtailadmin_pages:search"), {"q": q}).content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[hoja.pk]) in html, q


@pytest.mark.parametrize("q", ["Camilo", "IDRD", "recreación"])
def test_una_ficha_se_encuentra_por_quien_la_empezo_y_por_su_entidad(q, focal, moderadora, entrar):
    focal.first_name = "Camilo"
    focal.save()
    hoja = f.practica(focal, titulo="Compostaje de barrio")
    html = entrar(moderadora).get(reverse("wagtailadmin_pages:search"), {"q": q}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[hoja.pk]) in html


def test_una_red_en_borrador_se_encuentra_por_su_nombre_nuevo_en_la_lista_y_al_elegirla(comunicaciones, entrar):
    red = Red.objects.get(slug="c40", locale__language_code="es")
    f.cambiar(red, comunicaciones, nombre="Ciudades del páramo")
    navegador = entrar(comunicaciones)
    lista = navegador.get(reverse("wagtailsnippets_redes_red:list"), {"q": "páramo"}).content.decode()
    assert reverse("wagtailsnippets_redes_red:edit", args=[red.pk]) in lista
    elegir = navegador.get(reverse("wagtailsnippetchoosers_redes_red:choose"), {"q": "páramo"})
    assert str(red.pk) in elegir.content.decode()
