"""The Bank by network and by award: exact counts, in both languages, and only what the public reads."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aval import flujo, retiro
from eventos.models import Evento, Premio, Presentacion, Reconocimiento
from practicas.models import PlataformaDePractica, RedDePractica
from redes.models import Plataforma, Red
from sitio import semillas
from tests import fabrica as f
from traducciones import servicio
from vocabulario.models import Tema

BANCO = "/es/practicas/"
C40, METROPOLIS = "c40", "metropolis"


@pytest.fixture(autouse=True)
def _sin_paginas_guardadas(settings):
    settings.CACHE_DE_PAGINAS = 0


def espanol(modelo, slug):
    return modelo.objects.get(slug=slug, locale__language_code="es")


def viva(objeto):
    flujo.avalar_de_instalacion(objeto)
    return f.fresca(objeto)


def practica_en(titulo, *redes, **campos):
    hoja = f.practica(None, titulo=titulo, **campos)
    hoja.redes = [RedDePractica(red=espanol(Red, slug)) for slug in redes]
    hoja.save()
    return viva(hoja)


def reconocer(hoja, anio=2002, premio="dubai"):
    premio = espanol(Premio, premio)
    reconocimiento = Reconocimiento(
        premio=premio, anio=anio, resultado="mejor", practica=hoja.page_ptr, locale=premio.locale, live=False
    )
    reconocimiento.full_clean(exclude=["translation_key"])
    reconocimiento.save()
    return viva(reconocimiento)


def mostrar(hoja, evento):
    """An event where it was shown, live."""
    evento = espanol(Evento, evento)
    evento.presentaciones = [Presentacion(practica=hoja.page_ptr)]
    evento.save()
    return viva(evento)


def en_ingles(objeto):
    """The English of ``objeto``, from its file, live."""
    traduccion = next(una for una in semillas.traducir() if una.source.object_id == objeto.translation_key)
    flujo.avalar_de_instalacion(servicio.version_propuesta(traduccion))


def faceta(client, nombre, url=BANCO, **consulta):
    """Name → count of the options of a facet."""
    sopa = BeautifulSoup(client.get(url, consulta).content, "html.parser")
    return {
        opcion.find_parent("label").select_one("span:not(.faceta__total)").get_text(strip=True): int(
            opcion.find_parent("label").select_one(".faceta__total").text
        )
        for opcion in sopa.select(f".filtros input[name={nombre}]")
    }


def titulos(client, url=BANCO, **consulta):
    sopa = BeautifulSoup(client.get(url, consulta).content, "html.parser")
    return sorted(uno.get_text(strip=True) for uno in sopa.select("main .fichas .tarjeta__titulo"))


def test_se_filtra_por_red_y_las_cuentas_se_cruzan(client, db):
    c40 = viva(espanol(Red, C40))
    metropolis = viva(espanol(Red, METROPOLIS))
    practica_en("Una", C40)
    practica_en("Dos", C40, METROPOLIS, tema=Tema.objects.get(codigo="salud"), subtema=None)
    practica_en("Tres")
    assert faceta(client, "red") == {str(c40): 2, str(metropolis): 1}
    assert titulos(client, red=c40.translation_key) == ["Dos", "Una"]
    assert titulos(client, red=[c40.translation_key, metropolis.translation_key]) == ["Dos", "Una"]
    assert faceta(client, "red", tema="salud") == {str(c40): 1, str(metropolis): 1}
    assert faceta(client, "tema", red=c40.translation_key)[Tema.objects.get(codigo="salud").nombre_es] == 1
    sopa = BeautifulSoup(client.get(BANCO, {"red": c40.translation_key}).content, "html.parser")
    assert str(c40) in sopa.select_one(".activos__uno").get_text(" ", strip=True)


def test_una_red_que_el_publico_no_lee_no_es_faceta(client, db, moderadora):
    practica_en("Una", C40)
    assert faceta(client, "red") == {}
    c40 = viva(espanol(Red, C40))
    assert faceta(client, "red") == {str(c40): 1}
    retiro.retirar(c40, moderadora, "Ya no se participa.")
    assert faceta(client, "red") == {}
    assert titulos(client, red=c40.translation_key) == ["Una"]  # what it does not know it ignores


def test_se_filtra_por_premio_desde_que_el_reconocimiento_es_publico(client, db, moderadora):
    premio = viva(espanol(Premio, "dubai"))
    hoja = practica_en("Premiada")
    practica_en("Otra")
    assert faceta(client, "premio") == {}
    reconocimiento = reconocer(hoja)
    assert faceta(client, "premio") == {str(premio): 1}
    assert titulos(client, premio=premio.translation_key) == ["Premiada"]
    retiro.retirar(reconocimiento, moderadora, "No era de esta práctica.")
    assert faceta(client, "premio") == {}


def test_la_misma_direccion_filtra_en_los_dos_idiomas(client, db, comunicaciones, moderadora):
    c40, premio = viva(espanol(Red, C40)), viva(espanol(Premio, "dubai"))
    hoja = practica_en("Una", C40)
    reconocer(hoja)
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    ingles = f.banco("en").url
    assert faceta(client, "red", ingles) == {}  # its name is not approved in English
    en_ingles(c40)
    nombre = str(Red.objects.get(slug=C40, locale__language_code="en"))
    assert faceta(client, "red", ingles) == {nombre: 1}
    assert titulos(client, ingles, red=c40.translation_key) == [inglesa.title]
    assert titulos(client, BANCO, red=c40.translation_key) == ["Una"]
    assert faceta(client, "premio", ingles) == {}
    assert faceta(client, "premio") == {str(premio): 1}


def test_redes_y_premios_salen_en_la_api_en_los_datos_y_en_los_enlazados(client, db):
    c40, premio = viva(espanol(Red, C40)), viva(espanol(Premio, "dubai"))
    viva(espanol(Red, METROPOLIS))
    hoja = practica_en("Una", C40)
    reconocer(hoja)
    una = f.json_de(client.get(f"/api/v2/practicas/{hoja.pk}/"))
    assert una["redes"] == [{"id": str(c40.translation_key), "nombre": str(c40)}]
    assert una["premios"] == [{"id": str(premio.translation_key), "nombre": str(premio)}]
    [dado] = una["reconocimientos"]
    assert dado["nombre"].startswith(f"{premio} · ")
    fila = f.json_de(client.get("/es/banco/datos/practicas.json"))["practicas"][0]
    assert (fila["redes"], fila["premios"]) == ([str(c40)], [str(premio)])
    assert fila["redes_id"] == [str(c40.translation_key)] and fila["reconocimientos"] == [dado["nombre"]]
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    assert f'"award": ["{premio}"]' in sopa.find("script", type="application/ld+json").string
    sugeridos = f.json_de(client.get("/es/banco/sugerencias/", {"q": "c40"}))["terminos"]
    assert [(uno["texto"], uno["total"]) for uno in sugeridos] == [(str(c40), 1)]


def test_el_banco_cuesta_lo_mismo_con_redes_y_premios_que_sin_ellos(client, db):
    practica_en("Una")

    def consultas():
        client.get(BANCO)
        with CaptureQueriesContext(connection) as hechas:
            assert client.get(BANCO).status_code == 200
        return len(hechas)

    sin = consultas()
    viva(espanol(Premio, "dubai"))
    for slug in (C40, METROPOLIS):
        viva(espanol(Red, slug))
    for numero in range(4):
        reconocer(practica_en(f"Práctica {numero}", C40, METROPOLIS), 2002 + numero)
    assert consultas() == sin


def test_la_pagina_de_la_que_mas_viajo_cuesta_como_mucho_doce_consultas(client, db):
    viva(espanol(Premio, "dubai"))
    citados = [viva(espanol(Red, C40)), viva(espanol(Red, METROPOLIS)), viva(espanol(Plataforma, "use"))]

    def viajera(titulo, evento, anios):
        hoja = f.practica(None, titulo=titulo)
        hoja.redes = [RedDePractica(red=una) for una in citados[:2]]
        hoja.plataformas = [PlataformaDePractica(plataforma=citados[2])]
        hoja.save()
        hoja = viva(hoja)
        for anio in anios:
            reconocer(hoja, anio)
        return hoja, mostrar(hoja, evento)

    otra, _evento = viajera("Otra", "smart-city-expo-bogota", (2006, 2008))
    hoja, evento = viajera("Viajera", "cumbre-ciudades-y-cambio-climatico", (2002, 2004))
    client.get(otra.url)  # the first reader after a change finds for the others where the lists are
    with CaptureQueriesContext(connection) as hechas:
        texto = client.get(hoja.url).content.decode()
    assert all(str(uno) in texto for uno in (evento, *citados))
    assert len(hechas) <= 12, "\n".join(una["sql"][:2000] for una in hechas)
