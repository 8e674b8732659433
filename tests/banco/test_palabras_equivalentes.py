"""The words that Comunicaciones holds for equivalent: who keeps them, what is refused, and that they are searched."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from banco import busqueda
from banco.models import Equivalencia
from tests import fabrica as f

LISTA, NUEVA = (reverse(f"wagtailsnippets_banco_equivalencia:{cual}") for cual in ("list", "add"))


def buscar(consulta, idioma="es"):
    return busqueda.responder(idioma, busqueda.palabras_de(consulta)).numeros


def agregar(navegador, palabras, idioma="es"):
    return navegador.post(NUEVA, {"idioma": idioma, "palabras": palabras, "nota": ""})


def fallas(respuesta):
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    return " ".join(
        una.get_text(" ", strip=True) for una in sopa.select("#panel-child-palabras-errors, .error-message")
    )


@pytest.mark.parametrize("quien", ["comunicaciones", "administracion"])
def test_quien_las_lleva_agrega_una_y_se_busca_al_instante(quien, request, entrar):
    hoja = f.viva("Una", resumen="Los frailejones del páramo guardan la niebla.")
    assert buscar("espeletia") == []
    navegador = entrar(request.getfixturevalue(quien))
    assert agregar(navegador, "espeletia\nfrailejón\n").status_code == 302
    assert buscar("espeletias") == [hoja.pk]
    fila = Equivalencia.objects.get(palabras__contains="espeletia")
    assert navegador.post(reverse("wagtailsnippets_banco_equivalencia:delete", args=[fila.pk])).status_code == 302
    assert buscar("espeletia") == []


@pytest.mark.parametrize("quien", ["focal", "moderadora"])
def test_nadie_mas_las_toca(quien, request, entrar):
    navegador = entrar(request.getfixturevalue(quien))
    antes = Equivalencia.objects.count()
    for url in (LISTA, NUEVA):
        assert navegador.get(url).status_code in (302, 403), url
    agregar(navegador, "espeletia\nfrailejón")
    assert Equivalencia.objects.count() == antes


@pytest.mark.parametrize(
    ("palabras", "dice"),
    [
        ("espeletia", "al menos dos"),
        ("espeletia, frailejón\nniebla", "parece una lista"),
        ("espeletia\nde los", "no dice nada"),
        ("espeletia\nespeletias", "ya se encuentra con «espeletia»"),
        ("espeletia\nla planta que crece despacio en lo alto del páramo", "demasiado larga"),
        ("\n".join(f"palabra{n}" for n in range(40)), "demasiadas"),
        ("delito\ncrimen", "Ya están juntas"),
    ],
)
def test_lo_que_no_sirve_se_dice_junto_al_campo(palabras, dice, comunicaciones, entrar):
    antes = Equivalencia.objects.count()
    respuesta = agregar(entrar(comunicaciones), palabras)
    assert respuesta.status_code == 200
    assert dice in fallas(respuesta)
    assert Equivalencia.objects.count() == antes


def test_las_que_llegan_con_la_instalacion_cumplen_lo_que_se_pide(db):
    filas = list(Equivalencia.objects.all())
    assert {fila.idioma for fila in filas} == {"es", "en"}
    for fila in filas:
        fila.full_clean()


def test_una_expresion_se_busca_entera(db):
    Equivalencia.objects.create(idioma="es", palabras="espeletia\nplanta de niebla")
    junta = f.viva("Una", resumen="Una planta de niebla en la montaña.")
    f.viva("Otra", resumen="Una planta eléctrica. Los vecinos, el barrio y la ciudad bajo la niebla.")
    assert buscar("espeletia") == [junta.pk]


def test_la_expresion_que_se_escribe_trae_lo_que_dice_la_palabra(db):
    Equivalencia.objects.create(idioma="es", palabras="espeletia\nplanta de niebla")
    hoja = f.viva("Una", resumen="La espeletia en la montaña.")
    assert buscar("plantas de niebla") == [hoja.pk]
    assert buscar("plantas de niebla en la montaña") == [hoja.pk]


def test_cada_idioma_tiene_las_suyas(comunicaciones, moderadora):
    Equivalencia.objects.create(idioma="en", palabras="espeletia\nfrailejón")
    hoja = f.viva("Una", resumen="El frailejón.")
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    assert buscar("espeletia") == []
    assert buscar("espeletia", "en") == [inglesa.pk]


def test_la_palabra_misma_pesa_mas_que_su_equivalente(db):
    Equivalencia.objects.create(idioma="es", palabras="espeletia\nfrailejón")
    propia = f.viva("Una", resumen="La espeletia.")
    ajena = f.viva("Otra", resumen="El frailejón.")
    assert buscar("espeletia") == [propia.pk, ajena.pk]
    assert buscar("frailejón") == [ajena.pk, propia.pk]


def test_una_equivalente_mal_escrita_se_corrige(db):
    Equivalencia.objects.create(idioma="es", palabras="espeletia\nfrailejón")
    hoja = f.viva("Una", resumen="El frailejón.")
    assert buscar("espeletai") == [hoja.pk]
