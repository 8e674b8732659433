"""Two languages: the one a visitor asks for, remembered, and an honest word where a page has only one."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from redes.models import Red
from tests import fabrica as f
from tests.traducciones.test_todos_los_tipos import existente, vivo

LOCALES = {"es": ["es_CO", "en_US"], "en": ["en_US", "es_CO"]}
COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.mark.parametrize(
    ("pide", "recibe"),
    [
        ("es", "/es/"),
        ("es-CO,es;q=0.9", "/es/"),
        ("en", "/en/"),
        ("en-GB,en;q=0.9,es;q=0.1", "/en/"),
        ("fr-FR,fr;q=0.9,en;q=0.5", "/en/"),
        ("fr", "/en/"),
        ("zh-CN,zh;q=0.9", "/en/"),
        ("pt-BR,pt;q=0.9,es;q=0.4", "/es/"),
        ("", "/en/"),
        ("*", "/en/"),
        ("una;basura=,,;q=x", "/en/"),
    ],
)
def test_la_raiz_lleva_al_idioma_del_navegador(pide, recibe, client, db):
    respuesta = client.get("/", headers={"Accept-Language": pide})
    assert respuesta.status_code == 302
    assert respuesta.url == recibe
    assert "Accept-Language" in respuesta.headers["Vary"]


def test_lo_elegido_se_recuerda_y_manda_sobre_el_navegador(client, db):
    respuesta = client.get("/idioma/en/", {"a": "/en/"})
    assert respuesta.url == "/en/"
    assert client.cookies[COOKIE].value == "en"
    assert int(client.cookies[COOKIE]["max-age"]) >= 180 * 24 * 3600
    assert client.get("/", headers={"Accept-Language": "es"}).url == "/en/"


def test_no_se_puede_usar_para_salir_del_sitio(client, db):
    respuesta = client.get("/idioma/en/", {"a": "https://malo.example/"})
    assert respuesta.url == "/en/"
    assert client.get("/idioma/fr/", {"a": "/es/"}, follow=True).status_code == 404


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_todas_las_paginas_de_la_casa_se_leen_en_los_dos_idiomas(idioma, client, db):
    paginas = Page.objects.live().filter(locale__language_code=idioma, depth__gt=1)
    assert paginas.count() >= 5
    for pagina in paginas:
        respuesta = client.get(pagina.url)
        assert respuesta.status_code == 200, pagina.url
        sopa = BeautifulSoup(respuesta.content, "html.parser")
        assert sopa.html["lang"] == idioma
        assert pagina.url.startswith(f"/{idioma}/")
        assert sopa.find("link", rel="canonical")["href"] == pagina.full_url
        alternas = {nodo["hreflang"]: nodo["href"] for nodo in sopa.find_all("link", hreflang=True)}
        assert set(alternas) == {"es", "en", "x-default"}
        assert alternas[idioma] == pagina.full_url
        assert alternas["x-default"] == alternas["en"]
        # What is shown where a link is shared, in the language of the page.
        tarjeta = {nodo["property"]: nodo["content"] for nodo in sopa.find_all("meta", property=True)}
        assert tarjeta["og:url"] == pagina.full_url
        assert tarjeta["og:title"] == (pagina.seo_title or pagina.title)
        assert tarjeta["og:description"] == sopa.find("meta", attrs={"name": "description"})["content"]
        assert [tarjeta["og:locale"], tarjeta["og:locale:alternate"]] == LOCALES[idioma]


def test_las_versiones_se_senalan_la_una_a_la_otra(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.publicada(focal, asesora, moderadora)
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    for pagina in (hoja, inglesa):
        sopa = BeautifulSoup(client.get(pagina.url).content, "html.parser")
        alternas = {nodo["hreflang"]: nodo["href"] for nodo in sopa.find_all("link", hreflang=True)}
        assert alternas == {"es": hoja.full_url, "en": inglesa.full_url, "x-default": inglesa.full_url}


def test_la_tarjeta_de_una_practica_y_de_una_red_en_cada_idioma(comunicaciones, moderadora, client, settings):
    settings.CACHE_DE_PAGINAS = 0
    practica, red = f.viva("Ciclovía"), vivo(existente(Red))
    for original in (practica, red):
        inglesa = f.publicada_en_ingles(original, comunicaciones, moderadora)
        for objeto in (original, inglesa):
            sopa = BeautifulSoup(client.get(objeto.get_url()).content, "html.parser")
            tarjeta = {nodo["property"]: nodo["content"] for nodo in sopa.find_all("meta", property=True)}
            assert tarjeta["og:title"].startswith("[en] ") == (objeto is inglesa)
            assert tarjeta["og:description"].startswith("[en] ") == (objeto is inglesa)
            assert tarjeta["og:url"] == objeto.get_full_url()
            assert tarjeta["og:locale"] == LOCALES[objeto.locale.language_code][0]
            assert sopa.title.get_text().startswith("[en] ") == (objeto is inglesa)


def test_sin_ingles_el_selector_lo_dice_y_ofrece_el_banco(client, db):
    hoja = f.viva()
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    idiomas = sopa.find(class_="idiomas")
    aviso = idiomas.find(class_="idiomas__aviso")  # for who reads English, and may not read this page
    assert (aviso["lang"], aviso.get_text()) == ("en", "This page is not yet in English.")
    assert idiomas.find("a")["href"] == f"/idioma/en/?a={f.banco('en').url}"
    assert not sopa.find_all("link", rel="alternate")


def test_al_cambiar_de_idioma_quedan_los_filtros_y_no_las_palabras(client, db):
    f.viva(titulo="Bicicletas para todos")
    sopa = BeautifulSoup(client.get(f.banco().url, {"q": "bicicletas", "ods": "4"}).content, "html.parser")
    assert sopa.title.get_text().startswith("«bicicletas» · ")
    destino = parse_qs(urlsplit(sopa.select_one(".idiomas__enlace")["href"]).query)["a"][0]
    assert destino == f"{f.banco('en').url}?ods=4"


def test_con_el_ingles_en_borrador_tampoco_se_ofrece(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.publicada(focal, asesora, moderadora)
    f.traducir(hoja, comunicaciones)
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    assert "not yet in English" in sopa.find(class_="idiomas").get_text()
    assert not sopa.find_all("link", rel="alternate")


def test_el_mapa_del_sitio_tiene_lo_publicado_con_sus_versiones(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.publicada(focal, asesora, moderadora)
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    borrador = f.practica(focal, titulo="Borrador")
    mapa = client.get("/sitemap.xml").content.decode()
    for pagina in (hoja, inglesa):
        assert f"<loc>{pagina.full_url}</loc>" in mapa
        assert mapa.count(pagina.full_url) >= 3  # its own entry, and an alternate in each version
    assert 'hreflang="en"' in mapa
    assert borrador.slug not in mapa


@pytest.mark.parametrize("url", ["/no-existe/", "/es/no-existe/", "/en/nothing-here/", "/es/practicas/no-existe/"])
def test_lo_que_no_existe_responde_404_con_salida_a_los_dos_idiomas(url, client, db):
    respuesta = client.get(url, follow=True)
    assert respuesta.status_code == 404
    enlaces = {enlace.get("href") for enlace in BeautifulSoup(respuesta.content, "html.parser").find_all("a")}
    assert {f.banco("es").url, f.banco("en").url} <= enlaces


@pytest.mark.parametrize(("idioma", "propio", "ajeno"), [("es", "Buscar", "Search"), ("en", "Search", "Buscar")])
def test_la_interfaz_va_en_el_idioma_de_la_pagina(idioma, propio, ajeno, client, db):
    """Whatever the browser asks for: the page is in one language."""
    otro = {"es": "en", "en": "es"}[idioma]
    texto = (
        BeautifulSoup(client.get(f.banco(idioma).url, headers={"Accept-Language": otro}).content, "html.parser")
        .find("main")
        .get_text(" ")
    )
    assert propio in texto
    assert ajeno not in texto


def test_las_listas_salen_en_el_idioma_de_la_pagina(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.publicada(focal, asesora, moderadora)
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    tema = hoja.tema
    assert tema.nombre_es != tema.nombre_en
    assert tema.nombre_es in client.get(hoja.url).content.decode()
    html = client.get(inglesa.url).content.decode()
    assert tema.nombre_en in html
    assert tema.nombre_es not in html


def test_lo_que_queda_en_espanol_lo_dice(comunicaciones, moderadora, client, settings):
    """Names, posts, key words and credits are the city's own: on an English page they bear their language."""
    settings.CACHE_DE_PAGINAS = 0
    original = f.viva("Ciclovía", imagenes=[f.imagen()], etiquetas=["calles abiertas"])
    inglesa = f.publicada_en_ingles(original, comunicaciones, moderadora)
    sopa = BeautifulSoup(client.get(inglesa.url).content, "html.parser").find("main")
    for texto in ("Clara Frailejón", "Coordinadora", "calles abiertas", "Equipo"):
        lugares = sopa.find_all(string=lambda cadena, texto=texto: texto in cadena)
        assert lugares, texto
        assert all(lugar.find_parent(lang=True)["lang"] == "es" for lugar in lugares), texto
    # In Spanish nothing needs to.
    sopa = BeautifulSoup(client.get(original.url).content, "html.parser").find("main")
    assert not sopa.find_all(lang="es")


@pytest.mark.parametrize(("idioma", "buscar"), [("en", "Search"), ("es", "Buscar")])
@pytest.mark.parametrize("puerta", ["wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"])
def test_los_elegidores_se_leen_en_el_idioma_de_cada_quien(puerta, idioma, buscar, focal, entrar):
    UserProfile.objects.update_or_create(user=focal, defaults={"preferred_language": idioma})
    html = entrar(focal).get(reverse(puerta)).json()["html"]
    pestanas = [una.get_text(strip=True) for una in BeautifulSoup(html, "html.parser").select("[role=tab]")]
    assert pestanas[0].startswith(buscar)
