"""The addresses of Wagtail that must be ours are ours, or the site does not start."""

import pytest
from bs4 import BeautifulSoup
from django.core.checks import run_checks
from django.urls import clear_url_caches
from wagtail.models import Site

from sitio import checks, urls
from sitio.models import AjustesSitio


def _hallados():
    return [uno.msg for uno in run_checks() if uno.id == "sitio.E001"]


def test_el_sitio_como_es_no_tiene_reparos():
    assert _hallados() == []


@pytest.mark.parametrize("nombre", ["wagtailadmin_login", "wagtailadmin_password_reset", "wagtaildocs_serve"])
def test_una_direccion_que_vuelve_a_ser_de_wagtail_se_dice(monkeypatch, nombre):
    suyas = ("admin/login/", "admin/password_reset/", r"^documentos/(\d+)/(.*)$")
    sin_las_nuestras = [una for una in urls.urlpatterns if str(una.pattern) not in suyas]
    monkeypatch.setattr("tests.app_de_prueba.urls.urlpatterns", sin_las_nuestras)
    clear_url_caches()
    try:
        dichas = [uno for uno in _hallados() if f"«{nombre}»" in uno]
    finally:
        monkeypatch.undo()
        clear_url_caches()
    assert (
        len(dichas) == 1 and checks.NUESTRAS[next(una for una in checks.NUESTRAS if una[0] == nombre)][1] in dichas[0]
    )


def test_la_entrada_de_wagtail_que_lleva_a_otra_parte_se_dice(settings):
    settings.LOGIN_URL = "otra"
    assert any("does not lead to the entrance" in uno for uno in _hallados())


def test_una_direccion_que_wagtail_ya_no_tiene_se_dice(monkeypatch):
    monkeypatch.setitem(checks.NUESTRAS, ("wagtail_no_esta", ()), ("base.atajos", "it would be lost"))
    assert any("no address «wagtail_no_esta»" in uno for uno in _hallados())


def test_la_pagina_que_sirve_otra_vista_se_dice(monkeypatch):
    monkeypatch.setitem(checks.NUESTRAS, ("wagtail_serve", ("",)), ("otra.sala", "it would be another"))
    assert any("«wagtail_serve»" in uno and "base.atajos" in uno for uno in _hallados())


def test_un_sitio_en_produccion_sin_los_datos_de_la_resolucion_lo_dice(db):
    sitio = Site.objects.get(is_default_site=True)
    ajustes = AjustesSitio.for_site(sitio)
    ajustes.save()
    [aviso] = checks.los_datos_de_la_entidad_estan(None)
    assert "telefono" in aviso.msg and "enlace_pqrsd" in aviso.msg
    for campo in AjustesSitio.PIDE_LA_RESOLUCION:
        setattr(ajustes, campo, "https://ejemplo.example/" if campo.startswith("enlace") else "algo")
    ajustes.save()
    assert checks.los_datos_de_la_entidad_estan(None) == []
    ajustes.telefono, ajustes.es_demostracion = "", True
    ajustes.save()
    assert checks.los_datos_de_la_entidad_estan(None) == []


def test_el_pie_dice_lo_que_la_entidad_puso_y_nada_mas(db, client):
    enlaces = ("enlace_pqrsd", "enlace_terminos", "enlace_mapa_del_sitio", "enlace_transparencia")
    pie = BeautifulSoup(client.get("/es/").content, "html.parser").select_one("footer")
    assert not pie.select('a[href^="https://entidad.example/"]')
    ajustes = AjustesSitio.for_site(Site.objects.get(is_default_site=True))
    for enlace in enlaces:
        setattr(ajustes, enlace, f"https://entidad.example/{enlace}")
    ajustes.telefono, ajustes.horario = "+57 601 000 0000", "Lunes a viernes, 8 a. m. a 5 p. m."
    ajustes.save()
    pie = BeautifulSoup(client.get("/es/").content, "html.parser").select_one("footer")
    assert {uno["href"].rpartition("/")[2] for uno in pie.select('a[href^="https://entidad"]')} == set(enlaces)
    assert "+57 601 000 0000" in pie.get_text() and "Lunes a viernes" in pie.get_text()
