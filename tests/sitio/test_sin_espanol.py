"""English pages have no Spanish but names and titles, and what is marked as such: a crawl with a list of words."""

import re
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

# Words of every Spanish sentence that no English one has.
PALABRAS = frozenset(
    """el los las una que para por está cómo práctica prácticas entidad ciudad ciudades se son del sin más sus también
    según cada muy esta este estos estas ya pero fue han qué quién dónde cuándo año años ver todas todos""".split()
)
# Names, which are the same in every language, and words that are explained where they stand.
NOMBRES = {
    "Los Mártires",
    "Ciudad Bolívar",
    "Experiencia Significativa de Ciudad",
    "Buena Práctica",
    "toda_la_ciudad",
}
NOMBRES_ENTEROS = {"Los", "Ciudad", "entidad"}  # a brick of the map has its name in two lines; a field of the API


def _en_espanol(sopa):
    for ajeno in [*sopa.find_all(lang=re.compile("^es")), *sopa(["script", "style", "pre", "code"])]:
        ajeno.extract()
    for texto in sopa.stripped_strings:
        sin_nombres = texto
        for nombre in NOMBRES:
            sin_nombres = sin_nombres.replace(nombre, "")
        if texto not in NOMBRES_ENTEROS and PALABRAS & set(re.findall(r"[^\W\d]+", sin_nombres.lower())):
            yield texto


@pytest.mark.largo
@pytest.mark.una_vez
@pytest.mark.django_db(transaction=True)
def test_las_paginas_en_ingles_no_tienen_espanol(demostracion, client):
    vistas, por_ver, halladas = set(), ["/en/"], {}
    while por_ver:
        url = por_ver.pop()
        if url in vistas:
            continue
        vistas.add(url)
        respuesta = client.get(url)
        if not respuesta.headers.get("Content-Type", "").startswith("text/html"):
            continue
        sopa = BeautifulSoup(respuesta.content, "html.parser")
        enlaces = {urljoin(url, uno["href"]).partition("#")[0] for uno in sopa.find_all("a", href=True)}
        # The months of the calendar are all alike.
        por_ver += [
            una for una in enlaces if una.startswith("/en/") and "?" not in una and not re.search(r"/\d{4}-\d\d/", una)
        ]
        if frases := list(_en_espanol(sopa)):
            halladas[url] = frases
    assert len(vistas) > 60
    assert halladas == {}


def test_la_lista_de_palabras_halla_una_frase_en_espanol():
    sopa = BeautifulSoup('<p>Ver todas</p><p lang="es">Ver todas</p><p>Los Mártires</p>', "html.parser")
    assert list(_en_espanol(sopa)) == ["Ver todas"]
