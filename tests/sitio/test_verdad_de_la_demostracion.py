"""The demonstration shows nothing as known that its sources do not say, and says on every page that it is one."""

import datetime

import pytest
from bs4 import BeautifulSoup

from base.fechas import Precision
from eventos.models import Evento, Premio
from formularios.lectura_word import leer
from formularios.models import Llenado
from formularios.word import escribir
from practicas.models import PracticaPage
from practicas.origen import CODIGO

# What the sources give of when each one began (dates of their own, or the year); of the others they say nothing.
CON_INICIO = {
    "acuerdo-simbolico": (datetime.date(2023, 3, 1), Precision.DIA),
    "programa-buenas-practicas": (datetime.date(2016, 1, 1), Precision.ANIO),
    "bogota-aprende": (datetime.date(2017, 1, 1), Precision.ANIO),
    "seguimiento-planes-accion": (datetime.date(2017, 1, 1), Precision.ANIO),
    "sistema-distrital-cooperacion": (datetime.date(2013, 12, 9), Precision.DIA),
}

# The only one that never happened: its title and its note say so, and no other may be like it.
INVENTADA = "practica-de-ejemplo"

pytestmark = [pytest.mark.largo, pytest.mark.django_db(transaction=True)]


def test_ninguna_fecha_es_inventada_y_cada_ficha_dice_de_donde_sale(demostracion):
    for practica in PracticaPage.objects.filter(locale__language_code="es").exclude(slug=INVENTADA):
        fecha = CON_INICIO.get(practica.slug, (None, Precision.DESCONOCIDA))
        assert (practica.fecha_inicio, practica.precision_inicio) == fecha, practica.slug
        assert practica.nota_de_la_fuente, practica.slug


def test_la_ficha_viene_de_su_formato_con_sus_blancos(demostracion):
    llenado = Llenado.objects.get(formulario__codigo=CODIGO)
    assert (llenado.pagina.slug, llenado.estado) == ("acuerdo-simbolico", Llenado.Estado.CONVERTIDO)
    assert len(llenado.nombre.split()) == 18
    preguntas = set(llenado.formulario.campos.values_list("clave", flat=True))
    en_blanco = {"directivo", "colaborador", "telefono", "correo", "otros", "anexos"}
    assert preguntas - set(llenado.valores) == en_blanco
    vuelta = leer(llenado.formulario, escribir(llenado.formulario, llenado.valores))
    assert vuelta.valores == llenado.valores and vuelta.avisos == []


def test_lo_inventado_lo_dicen_su_titulo_y_su_nota_en_los_dos_idiomas(demostracion):
    palabras = {
        "es": ("Práctica de ejemplo", "Práctica inventada."),
        "en": ("Example practice", "An invented practice."),
    }
    inventadas = PracticaPage.objects.filter(title__iregex="práctica de ejemplo|example practice")
    assert {uno.locale.language_code for uno in inventadas} == {"es", "en"}
    for uno in inventadas:
        titulo, nota = palabras[uno.locale.language_code]
        assert uno.title.startswith(titulo) and uno.nota_de_la_fuente.startswith(nota)
        assert uno.live and not uno.incumplimientos()


def test_se_ve_cada_estado_de_una_practica(demostracion, client):
    """Every part of a ficha filled in, one that ended, one whose English is behind."""
    ejemplo = PracticaPage.objects.get(slug=INVENTADA)
    assert all(getattr(ejemplo, f"presupuesto_{parte}") for parte in ("financiero", "especie", "otro", "nota"))
    assert ejemplo.imagenes.count() > 1 and ejemplo.archivos.exists() and ejemplo.fecha_fin
    assert ejemplo.contactos_publicos and ejemplo.actores_publicos
    for archivo in ejemplo.archivos.all():
        assert client.get(archivo.documento.url).status_code == 200
    atrasadas = [
        uno
        for uno in PracticaPage.objects.filter(live=True, locale__language_code="en")
        if BeautifulSoup(client.get(uno.url).content, "html.parser").select(".atraso")
    ]
    assert atrasadas


@pytest.mark.parametrize(
    ("eventos", "premios", "evento", "premio"),
    [
        ("/es/eventos/", "/es/premios/", "Evento de ejemplo", "Premio de ejemplo"),
        ("/en/events/", "/en/awards/", "Example event", "Example award"),
    ],
)
def test_se_ve_algo_por_venir_y_una_convocatoria_abierta(eventos, premios, evento, premio, demostracion, client):
    vivos = {modelo: [str(uno) for uno in modelo.objects.filter(live=True)] for modelo in (Evento, Premio)}
    por_venir = [str(uno) for uno in Evento.objects.filter(live=True).por_venir()]
    assert por_venir and all("ejemplo" in uno or "Example" in uno for uno in por_venir)
    assert any(uno.proxima_edicion and uno.proxima_edicion.abierta for uno in Premio.objects.filter(live=True))
    for url, nombre, todos in ((eventos, evento, vivos[Evento]), (premios, premio, vivos[Premio])):
        assert any(uno.startswith(nombre) for uno in todos)
        assert nombre in client.get(url).content.decode()


@pytest.mark.una_vez
@pytest.mark.parametrize(
    ("idioma", "tira", "persona"), [("es", "Demostración", "ficticia"), ("en", "Demonstration", "fictitious")]
)
def test_cada_pagina_y_cada_persona_dicen_que_son_de_ejemplo(idioma, tira, persona, demostracion, client):
    vivas = PracticaPage.objects.filter(live=True, locale__language_code=idioma)
    urls = [uno.url for uno in vivas]
    raices = {"es": ["/es/", "/es/redes/", "/es/eventos/"], "en": ["/en/", "/en/networks/", "/en/events/"]}[idioma]
    for url in [*raices, *urls]:
        sopa = BeautifulSoup(client.get(url).content, "html.parser")
        assert tira in sopa.select_one(".demostracion").get_text(), url
        assert all(persona in una.get_text() for una in sopa.select(".persona__nombre")), url
        assert url not in urls or sopa.select(".persona__nombre"), url
