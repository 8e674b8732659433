"""Posts, partners and key words on an English page: in English where they have it; where not, marked as Spanish."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from actores.models import Entidad
from tests import fabrica as f
from vocabulario.models import PalabraClave


@pytest.fixture
def original(db):
    idrd = Entidad.objects.get(codigo="idrd")
    hoja = f.practica(
        titulo="Ciclovía",
        etiquetas=["calles abiertas", "pedaleo"],
        contactos=[{"cargo": "Coordinadora", "cargo_en": "Coordinator", "institucion": idrd.nombre_es}],
    )
    hoja.organizaciones = [
        f.socio("Policía Metropolitana", "Metropolitan Police"),
        f.socio("Vecinos del recorrido"),
    ]
    hoja.save()
    f.flujo.avalar_de_instalacion(hoja)
    palabra = PalabraClave.objects.get(etiqueta__name="calles abiertas")
    palabra.nombre_en = "open streets"
    palabra.save()
    return f.fresca(hoja)


@pytest.fixture
def inglesa(original, comunicaciones, moderadora):
    return f.publicada_en_ingles(original, comunicaciones, moderadora)


def _lo_que_se_lee(client, pagina):
    sopa = BeautifulSoup(client.get(pagina.url).content, "html.parser")
    sopa.head.extract()
    return sopa


def _idioma_de(sopa, texto):
    (lugar,) = sopa.find_all(string=lambda cadena: texto in cadena)
    return lugar.find_parent(lang=True)["lang"]


def test_en_ingles_donde_lo_tienen_y_marcado_donde_no(inglesa, original, client):
    sopa = _lo_que_se_lee(client, inglesa)
    entidad = Entidad.objects.get(codigo="idrd")
    for texto in ("open streets", "Metropolitan Police", f"Coordinator, {entidad.nombre_en}"):
        assert _idioma_de(sopa, texto) == "en", texto
    for texto in ("pedaleo", "Vecinos del recorrido"):
        assert _idioma_de(sopa, texto) == "es", texto
    assert "calles abiertas" not in sopa.get_text() and "Policía Metropolitana" not in sopa.get_text()
    espanola = _lo_que_se_lee(client, original).get_text()
    assert "calles abiertas" in espanola and "open streets" not in espanola and "Coordinator" not in espanola


def test_los_datos_y_la_api_tambien(inglesa, original, client):
    lineas = csv.DictReader(io.StringIO(client.get("/es/banco/datos/practicas.csv").getvalue().decode("utf-8-sig")))
    claves = {fila["idioma"]: fila["palabras_clave"] for fila in lineas}
    assert claves == {"es": "calles abiertas | pedaleo", "en": "open streets | pedaleo"}
    una = client.get(f"/api/v2/practicas/{inglesa.pk}/", {"fields": "contactos,palabras_clave"}).json()
    assert una["palabras_clave"] == ["open streets", "pedaleo"]
    assert una["contactos"][0]["cargo"] == "Coordinator" and "cargo_en" not in una["contactos"][0]


def test_el_nombre_que_se_pone_despues_se_lee_y_se_halla(inglesa, client, django_capture_on_commit_callbacks):
    assert inglesa.title not in client.get("/en/practices/?q=weekend").content.decode()
    palabra = PalabraClave.objects.get(etiqueta__name="pedaleo")
    palabra.nombre_en = "weekend"
    with django_capture_on_commit_callbacks(execute=True):
        palabra.save()
    assert "weekend" in client.get(inglesa.url).content.decode()
    assert inglesa.title in client.get("/en/practices/?q=weekend").content.decode()


@pytest.mark.parametrize(("papel", "estado"), [("comunicaciones", 200), ("administracion", 200), ("focal", 302)])
def test_quien_las_pone_en_ingles(papel, estado, original, request, entrar):
    navegador = entrar(request.getfixturevalue(papel))
    palabra = PalabraClave.objects.get(etiqueta__name="pedaleo")
    lista = reverse("wagtailsnippets_vocabulario_palabraclave:list")
    assert navegador.get(lista).status_code == estado
    editar = reverse("wagtailsnippets_vocabulario_palabraclave:edit", args=[palabra.pk])
    navegador.post(editar, {"nombre_en": "Sunday"})
    palabra.refresh_from_db()
    assert palabra.nombre_en == ("Sunday" if estado == 200 else "")
    if estado == 200:
        navegador.get(lista)  # which tells what was saved
        sin_ingles = navegador.get(lista, {"sin_ingles": "si"}).content.decode()
        assert "pedaleo" not in sin_ingles
        agregar = reverse("wagtailsnippets_vocabulario_palabraclave:add")
        borrar = reverse("wagtailsnippets_vocabulario_palabraclave:delete", args=[palabra.pk])
        assert [navegador.get(una).status_code for una in (agregar, borrar)] == [302, 302]


def test_a_quien_lee_en_ingles_no_se_le_habla_con_palabras_de_la_casa(comunicaciones, moderadora, client):
    """And what stays (approval, the two recognitions, the record) is explained where it stands."""
    inglesa = f.publicada_en_ingles(f.viva("Una"), comunicaciones, moderadora)
    sopa = BeautifulSoup(client.get(inglesa.url).content, "html.parser")
    rotulos = " · ".join(uno.get_text(" ", strip=True) for uno in sopa.select("h2, h3, dt, th, .antetitulo, nav a"))
    for de_la_casa in ("Facts from", "ficha ", "Route", "To take along", "Entity", "State"):
        assert de_la_casa not in rotulos, de_la_casa
    for llana in ("Practice record", "Take it with you", "Agency"):
        assert llana in rotulos, llana
    glosa = sopa.select_one(".sello details.glosa")
    assert {uno.get_text() for uno in glosa.select("dt")} >= {"Good Practice", "Approval (aval)"}


@pytest.mark.parametrize(
    ("buena", "formatos", "dice"),
    [
        (True, ["taller"], "Lista para intercambiarse"),
        (True, [], "Contada, todavía no ofrecida"),
        (False, ["taller"], "Contada, todavía no ofrecida"),
    ],
)
def test_bajo_las_rutas_se_dice_si_se_puede_pedir(buena, formatos, dice, focal, asesora, moderadora, client):
    hoja = f.practica(focal, formatos=formatos)
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora, experiencia_significativa=True, buena_practica=buena)
    f.avalar(hoja, moderadora)
    sopa = BeautifulSoup(client.get(f.fresca(hoja).url).content, "html.parser")
    assert sopa.select_one(".sello__lista").get_text() == dice
