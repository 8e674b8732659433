"""What is found by which words: the same on both databases, with accents and without."""

import json
import unicodedata

import pytest
from bs4 import BeautifulSoup

from banco import busqueda, proyeccion
from banco.models import RaicesDeFicha
from practicas.models import PracticaPage
from tests import fabrica as f

BANCO = "/es/practicas/"


@pytest.fixture
def hoja(db):
    return f.viva(
        "Ciclovía de los domingos",
        resumen="Cooperaciones entre barrios, con evaluación de sus aprendizajes.",
        lecciones="<p>Los años de ÑANDÚ enseñaron a escuchar. Nos quedó una casa.</p>",
    )


SE_ENCUENTRA = [
    *("ciclovía", "CICLOVÍAS", "ciclovia", "ciclovias", "domingo", "cooperación", "cooperacion", "cooperaciones"),
    *("evaluaciones", "evaluacion", "aprendizaje", "barrio", "ñandú", "nandu", "año" + "s", "casas", "la ciclovía"),
    unicodedata.normalize("NFD", "cooperación"),
    "cooperación domingos",
]
NO_SE_ENCUENTRA = ("castillo", "casi", "coope", "la", "de los", "", "cooperación pelícano", "'", '"')


def test_se_encuentra(subtests, hoja):
    for consulta in SE_ENCUENTRA:
        with subtests.test(consulta=consulta):
            assert busqueda.buscar("es", busqueda.palabras_de(consulta)) == [hoja.pk]


def test_no_se_encuentra(subtests, hoja):
    for consulta in NO_SE_ENCUENTRA:
        with subtests.test(consulta=consulta):
            assert busqueda.buscar("es", busqueda.palabras_de(consulta)) == []


def test_cada_idioma_busca_en_lo_suyo(hoja):
    assert busqueda.buscar("en", ["ciclovía"]) == []


def test_los_objetivos_se_buscan_por_sus_siglas_en_cada_idioma(hoja, comunicaciones, moderadora, client):
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    assert busqueda.buscar("es", ["ODS", "11"]) == [hoja.pk]
    for siglas in ("SDG", "sdg", "ODS"):
        assert busqueda.buscar("en", [siglas, "11"]) == [inglesa.pk], siglas
    for pagina, siglas in ((hoja, "ODS"), (inglesa, "SDG")):
        sopa = BeautifulSoup(client.get(pagina.url).content, "html.parser")
        datos = json.loads(sopa.find("script", type="application/ld+json").string)
        assert [uno for uno in datos["about"] if uno.startswith(f"{siglas} 11. ")], pagina.url


def test_lo_que_se_escribe_con_las_tildes_aparte_se_encuentra_igual(db):
    hoja = f.viva("Una", resumen=unicodedata.normalize("NFD", "La cooperación de la nación."))
    assert busqueda.buscar("es", ["cooperaciones"]) == [hoja.pk]


@pytest.mark.parametrize(
    ("escrita", "quiso_decir"),
    [
        *(("ciclobía", "ciclovía"), ("domnigos", "domingos"), ("evaluasion", "evaluación"), ("barios", "barrios")),
        *(("barrioss", "barrios"), ("xarrios", "barrios"), ("pelícano", None), ("domi", None), ("ciclovía", None)),
    ],
)
def test_una_palabra_mal_escrita(escrita, quiso_decir, hoja):
    assert busqueda.corregir("es", [escrita]) == (quiso_decir and [quiso_decir])


def test_se_marca_lo_que_se_busca_en_todas_sus_formas(hoja, client):
    sopa = BeautifulSoup(client.get(BANCO, {"q": "cooperación evaluacion"}).content, "html.parser")
    assert [una.text for una in sopa.select("mark")] == ["Cooperaciones", "evaluación"]


def test_al_banco_le_faltan_las_raices_hasta_que_se_construye_de_nuevo(hoja):
    """Whoever comes from the version before has no stems: ``migrate`` writes them."""
    RaicesDeFicha.objects.all().delete()
    assert busqueda.buscar("es", ["ciclovía"]) == []
    assert not proyeccion.esta_completa()
    proyeccion.reconstruir()
    assert proyeccion.esta_completa()
    assert busqueda.buscar("es", ["ciclovía"]) == [PracticaPage.objects.get(slug=hoja.slug).pk]


# --- As people write ------------------------------------------------------------------------------------


def responder(consulta, idioma="es"):
    return busqueda.responder(idioma, busqueda.palabras_de(consulta))


@pytest.mark.parametrize(
    ("dice", "consulta"),
    [
        *(("Una red de vecinos.", "redes"), ("Las redes de vecinos.", "red"), ("El plan del barrio.", "planes")),
        *(("Los buses del barrio.", "bus"), ("La luz de la calle.", "luces"), ("Las voces de la calle.", "voz")),
        *(("La música de la calle.", "musical"), ("Una ciudad de ciclistas.", "ciclismo")),
        *(("Ciclorrutas.", "ciclo rutas"), ("Ciclorrutas.", "ciclo-ruta"), ("La ciclo ruta.", "cicloruta")),
        *(("El SuperCADE.", "súper cade"), ("El Super CADE.", "supercade"), ("El grupo C40.", "C 40")),
        *(("El plan de la O.D.S.", "ODS"), ("Los ODS.", "O.D.S."), ("Rock al Parque.", "¿cómo es el rock al parque?")),
    ],
)
def test_se_encuentra_en_sus_otras_formas(dice, consulta, db):
    hoja = f.viva("Una", resumen=dice)
    assert responder(consulta).numeros == [hoja.pk]
    assert not responder(consulta).faltan


