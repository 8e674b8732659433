"""A practice is found in the Bank by who adapted it: only while that is public, in the language of its reader."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actores.models import Actor
from aval import flujo, retiro
from aval.fusion import fusionar
from banco import viajes
from base import generacion
from intercambios import confirmacion
from intercambios.models import Transferencia
from tests import fabrica as f

from .comunes import ciudad, de_nuevo, en_ingles, preparada, replica, transferida
from .test_transferencias import venida


@pytest.fixture(autouse=True)
def _sin_paginas_guardadas(settings):
    settings.CACHE_DE_PAGINAS = 0


@pytest.fixture
def al_confirmar(django_capture_on_commit_callbacks):
    """What a worker does when the act is in the database."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def halladas(client, consulta, idioma="es"):
    """The titles of the practices that answer ``consulta``."""
    sopa = BeautifulSoup(client.get(f.banco(idioma).url, {"q": consulta}).content, "html.parser")
    return [uno.get_text(strip=True) for uno in sopa.select("main .fichas .tarjeta__titulo")]


@pytest.fixture
def quito(db):
    return ciudad("quito-de-ejemplo", nombre_es="Ciudad de Frailejones", nombre_en="City of Plants", pais="EC")


@pytest.fixture
def una(quito):
    """A replica of a practice in a city, by an organisation; nothing of it is public yet."""
    actor = Actor.objects.create(codigo="fundacion", nombre_es="Fundación Colibrí", sigla="FUCO", pais="EC")
    f.viva("Recreovía")
    return replica(f.viva("Ciclovía"), ciudad=quito, actor=actor)


POR_QUIEN = ("Frailejones", "Ecuador", "Fundación Colibrí", "FUCO", "ciclovía ecuador")
NADIE_LO_DICE = ("Frailejones", "Ecuador", "Colibrí", "FUCO")


def test_se_halla_por_la_ciudad_el_pais_y_la_organizacion(client, una, al_confirmar):
    assert not any(halladas(client, consulta) for consulta in NADIE_LO_DICE)
    with al_confirmar():
        transferida(una)
    for consulta in POR_QUIEN:
        assert halladas(client, consulta) == ["Ciclovía"], consulta
    sopa = BeautifulSoup(client.get(f.banco().url, {"q": "Frailejones"}).content, "html.parser")
    assert "Frailejones" in sopa.select_one("main .fichas mark").get_text()  # and it is said where


def test_un_borrador_no_agrega_nada(client, una, comunicaciones, al_confirmar):
    with al_confirmar():
        texto = preparada(una)
        flujo.enviar(texto, comunicaciones)
    assert not any(halladas(client, consulta) for consulta in NADIE_LO_DICE)


def test_lo_que_se_corrige_y_no_tiene_aval_todavia_tampoco(client, una, al_confirmar):
    otra = ciudad("otra-de-ejemplo", nombre_es="Ciudad de Siempreviva", nombre_en="Other City", pais="BO")
    with al_confirmar():
        texto = transferida(una)
        texto.ciudad = otra
        texto.save_revision(clean=False)
    assert halladas(client, "Siempreviva") == [] and halladas(client, "Frailejones") == ["Ciclovía"]


def test_la_replica_sin_texto_publico_no_agrega_nada(client, una, al_confirmar):
    with al_confirmar():
        una.comentario = "Frailejones"
        una.save()
    assert not any(halladas(client, consulta) for consulta in NADIE_LO_DICE)


def test_lo_que_se_retira_deja_de_hallarla_en_el_acto(
    client, una, moderadora, al_confirmar, django_capture_on_commit_callbacks
):
    with al_confirmar():
        texto = transferida(una)
    with django_capture_on_commit_callbacks():  # nobody waits for a worker
        retiro.retirar(texto, moderadora, "No era así.")
    assert not any(halladas(client, consulta) for consulta in NADIE_LO_DICE)
    assert halladas(client, "Ciclovía") == ["Ciclovía"]


def test_lo_que_la_otra_ciudad_niega_tambien(client, una, rf, al_confirmar, django_capture_on_commit_callbacks):
    with al_confirmar():
        transferida(una)
    with django_capture_on_commit_callbacks():
        confirmacion.responder(de_nuevo(una), "niega", "", rf.get("/"))
    assert not any(halladas(client, consulta) for consulta in NADIE_LO_DICE)


def test_cada_idioma_con_lo_que_tiene_aval_en_el(client, una, comunicaciones, moderadora, al_confirmar):
    with al_confirmar():
        inglesa = f.publicada_en_ingles(una.practica, comunicaciones, moderadora)
        texto = transferida(una)
    assert halladas(client, "Plants", "en") == []  # its English waits for its own aval
    with al_confirmar():
        en_ingles(texto, comunicaciones, moderadora)
    assert halladas(client, "Plants", "en") == [inglesa.title] and halladas(client, "Plants") == []
    assert halladas(client, "Ecuador", "en") == [inglesa.title]
    with al_confirmar():
        retiro.retirar(texto, moderadora, "No era así.")
    assert halladas(client, "Plants", "en") == halladas(client, "Ecuador") == []


def test_sigue_a_los_nombres_de_hoy(client, una, quito, administracion, al_confirmar):
    with al_confirmar():
        transferida(una)
        quito.nombre_es = "Ciudad de Copihues"
        quito.save()
        una.actor.nombre_es = "Fundación Picaflor"
        una.actor.save()
    assert halladas(client, "Copihues") == halladas(client, "Picaflor") == ["Ciclovía"]
    assert halladas(client, "Frailejones") == halladas(client, "Colibrí") == []
    junta = Actor.objects.create(codigo="junta", nombre_es="Fundación Sinsonte", pais="EC")
    with al_confirmar():
        fusionar(una.actor, junta, administracion, "Son la misma.")
    assert halladas(client, "Sinsonte") == ["Ciclovía"] and halladas(client, "Picaflor") == []


def test_de_donde_vino_una_practica_no_es_quien_la_adapto(client, quito, al_confirmar):
    with al_confirmar():
        venida(f.viva("Ciclovía"), ciudad=quito)
    assert halladas(client, "Frailejones") == []


def test_se_rehace_con_el_banco(client, una, al_confirmar):
    transferida(una)
    call_command("reconstruir_banco", verbosity=0)
    assert halladas(client, "Frailejones") == ["Ciclovía"]


def test_las_consultas_no_crecen_con_las_transferencias(una, quito):
    def cuantas():
        with generacion.fija(), CaptureQueriesContext(connection) as consultas:
            nombres = viajes.nombres_por_practica()
        return len(nombres), len(consultas)

    texto = transferida(una)
    con_una = cuantas()
    with f.candado_abierto():
        Transferencia.objects.bulk_create(
            Transferencia(
                **{"locale": texto.locale, "slug": f"t-{n}", "nombre": f"T {n}", "sentido": "ensena", "live": True},
                **{"practica": texto.practica, "ciudad": quito, "etapa": "en_marcha", "descripcion": "<p>x</p>"},
            )
            for n in range(30)
        )
    assert cuantas() == con_una
