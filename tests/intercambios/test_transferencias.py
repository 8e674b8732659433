"""What the public reads of a practice that crossed from one city to another: with its aval, in both languages."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Locale

from aval import flujo
from aval.errores import ErrorDeAval
from banco.conjuntos import conjuntos
from intercambios import confirmacion
from intercambios.models import Replica, Transferencia, TransferenciasPage
from tests import fabrica as f

from .comunes import ciudad, preparada, replica, transferida


def pagina(idioma="es"):
    return TransferenciasPage.objects.get(locale__language_code=idioma)


def leida(client, direccion):
    respuesta = client.get(direccion)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


def venida(practica, **campos):
    """What came from another city, with its aval."""
    campos = {"nombre": "Calles que se abren", "ciudad": ciudad(), "sentido": "aprende", **campos}
    una = Transferencia(
        locale=Locale.objects.get(language_code="es"),
        live=False,
        practica=practica.page_ptr,
        descripcion="<p>De allí es la idea.</p>",
        **campos,
    )
    una.full_clean(exclude=["translation_key"])
    una.save()
    flujo.avalar_de_instalacion(una)
    return f.fresca(una)


# --- The aval ---------------------------------------------------------------------------------------


def test_se_lee_con_su_aval_y_no_antes(client, comunicaciones, moderadora):
    una = replica()
    texto = preparada(una)
    assert client.get(f"{pagina().url}{texto.slug}/").status_code == 404
    assert texto.nombre not in client.get(pagina().url).content.decode()
    flujo.enviar(texto, comunicaciones)
    f.avalar(f.fresca(texto), moderadora)
    hoja = leida(client, f.fresca(texto).url)
    assert "Declarada por Bogotá" in hoja.main.get_text(" ") and "Con algunos cambios" in hoja.main.get_text(" ")


def test_la_inglesa_dice_lo_mismo_en_ingles(client, comunicaciones, moderadora):
    practica = f.viva("Ciclovía")
    f.publicada_en_ingles(practica, comunicaciones, moderadora)
    inglesa = f.publicada_en_ingles(transferida(replica(practica)), comunicaciones, moderadora)
    dicho = leida(client, inglesa.url).main.get_text(" ")
    assert "Declared by Bogotá" in dicho and "Example City" in dicho
    assert "Ciudad de ejemplo" in leida(client, pagina().url).main.get_text(" ")
    assert "Example City" in leida(client, pagina("en").url).main.get_text(" ")
    assert "Where it has been adapted" in leida(client, practica.get_translations().first().url).main.get_text(" ")


def test_sin_replica_detras_no_tiene_aval(comunicaciones, moderadora):
    una = replica()
    texto = preparada(una)
    flujo.enviar(texto, comunicaciones)
    Replica.objects.all().delete()
    with pytest.raises(ErrorDeAval):
        f.avalar(f.fresca(texto), moderadora)


@pytest.mark.parametrize(
    ("cambios", "razon"),
    [({"bogota": False}, "Nadie la ha confirmado"), ({"etapa": "interesada"}, "solo le interesa")],
)
def test_lo_que_no_se_cuenta_no_se_prepara(cambios, razon, comunicaciones, entrar):
    una = replica(**cambios)
    direccion = reverse("replicas:ver", args=[una.pk])
    assert razon in entrar(comunicaciones).get(direccion).content.decode()
    entrar(comunicaciones).post(direccion, {"acto": "preparar"})
    assert not Transferencia.objects.exists()


def test_prepararla_dos_veces_es_un_texto(comunicaciones, entrar):
    direccion = reverse("replicas:ver", args=[replica().pk])
    for _vez in range(2):
        assert entrar(comunicaciones).post(direccion, {"acto": "preparar"}).status_code == 302
    assert Transferencia.objects.count() == 1


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"ciudad": None}, "ciudad"),
        ({"etapa": "en_marcha"}, "etapa"),
        ({"sentido": "ensena"}, "etapa"),
        ({"anio": 3000}, "anio"),
    ],
)
def test_lo_que_se_contradice(cambios, campo, db):
    with pytest.raises(Exception) as error:
        venida(f.viva(), **cambios)
    assert campo in error.value.message_dict


def test_lo_que_confirma_la_otra_parte_se_lee_sin_otro_aval(client, rf, db):
    una = replica()
    texto = transferida(una)
    assert "Declarada por Bogotá" in client.get(texto.url).content.decode()
    confirmacion.responder(una, "confirma", "", rf.get("/"))
    for direccion in (texto.url, pagina().url, una.practica.url):
        assert "Confirmada por Bogotá y por la otra parte" in client.get(direccion).content.decode()


# --- The practice, and the Bank ---------------------------------------------------------------------


def test_la_practica_dice_donde_se_adapto_en_una_tabla_y_un_mapa(client, db):
    una = replica()
    assert "Dónde se ha adaptado" not in leida(client, una.practica.url).main.get_text(" ")
    transferida(una)
    seccion = leida(client, una.practica.url).select_one("#adaptada")
    fila = [celda.get_text(strip=True) for celda in seccion.select("tbody tr > *")]
    assert fila == ["Ciudad de ejemplo, Perú", "2015", "En marcha", "Con algunos cambios", "Declarada por Bogotá"]
    assert len(seccion.select("svg .mundo__sede")) == 1


def test_sin_coordenadas_queda_la_tabla(client, db):
    una = replica(ciudad=ciudad("sin-mapa", nombre_es="Sin mapa", latitud=None, longitud=None))
    transferida(una)
    seccion = leida(client, una.practica.url).select_one("#adaptada")
    assert not seccion.select("svg") and "Sin mapa" in seccion.get_text()


def test_la_practica_dice_de_donde_vino(client, db):
    practica = f.viva("Ciclovía")
    venida(practica, enlace="https://ejemplo.example/calles")
    hoja = leida(client, practica.url)
    assert "Calles que se abren" in hoja.select_one("#viene").get_text()
    assert hoja.select_one('#viene a[href="https://ejemplo.example/calles"]')
    assert not hoja.select("#adaptada")  # that it came from there is no replica of it
    assert "Calles que se abren" in leida(client, pagina().url).select_one("#vienen").get_text()


def test_se_filtra_por_donde_se_adapto(client, db):
    una, otra = replica(f.viva("Ciclovía")), f.viva("Recreovía")
    transferida(una)
    venida(otra)
    banco = f.banco().url
    for codigo in ("otra-ciudad", "PE"):
        dicho = leida(client, f"{banco}?adaptada={codigo}").main.get_text(" ")
        assert "Ciclovía" in dicho and "Recreovía" not in dicho
    assert "Adaptada en Perú" in leida(client, banco).get_text(" ")


def test_la_que_se_abandono_se_cuenta_y_no_se_filtra(client, db):
    una = replica(etapa="abandonada")
    transferida(una)
    assert "Abandonada" in leida(client, una.practica.url).select_one("#adaptada").get_text()
    assert not conjuntos("es").con("adaptada", ["otra-ciudad", "PE"])


def test_esta_en_la_api_y_en_los_datos_abiertos(client, db):
    una = replica()
    texto = transferida(una)
    datos = json.loads(client.get(f"/api/v2/practicas/{una.practica.pk}/").content)
    assert [(dicho["ciudad"], dicho["pais"], dicho["quien_lo_dice"]) for dicho in datos["adaptaciones"]] == [
        ("Ciudad de ejemplo", "PE", "Declarada por Bogotá")
    ]
    assert datos["adaptaciones"][0]["id"] == str(texto.translation_key) and datos["origenes"] == []
    respuesta = client.get(reverse("banco:datos_abiertos") + "practicas.csv")
    contenido = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    fila = next(csv.DictReader(io.StringIO(contenido.decode("utf-8-sig"))))
    assert fila["adaptada_en"] == "Ciudad de ejemplo" and fila["adaptada_en_paises"] == "PE"


def test_tiene_su_atom(client, db):
    texto = transferida()
    respuesta = client.get(f"{pagina().url}atom.xml")
    assert "atom+xml" in respuesta.headers["Content-Type"] and texto.nombre in respuesta.content.decode()
    assert "atom.xml" in client.get(pagina().url).content.decode()


def test_vacia_lo_dice_con_calma_y_ofrece_contarlo(client, db):
    for idioma, dicho in (("es", "Todavía no hay ninguna"), ("en", "There are none told")):
        hoja = leida(client, pagina(idioma).url)
        assert dicho in hoja.main.get_text(" ") and not hoja.select("svg.mundo")


@pytest.mark.parametrize("cuantas", [10, 1000])
def test_las_paginas_cuestan_lo_mismo_con_mil(cuantas, client, db, django_assert_max_num_queries):
    espanol, practica = Locale.objects.get(language_code="es"), f.viva("Ciclovía")
    lugares = [ciudad(f"c-{n}", nombre_es=f"Ciudad {n}") for n in range(20)]
    with f.candado_abierto():
        hechas = Transferencia.objects.bulk_create(
            Transferencia(
                **{"locale": espanol, "slug": f"t-{n}", "nombre": f"Transferencia {n}", "sentido": "ensena"},
                **{"practica": practica.page_ptr, "ciudad": lugares[n % 20], "etapa": "en_marcha"},
                descripcion="<p>x</p>",
            )
            for n in range(cuantas)
        )
    Replica.objects.bulk_create(
        Replica(
            practica=practica,
            ciudad=una.ciudad,
            etapa="en_marcha",
            transferencia=una,
            confirmada_por_bogota="2026-01-01",
        )
        for una in hechas
    )
    for direccion, techo in ((pagina().url, 35), (practica.url, 45)):
        client.get(direccion)
        cache.clear()
        with django_assert_max_num_queries(techo):
            assert client.get(direccion).status_code == 200
