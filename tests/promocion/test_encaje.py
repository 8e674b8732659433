"""Which practices fit an occasion and what they lack; the coverage of the networks; who may see both."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from aval import flujo
from eventos.models import Evento, Premio, Presentacion, Reconocimiento
from practicas.models import RedDePractica
from promocion import encaje
from redes.models import Red
from tests import fabrica as f
from vocabulario.models import ODS, Ciudad, Tema

pytestmark = pytest.mark.django_db


@pytest.fixture
def premio(db):
    return Premio.objects.get(slug="guangzhou")  # public innovation, ODS 11


def test_encajan_por_tema_y_ods_y_se_dice_lo_que_les_falta(premio):
    f.viva(titulo="Por su ODS", ods=[11])
    f.viva(titulo="Sin nada en común", ods=[4])
    f.viva(titulo="Por su tema", ods=[4], tema=Tema.objects.get(codigo="innovacion-publica"), subtema=None)
    encajes = encaje.practicas_que_encajan(premio)
    assert [uno.practica.title for uno in encajes] == ["Por su tema", "Por su ODS"]
    assert encajes[1].razones == ["ODS 11"]
    assert encajes[1].faltas[:3] == ["Su versión en inglés con aval", "La ruta de Buena Práctica", "Imágenes"]


def test_la_ruta_y_el_idioma_cuentan(focal, asesora, moderadora, comunicaciones, premio):
    promesa = f.viva(titulo="Solo el ODS", ods=[11])
    completa = f.publicada(focal, asesora, moderadora, titulo="Con ruta y en inglés", ods=[11])
    f.publicada_en_ingles(completa, comunicaciones, moderadora)
    primera, segunda = encaje.practicas_que_encajan(premio)
    assert (primera.practica.title, segunda.practica.title) == (completa.title, promesa.title)
    assert primera.razones == ["ODS 11", "Ruta: Buena Práctica", "Lista en inglés"]
    assert not {"Su versión en inglés con aval", "La ruta de Buena Práctica"} & set(primera.faltas)


def test_cada_ocasion_pide_su_ruta_y_su_idioma():
    foro, taller = Evento(tipo="foro"), Evento(tipo="taller")
    foro.ciudad = Ciudad.objects.get(codigo="bogota")
    assert encaje.Ocasion.de(foro).ruta == "Experiencia Significativa de Ciudad"
    assert encaje.Ocasion.de(foro).idioma == "español"
    assert encaje.Ocasion.de(taller).ruta == "Buena Práctica"
    assert encaje.Ocasion.de(taller).idioma == "inglés"  # nobody knows where


def test_sin_temas_ni_ods_se_miden_todas(premio):
    premio.temas, premio.ods = [], []
    f.viva(titulo="Cualquiera")
    assert [uno.practica.title for uno in encaje.practicas_que_encajan(premio)] == ["Cualquiera"]


def test_se_sabe_cual_ya_esta(premio):
    hoja = f.viva(titulo="Ya premiada", ods=[11])
    Reconocimiento(
        locale=premio.locale, live=False, premio=premio, anio=2024, resultado="finalista", practica=hoja.page_ptr
    ).save()
    assert encaje.practicas_que_encajan(premio)[0].ya == "Ya reconocida en 2024"
    foro = Evento.objects.get(slug="smart-city-expo-bogota")
    foro.ods = ODS.objects.filter(orden=11)
    foro.presentaciones = [Presentacion(practica=hoja.page_ptr)]
    foro.save()
    assert encaje.practicas_que_encajan(foro)[0].ya == "Ya se presenta aquí"


def test_la_pantalla_es_de_quien_prepara_postulaciones(comunicaciones, moderadora, focal, entrar, premio):
    f.viva(titulo="De movilidad", ods=[11])
    url = reverse("encajan", args=["premio", premio.pk])
    for persona in (comunicaciones, moderadora):
        assert "De movilidad" in entrar(persona).get(url).content.decode()
    assert entrar(focal).get(url).status_code in (302, 403)
    lista = entrar(comunicaciones).get(reverse("wagtailsnippets_eventos_premio:list")).content.decode()
    assert url in lista


def test_las_consultas_no_crecen_con_las_practicas(comunicaciones, entrar, premio, django_assert_max_num_queries):
    navegador, direcciones = (
        entrar(comunicaciones),
        (reverse("encajan", args=["premio", premio.pk]), reverse("cobertura")),
    )
    f.viva(titulo="Una", ods=[11])
    gastos = []
    for cuantas in (0, 6):
        for numero in range(cuantas):
            f.viva(titulo=f"Otra {numero}", ods=[11])
        for direccion in direcciones:
            navegador.get(direccion)
            with django_assert_max_num_queries(40) as medida:
                navegador.get(direccion)
            gastos.append(len(medida))
    assert gastos[:2] == gastos[2:]


def test_la_cobertura_dice_donde_hay_huecos(comunicaciones, focal, entrar):
    f.viva(titulo="Sola")
    hoja = f.practica(None, titulo="En C40")
    hoja.redes = [RedDePractica(red=Red.objects.get(slug="c40"))]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    navegador = entrar(comunicaciones)
    sopa = BeautifulSoup(navegador.get(reverse("cobertura")).content, "html.parser")
    assert "1 de 2 prácticas" in sopa.text
    assert len(sopa.select(".cobertura__huecos li")) == 11 and "C40" not in sopa.select_one(".cobertura__huecos").text
    filas = {
        fila.th.text: [celda.text.strip() for celda in fila.find_all("td")] for fila in sopa.select("main tbody tr")
    }
    assert sum("Sí" in celda for celda in filas["En C40"]) == 1
    assert not any("Sí" in celda for celda in filas["Sola"])
    huecos = BeautifulSoup(navegador.get(reverse("cobertura"), {"ver": "huecos"}).content, "html.parser")
    assert [fila.th.text for fila in huecos.select("main tbody tr")] == ["Sola"]
    assert entrar(focal).get(reverse("cobertura")).status_code in (302, 403)