@pytest.mark.parametrize(
    ("dice", "consulta"),
    [
        *(("It keeps a city safe.", "safety"), ("The safety of a city.", "safe"), ("A strategy.", "strategies")),
        *(("The policies of a city.", "policy"), ("A policy.", "policies"), ("A cyclist.", "cycling")),
        *(("Cleaner air.", "clean"), ("The bike lanes.", "bikelane"), ("How to do it with rain.", "how to do rain")),
        *(("SDG 17, partnerships.", "sdg17"), ("A one-stop shop.", "one stop shops")),
    ],
)
def test_se_encuentra_en_sus_otras_formas_en_ingles(dice, consulta, comunicaciones, moderadora):
    hoja = f.viva("Una", resumen="Una.")
    traduccion = f.traducir(hoja, comunicaciones, lambda texto: dice if texto == "Una." else f.en_ingles(texto))
    f.servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    assert responder(consulta, "en").numeros == [inglesa.pk]


def test_lo_pegado_con_las_tildes_aparte_no_deja_palabras_cortadas(db):
    """What a mistyped word is changed for is a whole one, also when it was pasted from a PDF."""
    hoja = f.viva("Una", resumen=unicodedata.normalize("NFD", "La armonización de la nación."))
    assert responder("armonizacoin").corregidas == ["armonización"]
    assert responder(unicodedata.normalize("NFD", "armonización nación")).numeros == [hoja.pk]


def test_cuando_ninguna_las_tiene_todas_van_primero_las_que_tienen_mas(client, db):
    una = f.viva("Huertas", resumen="Huertas en las terrazas.")
    ambas = f.viva("Compost", resumen="Compost y huertas.")
    f.viva("Nada", resumen="Otra cosa.")
    hallado = responder("compost huertas pelícano")
    assert hallado.numeros[0] == ambas.pk
    assert hallado.faltan[ambas.pk] == ["pelícano"]
    sopa = BeautifulSoup(client.get(BANCO, {"q": "compost huertas pelícano"}).content, "html.parser")
    assert "Ninguna práctica tiene todas estas palabras; estas tienen algunas." in sopa.get_text()
    assert "con algunas de sus palabras" in sopa.select_one("#t-resultados").text
    primera = sopa.select_one(".tarjeta")
    assert primera.select_one(".tarjeta__titulo").text == "Compost"
    assert [una.text for una in primera.select(".tarjeta__faltan del")] == ["pelícano"]
    assert una.pk in responder("huertas de pelícano").numeros


def test_quien_sigue_unas_palabras_no_recibe_lo_que_solo_tiene_algunas(client, db):
    f.viva("Huertas", resumen="Huertas en las terrazas.")
    assert b"<item>" in client.get("/es/banco/rss.xml", {"q": "huertas"}).content
    assert b"<item>" not in client.get("/es/banco/rss.xml", {"q": "huertas pelícano"}).content


def test_las_palabras_que_nada_dicen_no_estorban(db):
    hoja = f.viva("Una", resumen="Compost en el barrio.")
    for consulta in ("cómo hacer compost para el barrio", "how to compost with the barrio", "el compost de la"):
        assert hoja.pk in responder(consulta).numeros, consulta
    assert not responder("cómo es para el").numeros


# --- Excerpts -------------------------------------------------------------------------------------------


def extracto(client, q):
    sopa = BeautifulSoup(client.get(BANCO, {"q": q}).content, "html.parser")
    resumen = sopa.select_one(".tarjeta__resumen")
    origen = resumen.select_one(".tarjeta__origen")
    return origen and origen.text, [una.text for una in resumen.select("mark")]


def test_el_extracto_es_donde_estan_mas_palabras_juntas_y_dice_de_que_parte_es(client, db):
    f.viva(
        "Una",
        resumen="El compost alegra.",
        resultados=f"<p>Un barrio. {'Nada más. ' * 60}</p>",
        transferencia="<p>El compost de cada barrio se pesa.</p>",
    )
    assert extracto(client, "compost") == ("Resumen:", ["compost"])
    assert extracto(client, "compost barrio") == ("Qué haría falta en otra ciudad:", ["compost", "barrio"])


def test_el_extracto_marca_lo_que_equivale_y_lo_compuesto(client, db):
    f.viva("Una", resumen="El delito baja en la ciclorruta.")
    assert extracto(client, "crimen") == ("Resumen:", ["delito"])
    assert extracto(client, "ciclo rutas") == ("Resumen:", ["ciclorruta"])


def test_el_extracto_escapa_lo_que_dice_el_texto(client, db):
    f.viva("Una", resumen='El compost <script>alert("1")</script> alegra.')
    assert "<script>alert" not in client.get(BANCO, {"q": "compost"}).content.decode()
