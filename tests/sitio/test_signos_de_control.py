"""What is pasted from slides carries signs that feeds and sheets refuse: they are left at the door, by every form."""

import io
from xml.etree import ElementTree

import pytest
from django.contrib.auth.forms import PasswordChangeForm
from django.urls import reverse, translate_url
from openpyxl import load_workbook
from taggit.models import Tag

from actores.models import Actor, Entidad
from aval import flujo, terminos
from banco.publico.abiertos.formatos import TIPOS
from banco.publico.abiertos.tablas import TABLAS
from eventos.models import Evento, Premio, Reconocimiento
from practicas.models import PracticaPage, RedDePractica
from redes.models import Plataforma, Red
from tests import fabrica as f
from traducciones.models import Termino
from vocabulario.models import Ciudad, Tema

SUCIO, LIMPIO = "Instituto\x0bDistrital", "Instituto Distrital"
LEIDOS = [
    *(
        "banco/rss.xml",
        "banco/atom.xml",
        "banco/cambios.xml",
        "banco/datos/",
        "banco/datos/dcat.jsonld",
        "eventos/agenda.ics",
    ),
    *(f"banco/datos/{tabla}.{formato}" for tabla in TABLAS for formato in TIPOS),
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sin_paginas_guardadas(settings):
    settings.CACHE_DE_PAGINAS = 0


@pytest.fixture
def viva():
    hoja = f.practica(None, titulo="Una práctica", etiquetas=("agua",))
    hoja.redes = [RedDePractica(red=Red.objects.get(slug="c40", locale__language_code="es"))]
    hoja.save()
    flujo.avalar_de_instalacion(Red.objects.get(slug="c40", locale__language_code="es"))
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def leer_todo(client, *otras):
    """All that leaves the site in a form that refuses such signs, in both languages."""
    direcciones = [f"/es/{que}" for que in (*LEIDOS, *otras)]
    direcciones += [translate_url(una, "en") for una in direcciones if "banco" in una]
    for una in direcciones:
        respuesta = client.get(una)
        assert respuesta.status_code == 200, una
        if ".xml" in una:
            ElementTree.fromstring(respuesta.content)  # noqa: S314  # our own
        elif una.endswith("xlsx"):
            load_workbook(io.BytesIO(respuesta.getvalue()))
        else:
            contenido = respuesta.getvalue()
            assert b"\x0b" not in contenido and b"u000b" not in contenido


def por_formulario(navegador, objeto, **cambios):
    """Edit ``objeto`` by its form in the admin; it is saved."""
    url = reverse(type(objeto).snippet_viewset.get_url_name("edit"), args=[objeto.pk])
    datos = f.leer_formulario(navegador.get(url), lambda uno: uno.find(attrs={"name": next(iter(cambios))}))
    respuesta = navegador.post(url, {**datos, **cambios})
    assert respuesta.status_code == 302, respuesta.context["form"].errors
    objeto.refresh_from_db()
    return objeto


@pytest.mark.parametrize("modelo", terminos.listas(), ids=lambda modelo: modelo.__name__)
def test_una_lista_se_guarda_sin_signos_de_control(modelo, viva, superusuario, entrar, client):
    usados = {Entidad: viva.entidad, Tema: viva.tema}
    if modelo is Actor:  # that of an entity is called as the entity is
        usados[Actor] = Actor.objects.create(nombre_es="Una organización de fuera")
    objeto = usados.get(modelo) or modelo.objects.first()
    por_formulario(entrar(superusuario), objeto, nombre_es=SUCIO, nombre_en=f"{SUCIO}\x1f")
    assert (objeto.nombre_es, objeto.nombre_en) == (LIMPIO, LIMPIO)
    leer_todo(client)


@pytest.mark.parametrize(
    ("modelo", "campo"),
    [(Red, "nombre"), (Plataforma, "nombre"), (Evento, "nombre"), (Premio, "nombre"), (Termino, "nota")],
    ids=lambda uno: getattr(uno, "__name__", uno),
)
def test_lo_que_va_con_aval_y_el_glosario_tampoco_los_guardan(modelo, campo, superusuario, entrar):
    objeto = modelo.objects.first()
    por_formulario(entrar(superusuario), objeto, **{campo: SUCIO})
    ultima = objeto.get_latest_revision_as_object() if hasattr(objeto, "get_latest_revision_as_object") else objeto
    assert getattr(ultima, campo) == LIMPIO


def test_una_ficha_y_sus_palabras_clave_tampoco(focal, entrar):
    f.crear_por_formulario(
        entrar(focal), title=SUCIO, resumen=f"{SUCIO}\ny\totra", tags=f'"{SUCIO}"', antecedentes=f.parrafo(1, SUCIO)
    )
    hoja = PracticaPage.objects.get().get_latest_revision_as_object()
    assert hoja.title == LIMPIO and hoja.resumen == f"{LIMPIO}\ny\totra" and LIMPIO in hoja.antecedentes
    assert [uno.name for uno in hoja.tags.all()] == [LIMPIO] and Tag.objects.get().name == LIMPIO


def test_una_clave_es_la_que_se_escribio(superusuario):
    """Only texts are cleaned: who chose such a key goes in with it."""
    clave = "una\x0bclave larga"
    superusuario.set_password(clave)
    superusuario.save()
    datos = {"old_password": clave, "new_password1": "otra\x0bclave larga", "new_password2": "otra\x0bclave larga"}
    assert PasswordChangeForm(superusuario, datos).is_valid()


def test_lo_que_ya_estaba_en_la_base_no_rompe_nada(viva, client):
    """Written before the forms did it, or beside them."""
    for modelo in terminos.listas():
        modelo.objects.update(nombre_es=SUCIO, nombre_en=SUCIO)
    Red.objects.update(nombre=SUCIO)
    Evento.objects.update(nombre=SUCIO)
    Tag.objects.update(name=SUCIO)
    red = Red.objects.get(slug="c40", locale__language_code="es")
    leer_todo(client, f"banco/rss.xml?red={red.translation_key}", f"banco/atom.xml?tema={viva.tema.codigo}")


@pytest.mark.parametrize("modelo", [Red, Evento, Premio, Reconocimiento, Ciudad], ids=lambda uno: uno.__name__)
@pytest.mark.parametrize("formato", ["xlsx", "csv"])
def test_las_hojas_de_la_administracion_se_abren(modelo, formato, superusuario, entrar):
    """Also by the names of what each row is tied to, as they were stored before."""
    for otro in (Red, Evento, Premio):
        otro.objects.update(nombre=SUCIO)
    Ciudad.objects.update(nombre_es=SUCIO, nombre_en=SUCIO)
    url = reverse(modelo.snippet_viewset.get_url_name("list"))
    respuesta = entrar(superusuario).get(url, {"export": formato})
    contenido = b"".join(respuesta) if respuesta.streaming else respuesta.content
    assert respuesta.status_code == 200 and b"\x0b" not in contenido[: 0 if formato == "xlsx" else None]
    if formato == "xlsx":
        assert load_workbook(io.BytesIO(contenido)).active.max_row > 1


def test_lo_que_escribe_el_codigo_tambien_se_limpia():
    assert Tag.objects.create(name=SUCIO).name == LIMPIO
    tema = Tema.objects.first()
    tema.nombre_es = SUCIO
    tema.save()
    assert f.fresca(tema).nombre_es == LIMPIO
