"""What machines ask for at the root of the site."""

import re

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Site

from sitio.models import AjustesSitio

pytestmark = pytest.mark.django_db


def test_los_buscadores_saben_que_leer_y_donde_esta_el_mapa(client):
    respuesta = client.get("/robots.txt")
    assert respuesta["Content-Type"].startswith("text/plain")
    dicho = respuesta.content.decode()
    assert "Disallow: /admin/" in dicho and not re.search(r"Disallow: /(\n|es/|en/|\*)", dicho)
    mapa = re.search(r"Sitemap: http://testserver(/\S+)", dicho)[1]
    assert client.get(mapa).status_code == 200


def test_una_demostracion_no_es_fuente_para_nadie(client, settings):
    settings.DEBUG = True
    assert client.get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /"]


def test_a_quien_avisar_de_una_falla_es_el_correo_de_la_entidad(client):
    ajustes = AjustesSitio.for_site(Site.objects.get(is_default_site=True))
    ajustes.correo = ""
    ajustes.save()
    assert client.get("/.well-known/security.txt").status_code == 404
    ajustes.correo = "avisos@example.org"
    ajustes.save()
    campos = dict(
        linea.split(": ", 1) for linea in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert campos["Contact"] == "mailto:avisos@example.org"
    assert 30 < (parse_datetime(campos["Expires"]) - timezone.now()).days < 365


def test_el_dibujo_del_sitio_se_pide_tambien_por_su_nombre_de_siempre(client):
    assert client.get("/favicon.ico")["Location"].endswith(".ico")
    inicio = client.get("/es/").content.decode()
    assert 'rel="apple-touch-icon"' in inicio
