"""The Bank: the right practices for each filter, an answer to any address, the same queries for few and for many."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zeal import zeal_context, zeal_ignore

from actores.models import Entidad
from aval.models import Aval
from banco.buscador import POR_PAGINA
from base import generacion
from practicas.models import PracticaPage
from sitio.models import InicioPage
from tests import fabrica as f
from vocabulario.models import Poblacion, Tema

BANCO = "/es/practicas/"


@pytest.fixture
def tres(db):
    """Three practices that differ in every filter."""
    f.viva("Bicicletas del domingo", localidades=["usaquen"], ods=[11])
    f.viva(
        "Cuidado de la montaña",
        entidad="secretaria-cultura",
        tema=Tema.objects.get(codigo="ambiente-clima"),
        subtema=None,
        localidades=["bosa"],
        ods=[13, 15],
        fecha_inicio=datetime.date(2001, 1, 1),
        resumen="La cooperación de los vecinos cuida la montaña.",
    )
    todas = f.viva(
        "Aulas abiertas",
        entidad="secretaria-general",
        tema=None,
        subtema=None,
        localidades=[],
        ods=[4],
        toda_la_ciudad=True,
        fecha_inicio=datetime.date(2020, 1, 1),
        etiquetas=["escuela"],
    )
    todas.poblaciones = Poblacion.objects.filter(codigo="ninez")
    f.flujo.avalar_de_instalacion(todas)


def titulos(respuesta):
    assert respuesta.status_code == 200
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    return [titulo.get_text(strip=True) for titulo in sopa.select("main .tarjeta__titulo")]


def buscar(client, **consulta):
    return sorted(titulos(client.get(BANCO, consulta)))


BICI, MONTE, AULAS = "Bicicletas del domingo", "Cuidado de la montaña", "Aulas abiertas"
CONSULTAS = [
    ({}, [AULAS, BICI, MONTE]),
    ({"tema": "movilidad"}, [BICI]),
    ({"tema": ["movilidad", "ambiente-clima"]}, [BICI, MONTE]),
    ({"tema": "no-existe"}, [AULAS, BICI, MONTE]),
    ({"sector": "cultura-recreacion-deporte"}, [BICI, MONTE]),
    ({"entidad": "idrd"}, [BICI]),
    ({"localidad": "bosa"}, [AULAS, MONTE]),  # what is done in the whole city is done there too
    ({"poblacion": "ninez"}, [AULAS]),
    ({"ods": "ods-13"}, [MONTE]),
    ({"ods": ["ods-13", "ods-15"]}, [MONTE]),
    ({"ods": ["ods-4", "ods-11"]}, [AULAS, BICI]),
    ({"tema": "movilidad", "ods": "ods-13"}, []),
    ({"tema": "movilidad", "localidad": "usaquen", "entidad": "idrd"}, [BICI]),
    ({"q": "bicicletas"}, [BICI]),
    ({"q": "montaña"}, [MONTE]),
    ({"q": "cooperación"}, [MONTE]),
    ({"q": "escuela"}, [AULAS]),
    ({"q": "bicicletas", "tema": "ambiente-clima"}, []),
    ({"q": "nada de esto está"}, []),
    ({"q": "montana"}, [MONTE]),  # without its accent
    ({"q": "cooperaciom"}, [MONTE]),  # mistyped
    ({"q": "bicilcetas"}, [BICI]),
    ({"q": "Bicicleta"}, [BICI]),  # in the singular
    ({"q": "Usaquén"}, [BICI]),  # a name of a list
    ({"subtema": "bicicleta"}, [BICI]),
    ({"estado": "en-marcha"}, [AULAS, BICI, MONTE]),
    ({"estado": "terminada"}, []),
    ({"anio": "2016"}, [BICI, MONTE]),
    ({"anio": "1999"}, []),
    ({"idioma": "en"}, []),
    ({"idioma": "es"}, [AULAS, BICI, MONTE]),
    ({"q": "   "}, [AULAS, BICI, MONTE]),
    ({"p": "99"}, [AULAS, BICI, MONTE]),
    ({"p": "no es un número"}, [AULAS, BICI, MONTE]),
]


def test_cada_filtro_da_sus_practicas(tres, client):
    sector = Entidad.objects.get(codigo="idrd").sector
    for consulta, esperadas in CONSULTAS:
        if "sector" in consulta:
            consulta = {"sector": sector.codigo}
            de_ese_sector = PracticaPage.objects.filter(entidad__sector=sector)
            esperadas = sorted(de_ese_sector.values_list("title", flat=True))
        assert buscar(client, **consulta) == sorted(esperadas), consulta


@pytest.mark.parametrize("ruta", ["experiencia_significativa", "buena_practica"])
def test_se_filtra_por_la_ruta_del_aval(ruta, focal, asesora, moderadora, client):
    for nombre, rutas in (("Una", {"experiencia_significativa": True}), ("Otra", {"buena_practica": True})):
        hoja = f.practica(focal, titulo=nombre)
        f.enviar(hoja, focal)
        f.estudiar(hoja, asesora)
        f.avalar(hoja, moderadora, **rutas)
    assert buscar(client, ruta=ruta) == [{"experiencia_significativa": "Una", "buena_practica": "Otra"}[ruta]]
    assert buscar(client, ruta=["experiencia_significativa", "buena_practica"]) == ["Otra", "Una"]


def test_los_ordenes(tres, client):
    assert titulos(client.get(BANCO, {"orden": "titulo"})) == [AULAS, BICI, MONTE]
    assert titulos(client.get(BANCO, {"orden": "inicio"})) == [MONTE, BICI, AULAS]
    assert titulos(client.get(BANCO)) == [AULAS, MONTE, BICI]  # the last published first


def test_cada_filtro_puesto_se_quita_de_un_toque(tres, client):
    sopa = BeautifulSoup(
        client.get(BANCO, {"tema": "movilidad", "ods": ["ods-11", "ods-13"], "q": "domingo"}).content, "html.parser"
    )
    enlaces = [enlace["href"] for enlace in sopa.select(".activos__uno")]
    assert len(enlaces) == 4
    for enlace in enlaces:
        assert len(BeautifulSoup(client.get(BANCO + enlace).content, "html.parser").select(".activos__uno")) == 3


def test_la_paginacion_conserva_los_filtros_y_no_repite(client, db):
    for numero in range(POR_PAGINA + 1):
        f.viva(f"Práctica {numero:02}")
    primera = client.get(BANCO, {"tema": "movilidad", "orden": "titulo"})
    siguiente = BeautifulSoup(primera.content, "html.parser").find("a", rel="next")["href"]
    assert "tema=movilidad" in siguiente and "orden=titulo" in siguiente
    segunda = client.get(BANCO + siguiente)
    assert len(titulos(primera)) == POR_PAGINA
    assert titulos(primera) + titulos(segunda) == [f"Práctica {numero:02}" for numero in range(POR_PAGINA + 1)]


def test_cada_idioma_lista_lo_suyo(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.publicada(focal, asesora, moderadora, titulo="Ciclovía")
    f.viva("Solo en español")
    assert titulos(client.get(f.banco("en").url)) == []
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    assert titulos(client.get(f.banco("en").url)) == ["[en] Ciclovía"]
    assert buscar(client) == ["Ciclovía", "Solo en español"]


def test_lo_que_no_tiene_aval_no_esta_en_la_lista_ni_en_la_busqueda(focal, tres, client):
    f.practica(focal, titulo="Borrador de bicicletas")
    viva = PracticaPage.objects.get(title=BICI)
    f.cambiar(viva, focal, title="Bicicletas en borrador", resumen="Un pelícano.")
    assert buscar(client, q="bicicletas") == [BICI]
    assert buscar(client, q="borrador") == []
    assert buscar(client, q="pelícano") == []


def test_la_busqueda_no_encuentra_a_las_personas(client, db):
    """Personal data is no way to a practice, not even that of who agreed to be published."""
    f.viva(contactos=[{"nombre": "Zoraida Privada", "correo": "zoraida@example.org", "autoriza": False}])
    for consulta in ("Zoraida", "zoraida@example.org", "Privada"):
        assert buscar(client, q=consulta) == []


def test_una_busqueda_sin_resultados_ofrece_una_salida(tres, client):
    html = client.get(BANCO, {"q": "pelícano"}).content.decode()
    assert "Ninguna práctica" in html
    assert f'href="{BANCO}"' in html


def test_cuando_no_hay_nada_cada_salida_da_lo_que_promete(tres, client):
    preguntas = (
        {"q": "bicicletas", "tema": "ambiente-clima"},
        {"tema": "movilidad", "ods": "ods-13"},
        {"q": "pelícano", "localidad": "suba"},
    )
    for pregunta in preguntas:
        sopa = BeautifulSoup(client.get(BANCO, pregunta).content, "html.parser")
        salidas = sopa.select(".vacio__salidas li")
        assert salidas, pregunta
        for salida in salidas:
            prometidas = int(salida.select_one(".vacio__total").text.split()[0])
            assert prometidas == len(titulos(client.get(BANCO + salida.a["href"]))), (pregunta, salida.text)
    sopa = BeautifulSoup(client.get(BANCO, {"q": "pelícano"}).content, "html.parser")
    assert not sopa.select(".vacio__salidas")
    temas = {uno.a.text: uno.a["href"] for uno in sopa.select(".vacio__temas li")}
    assert titulos(client.get(temas["Movilidad sostenible"])) == [BICI]


def test_lo_buscado_se_muestra_escapado(tres, client):
    html = client.get(BANCO, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert(1)" not in html


# --- Hostile addresses ----------------------------------------------------------------------------------

NOMBRES = [
    *("q", "tema", "subtema", "ruta", "sector", "entidad", "localidad", "poblacion", "ods", "estado", "anio", "idioma"),
    *("red", "premio", "orden", "sentido", "vista", "p", "page", "otro"),
]
SEMILLAS = [
    "movilidad", "titulo", "-title", "1", "-1", "0", "999999999999999999999", "1e9", "NaN", "ods-11", "\x00", "%00",
    "' OR 1=1 --", '"', "*", "(", ")", "AND", "NOT", "NEAR(", "a*", "^a", "{a}", "title:x", "\\", "%", "_", "<b>",
    "\x0b", "a" * 5000, "ñandú", "🚲", "\ud7ff", "\uffff", "\u202e", "&amp;", "||", "&", ":*", "!", "<->", "tema__id",
]  # fmt: skip
valores = st.sampled_from(SEMILLAS) | st.text(max_size=30)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(consulta=st.lists(st.tuples(st.sampled_from(NOMBRES), valores), max_size=6))
def test_ninguna_direccion_rompe_el_banco(consulta, tres, client):
    datos = {}
    for nombre, valor in consulta:
        datos.setdefault(nombre, []).append(valor)
    assert client.get(BANCO, datos).status_code == 200


def test_cada_rareza_en_cada_campo(tres, client):
    for nombre in NOMBRES:
        assert client.get(BANCO, {nombre: SEMILLAS}).status_code == 200, nombre
    for semilla in SEMILLAS:
        assert client.get(BANCO, {"q": semilla}).status_code == 200, semilla


@pytest.mark.parametrize("cruda", ["%ff%fe", "q=%", "q=%E0%A4%A", "&&&", "=", "?q", "q[]=1", "%00=%00", "p=%2b1"])
def test_direcciones_mal_escritas(cruda, client, db):
    assert client.get(f"{BANCO}?{cruda}").status_code == 200


# --- The cost of a page ---------------------------------------------------------------------------------

SIN_ATAJOS = 6  # queries that Wagtail takes more for each page without base/atajos.py
# With nothing in Django's cache and no page kept. The first reader of a process after a change, who reads the sets of
# the Bank for those that follow, stays under the same ceilings; but for who finds nothing with five words, when what
# each word alone would give is asked for too. Of these, two are for the pictures of the cards, whatever their number;
# and, on the home page, one for the words of three practices.
TECHOS = {"inicio": 13, "práctica": 15} | dict.fromkeys(
    ("banco", "búsqueda", "nada", "mapa", "tabla", "línea", "matriz"), 16
)
# The first reader after a change asks once besides who ended, what other cities adapted, and what came from them.
# With words, two more are for the rest of the site: what has them, and how it is shown.
TECHOS_AL_CAMBIAR = {nombre: techo + 3 for nombre, techo in TECHOS.items()} | {"búsqueda": 22, "nada": 22}


def _consultas(client, url, settings, tras_un_cambio):
    settings.CACHE_DE_PAGINAS = 0
    cache.clear()
    client.get(url)  # content types and renditions are kept after the first visit
    cache.clear()
    if tras_un_cambio:
        generacion.nueva()
    with CaptureQueriesContext(connection) as consultas:
        assert client.get(url).status_code == 200
    return [consulta["sql"] for consulta in consultas]  # now: the log is emptied by the next visit


def test_treinta_practicas_cuestan_lo_mismo_que_cuatro(client, db, settings):
    def medir():
        paginas = {
            "inicio": "/es/",
            "banco": f"{BANCO}?tema=seguridad-convivencia&ods=ods-11&localidad=usaquen&estado=en-marcha",
            "búsqueda": f"{BANCO}?q=práctica",
            "nada": f"{BANCO}?q=guacamaya+pelícano+ornitorrinco+frailejón+zzzz&tema=salud&ods=ods-4",
            "mapa": f"{BANCO}?vista=mapa",
            "tabla": f"{BANCO}?vista=tabla",
            "línea": f"{BANCO}?vista=linea",
            "matriz": f"{BANCO}?vista=matriz",
            "práctica": PracticaPage.objects.order_by("pk").first().url,
        }
        return {
            (nombre, tras_un_cambio): _consultas(client, url, settings, tras_un_cambio)
            for nombre, url in paginas.items()
            for tras_un_cambio in (True, False)
        }

    imagen = f.imagen()
    temas = list(Tema.objects.all())
    for numero in range(30):
        tema = temas[numero % len(temas)]
        tema = tema if numero > 3 else temas[0]  # the first one has others that are near
        f.viva(f"Práctica {numero}", tema=tema, subtema=tema.subtemas.first(), imagenes=[imagen, imagen])
        if numero == 3:
            con_pocas = medir()
    con_treinta = medir()
    for cual, consultas in con_treinta.items():
        escritas = "\n".join(consulta[:200] for consulta in consultas)
        assert len(consultas) == len(con_pocas[cual]), f"{cual}\n{escritas}"
        nombre, tras_un_cambio = cual
        techo = (TECHOS_AL_CAMBIAR if tras_un_cambio else TECHOS)[nombre] + (0 if settings.ATAJOS else SIN_ATAJOS)
        assert len(consultas) <= techo, f"{cual}: {len(consultas)}\n{escritas}"


def test_ninguna_pagina_repite_una_consulta_por_fila(client, db, settings):
    settings.CACHE_DE_PAGINAS = 0
    for numero in range(6):
        f.viva(
            f"Práctica {numero}",
            imagenes=[f.imagen(), f.imagen()],
            contactos=[{}, {"nombre": "Otra persona"}],
            localidades=["usaquen", "bosa", "suba"],
            etiquetas=["una", "dos", "tres"],
        )
    paginas = ["/es/", "/en/", BANCO, f"{BANCO}?tema=movilidad&q=práctica", PracticaPage.objects.first().url]
    for url in paginas:
        client.get(url)
        # Wagtail finds a page by walking the tree: one query for each level, not for each row.
        with zeal_context(), zeal_ignore([{"model": "wagtailcore.Page", "field": "get()"}]):
            assert client.get(url).status_code == 200, url


def test_las_cifras_de_la_portada_son_las_del_banco(tres, client):
    sopa = BeautifulSoup(client.get("/es/").content, "html.parser")
    cifras = [int(cifra.get_text()) for cifra in sopa.select(".cifras__valor")]
    assert cifras == [3, 3, 2]
    assert Aval.objects.filter(idioma="es").count() >= 3
    assert InicioPage.objects.count() == 2


# --- What was asked for is what the page is called ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "titular", "canonica"),
    [
        ("/es/practicas/", "Prácticas", "/es/practicas/"),
        ("/es/practicas/?tema=movilidad", "Movilidad sostenible Prácticas", "/es/practicas/?tema=movilidad"),
        (
            "/en/practices/?tema=movilidad&vista=tabla",
            "Sustainable mobility Practices",
            "/en/practices/?tema=movilidad",
        ),
        ("/es/practicas/?tema=movilidad&ods=ods-11", "Movilidad sostenible · 11.", "/es/practicas/"),
        ("/es/practicas/?q=bici", "«bici» Prácticas", "/es/practicas/"),
    ],
)
def test_el_titular_dice_lo_que_se_pidio_y_un_tema_tiene_su_direccion(url, titular, canonica, client, db):
    f.viva("Ciclovía")
    sopa = BeautifulSoup(client.get(url).content, "html.parser")
    assert " ".join(sopa.h1.get_text(" ").split()).startswith(titular)
    assert sopa.find("link", rel="canonical")["href"].endswith(canonica)
    alternas = {uno["hreflang"]: uno["href"] for uno in sopa.select("link[rel=alternate][hreflang]")}
    assert all(una.endswith(canonica.partition("?")[2]) for una in alternas.values())
