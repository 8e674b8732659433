"""One search for the whole site: practices first, then whatever else is live, in the language of its reader."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from aval import retiro
from banco import busqueda, entradas
from banco.models import EntradaDelSitio
from eventos.models import Evento, Premio, PremiosPage
from redes.models import Plataforma, Red
from tests import fabrica as f

from .test_facetas_de_vinculos import en_ingles, espanol, mostrar, practica_en, reconocer, viva

BANCO, BANK = "/es/practicas/", "/en/practices/"


@pytest.fixture(autouse=True)
def _sin_paginas_guardadas(settings):
    settings.CACHE_DE_PAGINAS = 0


def hallados(client, q, banco=BANCO, **mas):
    """What the block says: list of ``(kind, title, address)``."""
    sopa = BeautifulSoup(client.get(banco, {"q": q, **mas}).content, "html.parser")
    return [(una.select_one(".antetitulo").text, una.a.text, una.a["href"]) for una in sopa.select(".tambien__una")]


@pytest.mark.parametrize(
    ("modelo", "slug", "q", "clase"),
    [
        (Red, "c40", "liderazgo climático", "Red"),
        (Plataforma, "use", "urban sustainability exchange", "Plataforma"),
        (Premio, "dubai", "dubái", "Premio"),
        (Evento, None, None, "Evento"),
    ],
)
def test_cada_clase_se_encuentra_cuando_es_publica_y_lleva_a_su_pagina(modelo, slug, q, clase, client, db, moderadora):
    objeto = espanol(modelo, slug) if slug else modelo.objects.first()
    q = q if q and slug != "use" else str(objeto)
    assert clase not in [una[0] for una in hallados(client, q)]  # a draft
    objeto = viva(objeto)
    titulo, url = next((titulo, url) for suya, titulo, url in hallados(client, q) if suya == clase)
    assert titulo == str(objeto)
    assert client.get(url).status_code == 200
    assert clase not in [una[0] for una in hallados(client, q, BANK)]  # not in English yet
    retiro.retirar(objeto, moderadora, "Ya no.")
    assert clase not in [una[0] for una in hallados(client, q)]


def test_cada_una_en_el_idioma_de_quien_lee(client, db):
    c40 = viva(espanol(Red, "c40"))
    en_ingles(c40)
    nombre = str(Red.objects.get(slug="c40", locale__language_code="en"))
    assert ("Network", nombre) in [una[:2] for una in hallados(client, "C40", BANK)]
    assert ("Red", str(c40)) in [una[:2] for una in hallados(client, "C40")]


def test_las_paginas_de_contenido_se_encuentran_por_lo_que_dicen(client, db):
    assert ("Página", "Método y criterios") in [una[:2] for una in hallados(client, "método y criterios")]
    assert "Page" in {una[0] for una in hallados(client, "privacy", BANK)}


def test_lo_mal_escrito_y_lo_que_no_tiene_todas_las_palabras_tambien(client, db):
    c40 = viva(espanol(Red, "c40"))
    assert str(c40) in [una[1] for una in hallados(client, "C40 ornitorrinco")]


def test_las_practicas_van_primero_y_no_se_repiten(client, db):
    c40 = viva(espanol(Red, "c40"))
    hoja = practica_en("Buses limpios", "c40")
    html = client.get(BANCO, {"q": "C40"}).content.decode()
    assert 0 < html.index(hoja.title) < html.index(str(c40), html.index("t-tambien"))
    assert hoja.title not in [una[1] for una in hallados(client, "C40")]


def test_con_filtros_o_en_otra_vista_solo_hay_practicas(client, db):
    viva(espanol(Red, "c40"))
    practica_en("Buses limpios", "c40")
    assert hallados(client, "C40")
    assert not hallados(client, "C40", vista="tabla")
    assert not hallados(client, "C40", ruta="buena_practica")


def test_las_direcciones_siguen_a_la_pagina_que_las_presta(
    client, comunicaciones, moderadora, django_capture_on_commit_callbacks
):
    premio = viva(espanol(Premio, "dubai"))
    pagina = PremiosPage.objects.get(locale__language_code="es")
    with django_capture_on_commit_callbacks(execute=True):
        f.cambiar(pagina, comunicaciones, slug="galardones")
        f.enviar(pagina, comunicaciones)
        f.avalar(pagina, moderadora)
    url = next(url for clase, titulo, url in hallados(client, "Dubái") if titulo == str(premio))
    assert url.startswith("/es/galardones/")
    assert client.get(url).status_code == 200


def test_se_rehacen_de_lo_que_es_publico(db):
    viva(espanol(Red, "c40"))
    antes = list(EntradaDelSitio.objects.order_by("titulo").values_list("clase", "objeto", "titulo", "url"))
    assert entradas.esta_completa() and antes
    EntradaDelSitio.objects.all().delete()
    assert not entradas.esta_completa()
    call_command("reconstruir_banco", verbosity=0)
    assert list(EntradaDelSitio.objects.order_by("titulo").values_list("clase", "objeto", "titulo", "url")) == antes


# --- A practice is found by what it is tied to -----------------------------------------------------------


def buscar(consulta):
    return busqueda.buscar("es", busqueda.palabras_de(consulta))


@pytest.mark.parametrize("cuando", ["antes", "después"])
def test_una_practica_se_encuentra_por_sus_redes_premios_y_eventos(
    cuando, db, moderadora, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        if cuando == "antes":
            c40, premio = viva(espanol(Red, "c40")), viva(espanol(Premio, "dubai"))
        hoja = practica_en("Buses limpios", "c40")
        reconocer(hoja)
        evento = mostrar(hoja, Evento.objects.filter(locale__language_code="es").first().slug)
        if cuando == "después":
            assert buscar("C40") == []
            c40, premio = viva(espanol(Red, "c40")), viva(espanol(Premio, "dubai"))
    for consulta in (str(c40), str(premio), str(evento)):
        assert buscar(consulta) == [hoja.pk], consulta
    with django_capture_on_commit_callbacks():  # what is withdrawn does not wait for a worker
        retiro.retirar(c40, moderadora, "Ya no se participa.")
    assert buscar(str(c40)) == []
    assert buscar(str(premio)) == [hoja.pk]


def test_una_practica_se_encuentra_por_los_nombres_de_sus_listas(focal, asesora, moderadora):
    hoja = f.publicada(focal, asesora, moderadora, titulo="Una", localidades=["suba"])
    for consulta in ("Suba", "IDRD", "buena práctica", hoja.entidad.sector.nombre, hoja.tema.nombre):
        assert buscar(consulta) == [hoja.pk], consulta
