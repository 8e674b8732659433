"""One picture that cannot be shown takes no page with it: the page is served without it, and the fault is logged."""

import logging

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from aval import flujo
from eventos.models import Evento, ImagenDeEvento
from redes.models import Red
from tests import fabrica as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sin_paginas_guardadas(settings):
    settings.CACHE_DE_PAGINAS = 0


@pytest.fixture(params=["de-16-bits", "a-medias", "sin-archivo"])
def mala(request):
    """A picture from before pictures were cleaned at the door, or whose file was harmed since."""
    imagen = f.imagen("La mala")
    ruta = imagen.file.path
    if request.param == "de-16-bits":
        Image.new("I;16", (60, 40)).save(ruta, "PNG")
    elif request.param == "a-medias":
        with open(ruta, "r+b") as archivo:
            archivo.truncate(60)
    else:
        imagen.file.storage.delete(imagen.file.name)
    imagen.por = request.param
    return imagen


def leer(client, direccion):
    respuesta = client.get(direccion)
    assert respuesta.status_code == 200
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert "not-found" not in respuesta.content.decode()
    return sopa


def test_la_primera_de_una_ficha_cede_a_su_cubierta(mala, client, caplog):
    hoja = f.viva("Con plano", imagenes=[mala])
    with caplog.at_level(logging.ERROR):
        sopa = leer(client, hoja.url)
    assert sopa.select_one(".practica__cubierta svg") and not sopa.select("figure img")
    assert f"picture {mala.pk}" in caplog.text
    assert client.get(f"/es/banco/{hoja.slug}/imprimir/").status_code == 200
    assert client.get(f"/es/banco/{hoja.slug}/estampa.png").status_code == 200


def test_media_imagen_no_sale_tampoco_despues_de_un_pdf(client):
    from weasyprint import images  # noqa: F401  # makes Pillow take half a file for a whole one

    mala = f.imagen("Media")
    with open(mala.file.path, "r+b") as archivo:
        archivo.truncate(60)
    assert leer(client, f.viva("Con plano", imagenes=[mala]).url).select_one(".practica__cubierta svg")


def test_las_demas_de_una_ficha_se_ven(mala, client):
    hoja = f.viva("Con planos", imagenes=[f.imagen(), mala, f.imagen()])
    assert len(leer(client, hoja.url).select("figure.figura img")) == 2


def test_una_red_y_un_evento_se_leen_sin_ella(mala, client):
    red = Red.objects.get(slug="c40", locale__language_code="es")
    red.logo, red.logo_alt = mala, "Su logo"
    red.save()
    flujo.avalar_de_instalacion(red)
    sopa = leer(client, red.get_full_url())
    se_hace = mala.por == "de-16-bits"  # as a PNG, which a logo in PNG is shown as
    assert bool(sopa.select(".viaje__logo")) == se_hace
    assert ('"logo"' in sopa.find("script", type="application/ld+json").string) == se_hace
    evento = Evento.objects.filter(locale=red.locale).first()
    evento.imagenes = [
        ImagenDeEvento(imagen=una, texto_alternativo="Una", credito="Equipo", locale=red.locale)
        for una in (mala, f.imagen())
    ]
    evento.save()
    flujo.avalar_de_instalacion(evento)
    assert len(leer(client, evento.get_full_url()).select("figure img")) == 1


def test_la_administracion_tampoco_se_pierde(mala, superusuario, entrar):
    navegador = entrar(superusuario)
    for url in ("/admin/images/", f"/admin/images/{mala.pk}/", "/admin/images/chooser/"):
        assert navegador.get(url).status_code == 200, url
