"""The list of fichas: who finds what in it, by what, and what it costs."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import fabrica as f

LISTA = reverse("fichas:index")


def titulos(navegador, consulta=""):
    respuesta = navegador.get(f"{LISTA}?{consulta}")
    assert respuesta.status_code == 200
    filas = BeautifulSoup(respuesta.content, "html.parser").select("[data-listing-page-title]")
    return [fila.select_one(".title-wrapper a").get_text(strip=True) for fila in filas]


@pytest.fixture
def fichas(focal, otro_focal, asesora, moderadora):
    """One in each situation; the last one, of another entity."""
    f.practica(focal, titulo="Un borrador")
    f.enviar(f.practica(focal, titulo="Una enviada"), focal)
    viva = f.publicada(focal, asesora, moderadora, titulo="Una publicada")
    con_cambios = f.publicada(focal, asesora, moderadora, titulo="Con otro nombre")
    f.cambiar(con_cambios, focal, title="El nombre nuevo")
    f.practica(otro_focal, entidad=otro_focal.entidad.codigo, titulo="La de otra entidad")
    return viva


@pytest.mark.parametrize(
    "consulta, halladas",
    [
        ("situacion=borrador", {"Un borrador", "La de otra entidad"}),
        ("situacion=en_la_ddri", {"Una enviada"}),
        ("situacion=publicada", {"Una publicada"}),
        ("situacion=con_cambios", {"El nombre nuevo"}),
        ("situacion=borrador&situacion=publicada", {"Un borrador", "Una publicada", "La de otra entidad"}),
        ("q=nombre+nuevo", {"El nombre nuevo"}),
        ("q=Una", {"Una enviada", "Una publicada"}),
        ("q=Una&situacion=publicada", {"Una publicada"}),
        ("desde_from=2999-01-01", set()),
        ("situacion=otra&entidad=x&q=%00", None),  # what nobody could have chosen breaks nothing
    ],
)
def test_se_hallan_por_donde_estan_y_por_su_ultimo_titulo(consulta, halladas, fichas, moderadora, entrar):
    vistas = titulos(entrar(moderadora), consulta)
    assert halladas is None or set(vistas) == halladas


def test_se_hallan_por_su_entidad_y_por_quien(fichas, focal, otro_focal, moderadora, entrar):
    navegador = entrar(moderadora)
    suyas = {"Un borrador", "Una enviada", "Una publicada", "El nombre nuevo"}
    assert set(titulos(navegador, f"entidad={focal.entidad_id}")) == suyas
    assert set(titulos(navegador, f"owner={otro_focal.pk}")) == {"La de otra entidad"}
    palabra = otro_focal.entidad.nombre_es.split()[-1]
    assert "La de otra entidad" in titulos(navegador, f"q={palabra}")
    # And by the search of all the pages.
    hallada = navegador.get(reverse("wagtailadmin_pages:search"), {"q": palabra}).content.decode()
    assert "La de otra entidad" in hallada


def test_un_punto_focal_halla_las_de_su_entidad(fichas, otro_focal, entrar):
    navegador = entrar(otro_focal)
    assert titulos(navegador) == ["La de otra entidad"]
    assert titulos(navegador, "q=Una") == []
    contenido = navegador.get(LISTA, {"export": "csv"}).getvalue().decode()
    assert [fila["Título"] for fila in csv.DictReader(io.StringIO(contenido))] == ["La de otra entidad"]


def test_se_exporta_lo_que_se_ve(fichas, moderadora, entrar):
    contenido = entrar(moderadora).get(f"{LISTA}?situacion=con_cambios&export=csv").getvalue().decode()
    (fila,) = csv.DictReader(io.StringIO(contenido))
    assert fila["Título"] == "El nombre nuevo"
    assert fila["Dónde está"] == "Publicada, con cambios sin enviar"


def test_quien_no_trabaja_con_fichas_no_entra(administracion, entrar, client, db):
    assert client.get(LISTA).status_code == 302
    assert titulos_o_nada(entrar(administracion)) == []


def titulos_o_nada(navegador):
    respuesta = navegador.get(LISTA)
    return [] if respuesta.status_code in (302, 403) else titulos(navegador)


def test_cuesta_lo_mismo_con_muchas(focal, moderadora, entrar, django_assert_max_num_queries):
    navegadores = [entrar(moderadora), entrar(focal)]

    def cuantas(techo):
        cuentas = []
        for navegador in navegadores:
            for direccion in (LISTA, reverse("wagtailadmin_home")):
                with django_assert_max_num_queries(techo) as consultas:
                    assert navegador.get(direccion).status_code == 200
                cuentas.append(len(consultas))
        return cuentas

    for numero in range(10):
        f.enviar(f.practica(focal, titulo=f"La {numero}"), focal)
    cuantas(200)  # what a process reads once, or once for each generation
    antes = cuantas(80)
    for numero in range(10, 20):
        f.enviar(f.practica(focal, titulo=f"La {numero}"), focal)
    assert all(despues <= primero + 1 for primero, despues in zip(antes, cuantas(80), strict=True))
