"""The Help of the admin: each role finds its manual where it works."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.urls import get_resolver, reverse

from sitio import ayuda
from tests import fabrica as f

PAPELES = [(papel, clave) for clave, (papel, _titulo) in ayuda.MANUALES.items()]


def sopa_de(navegador, direccion):
    respuesta = navegador.get(direccion)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


@pytest.mark.parametrize(("papel", "clave"), PAPELES)
def test_el_tablero_lleva_al_manual_de_cada_papel_y_a_su_primer_dia(papel, clave, entrar):
    navegador = entrar(f.persona("alguien", papel, "idrd"))
    enlaces = {a["href"] for a in sopa_de(navegador, "/admin/").select(".ayuda-linea a")}
    suyo = reverse("ayuda:manual", args=[clave])
    assert enlaces == {suyo, f"{suyo}#{ayuda.PRIMER_DIA}"}
    manual = sopa_de(navegador, suyo)
    primer_dia = manual.find(id=ayuda.PRIMER_DIA)
    assert len(primer_dia.find_next("ol").find_all("li", recursive=False)) == 5


def test_el_primer_dia_se_guarda_y_el_manual_queda(focal, entrar):
    navegador = entrar(focal)
    guardar = navegador.patch(
        reverse("wagtailadmin_dismissibles"), {"primer-dia": True}, content_type="application/json"
    )
    assert guardar.status_code == 200
    sopa = sopa_de(navegador, "/admin/")
    assert not sopa.select(".ayuda-primer-dia")
    assert [a["href"] for a in sopa.select(".ayuda-linea a")] == [reverse("ayuda:manual", args=["punto-focal"])]


@pytest.mark.parametrize("clave", ayuda.MANUALES)
def test_cada_imagen_y_cada_enlace_de_un_manual_lleva_a_algo(clave, focal, entrar):
    navegador = entrar(focal)
    sopa = sopa_de(navegador, ayuda.manual(clave).url)
    cuerpo = sopa.select_one(".ayuda-manual")
    for imagen in cuerpo.find_all("img"):
        assert finders.find(imagen["src"].partition("/estatico/")[2]), imagen["src"]
        assert imagen["alt"]
    anclas = {uno["id"] for uno in sopa.find_all(id=True)}
    for enlace in sopa.select(".ayuda a"):
        direccion, _almohadilla, ancla = enlace["href"].partition("#")
        assert navegador.get(direccion).status_code == 200 if direccion else ancla in anclas
    assert "](" not in cuerpo.get_text() and "**" not in cuerpo.get_text()


@pytest.mark.parametrize("clave", ayuda.MANUALES)
def test_las_pantallas_que_un_manual_cuenta_existen_y_su_parte_tambien(clave):
    nombres = set(_nombres(get_resolver()))
    for comienzo, ancla in ayuda.DE_LA_PANTALLA[clave].items():
        assert any(nombre.startswith(comienzo) for nombre in nombres), comienzo
        assert ayuda.manual(clave).tiene(ancla), ancla


def _nombres(resolver, prefijo=""):
    for patron in resolver.url_patterns:
        if hasattr(patron, "url_patterns"):
            yield from _nombres(patron, f"{prefijo}{patron.namespace}:" if patron.namespace else prefijo)
        elif patron.name:
            yield f"{prefijo}{patron.name}"


def test_la_ayuda_del_menu_abre_la_parte_de_la_pantalla(focal, entrar):
    menu = sopa_de(entrar(focal), reverse("wagtailimages:index")).find(id="wagtail-sidebar-props").string
    assert f"{reverse('ayuda:manual', args=['punto-focal'])}#imagenes-archivos-y-videos" in menu
    assert "wagtail.org" not in menu


@pytest.mark.parametrize(
    ("idioma", "en_su_lugar"),
    [("es", "Son una ayuda para quien escribe"), ("en", "They help whoever writes")],
)
def test_el_editor_no_manda_a_la_guia_de_la_herramienta(idioma, en_su_lugar, focal, entrar):
    sopa = sopa_de(entrar(focal, headers={"accept-language": idioma}), f.url_edicion(f.practica(focal)))
    assert en_su_lugar in str(sopa)
    assert not [a["href"] for a in sopa.find_all("a", href=True) if "wagtail.org" in a["href"]]


def test_se_busca_sin_tildes_y_se_ve_donde_esta(focal, entrar):
    sopa = sopa_de(entrar(focal), f"{reverse('ayuda:indice')}?q=AUTORIZACION+1581")
    primero = sopa.select_one(".ayuda-hallazgo")
    assert primero.a["href"].endswith("#personas-la-autorizacion-de-la-ley-1581-de-2012")
    assert any("autoriza" in marca.get_text().lower() for marca in primero.find_all("mark"))


def test_lo_que_se_busca_se_escapa_y_lo_que_no_esta_se_dice(focal, entrar):
    sopa = sopa_de(entrar(focal), f"{reverse('ayuda:indice')}?q=<script>alert(1)</script>")
    assert not sopa.select(".ayuda-hallazgo")
    assert "alert(1)" not in " ".join(uno.get_text() for uno in sopa.find_all("script"))
    assert "Pruebe con menos palabras" in sopa.get_text()


def test_la_ayuda_se_lee_en_ingles_y_dice_que_los_manuales_no(focal, entrar):
    sopa = sopa_de(entrar(focal, headers={"accept-language": "en"}), reverse("ayuda:manual", args=["punto-focal"]))
    assert "The manuals are in Spanish." in sopa.get_text()
    assert sopa.select_one(".ayuda-manual")["lang"] == "es"


def test_quien_no_entra_a_la_administracion_no_la_lee(client, db):
    assert client.get(reverse("ayuda:indice")).status_code == 302


def test_la_imagen_del_sitio_trae_los_manuales():
    """What production is made of has the manuals and their pictures."""
    fuera = (ayuda.CARPETA.parents[1] / ".dockerignore").read_text().splitlines()
    assert not {linea for linea in fuera if re.match(r"docs", linea)}
