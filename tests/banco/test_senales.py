"""What the pages tell machines: how to cite them, where they stand, what picture to share them with, what changed."""

import datetime
import io
import json
import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from wagtail.models import Page

from aval import flujo, retiro
from aval.models import modelos_avalables
from eventos.models import Evento
from intercambios.models import Intercambio, Transferencia
from practicas.models import ImagenDePractica
from publicables.models import Publicable
from redes.models import Red
from sistema.models import ConclusionPublica, InformeAnual
from tests import fabrica as f

ATOM, LAPIDAS = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"


@pytest.fixture
def hoja(db):
    return f.viva("Ciclovía & recreovía")


def _sopa(client, direccion):
    return BeautifulSoup(client.get(direccion).content, "html.parser")


def _ruta(direccion):
    return "/" + direccion.split("/", 3)[3]


def _ld(sopa, tipo):
    bloques = [json.loads(uno.string) for uno in sopa.find_all("script", type="application/ld+json")]
    return [uno for bloque in bloques for uno in bloque.get("@graph", [bloque]) if uno.get("@type") == tipo]


# --- Signposting ----------------------------------------------------------------------------------------


def _enlaces(respuesta):
    pares = re.findall(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?', respuesta["Link"])
    return [(relacion, direccion, tipo) for direccion, relacion, tipo in pares]


def test_la_pagina_senala_como_se_cita_que_la_describe_y_que_es_suyo(hoja, client):
    suyos = _enlaces(client.get(hoja.url))
    relaciones = {relacion for relacion, _direccion, _tipo in suyos}
    assert relaciones >= {"cite-as", "describedby", "item", "license", "type", "author", "linkset"}
    assert ("cite-as", hoja.full_url, "") in suyos
    for relacion, direccion, tipo in suyos:
        if tipo:
            respuesta = client.get(_ruta(direccion))
            assert respuesta.status_code == 200, direccion
            assert respuesta["Content-Type"].split(";")[0] == tipo, relacion


def test_el_conjunto_de_enlaces_dice_lo_mismo_y_el_camino_de_vuelta(hoja, client):
    suyos = _enlaces(client.get(hoja.url))
    [conjunto] = [direccion for relacion, direccion, _tipo in suyos if relacion == "linkset"]
    de_la_pagina, *de_vuelta = f.json_de(client.get(_ruta(conjunto)))["linkset"]
    assert de_la_pagina.pop("anchor") == hoja.full_url
    dichos = {(relacion, uno["href"]) for relacion, varios in de_la_pagina.items() for uno in varios}
    assert dichos == {(relacion, direccion) for relacion, direccion, _tipo in suyos if relacion != "linkset"}
    for uno in de_vuelta:
        [relacion] = uno.keys() - {"anchor"}
        assert relacion in ("describes", "collection") and uno[relacion][0]["href"] == hoja.full_url


def test_la_pagina_inglesa_senala_lo_ingles(hoja, comunicaciones, moderadora, client):
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    direcciones = [direccion for relacion, direccion, _ in _enlaces(client.get(inglesa.url)) if relacion == "item"]
    assert all(f"/en/bank/{inglesa.slug}/" in direccion for direccion in direcciones) and direcciones


def test_la_cita_en_csl_json(hoja, client):
    [cita] = f.json_de(client.get(f"/es/banco/{hoja.slug}/cita.json"))
    # The names and the kinds of the CSL-JSON schema.
    assert set(cita) <= {
        *("id", "type", "title", "author", "issued", "container-title", "version", "URL", "language"),
    }
    assert cita["type"] == "webpage" and cita["title"] == hoja.title and cita["URL"] == hoja.full_url
    assert cita["author"] == [{"literal": hoja.entidad.nombre}]
    [partes] = cita["issued"]["date-parts"]
    assert datetime.date(*partes) <= datetime.date(2100, 1, 1) and len(partes) == 3
    assert isinstance(cita["version"], str)
    assert client.get(hoja.url).content.decode().count("cita.json") >= 1  # and people find it too


# --- The picture to share -------------------------------------------------------------------------------


def _publicables_con_pagina():
    return [modelo for modelo in modelos_avalables() if issubclass(modelo, Publicable) and modelo.pagina_indice]


def test_cada_pagina_tiene_una_imagen_para_compartir(demostracion, client):
    paginas = [pagina.get_url() for pagina in Page.objects.live().filter(depth__gt=1)]
    vivos = {modelo: modelo.objects.filter(live=True).first() for modelo in _publicables_con_pagina()}
    # The sources tell of none of these, so the demonstration has none.
    sin_fuente = {InformeAnual, ConclusionPublica, Intercambio, Transferencia}
    assert {modelo for modelo, uno in vivos.items() if uno is None} == sin_fuente
    objetos = [uno.get_url() for uno in vivos.values() if uno]
    vistas = ["/es/banco/datos/", "/en/bank/data/api/"]
    imagenes = set()
    for direccion in [*paginas, *objetos, *vistas]:
        sopa = _sopa(client, direccion)
        [imagen] = sopa.find_all("meta", property="og:image")
        assert imagen["content"].startswith("http"), direccion
        assert sopa.find("meta", property="og:image:alt")["content"]
        imagenes.add(imagen["content"])
    for imagen in imagenes:
        respuesta = client.get(_ruta(imagen))
        assert respuesta.status_code == 200, imagen
        assert Image.open(io.BytesIO(respuesta.getvalue())).size == (1200, 630)


@pytest.mark.parametrize("clase", ["actores.usuario", "aval.aval", "no.existe", "x", "sitio.ajustessitio"])
def test_de_lo_que_no_se_publica_no_hay_imagen(clase, client, db):
    assert client.get(f"/compartir/es/{clase}.png").status_code == 404
    assert client.get(f"/compartir/fr/{Red._meta.label_lower}.png").status_code == 404


def test_la_foto_propia_se_anuncia_en_la_tarjeta_y_al_compartir(client, db):
    con = f.viva("Con foto", imagenes=[f.imagen(), f.imagen()])
    sin = f.viva("Sin foto")
    for direccion in ("/es/practicas/", "/es/", sin.url, f"/es/banco/lista/?p={con.slug}&p={sin.slug}"):
        for tarjeta in _sopa(client, direccion).select(".tarjeta"):
            cubierta = tarjeta.select_one(".tarjeta__cubierta")
            es_suya = tarjeta.select_one(".tarjeta__titulo").get_text() == con.title
            assert bool(cubierta.img) == es_suya and bool(cubierta.svg) != es_suya, direccion
            assert not es_suya or cubierta.img["alt"] == "Una calle"
    sopa = _sopa(client, con.url)
    imagen = sopa.find("meta", property="og:image")["content"]
    assert "estampa" not in imagen and sopa.find("meta", property="og:image:alt")["content"] == "Una calle"
    assert _ld(sopa, "Article")[0]["image"] == imagen
    assert "estampa.png" in _sopa(client, sin.url).find("meta", property="og:image")["content"]


def test_la_foto_de_un_borrador_no_se_anuncia(focal, client, db):
    hoja = f.viva("Con otra en borrador")
    borrador = hoja.get_latest_revision_as_object()
    borrador.imagenes = [
        ImagenDePractica(imagen=f.imagen(), texto_alternativo="Sin aval", credito="Equipo", locale=hoja.locale)
    ]
    borrador.save_revision(clean=False)
    for direccion in (hoja.url, "/es/practicas/"):
        assert "Sin aval" not in client.get(direccion).content.decode()


# --- Linked data ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_la_portada_dice_como_se_busca(idioma, client, db):
    sopa = _sopa(client, f"/{idioma}/")
    [sitio] = _ld(sopa, "WebSite")
    plantilla = sitio["potentialAction"]["target"]["urlTemplate"]
    assert client.get(_ruta(plantilla.replace("{search_term_string}", "agua"))).status_code == 200
    assert not _ld(sopa, "BreadcrumbList")


def test_el_camino_hasta_cada_pagina(hoja, client):
    [migas] = _ld(_sopa(client, hoja.url), "BreadcrumbList")
    lugares = migas["itemListElement"]
    assert [uno["position"] for uno in lugares] == [1, 2, 3]
    assert [uno["name"] for uno in lugares][-1] == hoja.title
    assert lugares[-1]["item"] == hoja.full_url and lugares[1]["item"] == f.banco().full_url
    [migas] = _ld(_sopa(client, "/en/bank/data/api/"), "BreadcrumbList")
    assert [_ruta(uno["item"]) for uno in migas["itemListElement"]] == ["/en/", "/en/bank/data/", "/en/bank/data/api/"]


def _avalado(uno):
    uno.full_clean(exclude=["aval"])
    uno.save()
    uno.save_revision(clean=False)
    flujo.avalar_de_instalacion(uno)
    return uno


def test_una_red_es_la_de_su_sitio_y_lo_que_paso_no_esta_programado(client, db):
    de_todos = {"locale": f.banco().locale, "live": False}
    red = _avalado(
        Red(nombre="Red X", tipo="global", descripcion="<p>Una.</p>", sitio_web="https://red.example/", **de_todos)
    )
    sopa = _sopa(client, red.url)
    [dicha] = _ld(sopa, "Organization")
    assert dicha["sameAs"] == "https://red.example/"
    [migas] = _ld(sopa, "BreadcrumbList")
    assert [uno["name"] for uno in migas["itemListElement"]][-1] == "Red X"
    estados = {}
    for nombre, anio, estado in (("Fue", 2012, "programado"), ("Será", 2090, "programado"), ("No", 2013, "cancelado")):
        dia = datetime.date(anio, 5, 1)
        uno = _avalado(Evento(nombre=nombre, tipo="foro", estado=estado, fecha_inicio=dia, **de_todos))
        [dicho] = _ld(_sopa(client, uno.url), "Event")
        estados[nombre] = dicho.get("eventStatus", "").rpartition("/")[2]
    assert estados == {"Fue": "", "Será": "EventScheduled", "No": "EventCancelled"}


# --- Changes --------------------------------------------------------------------------------------------


def _cambios(client, direccion="/es/banco/cambios.xml"):
    return ElementTree.fromstring(client.get(direccion).content)  # noqa: S314  # our own


def test_los_cambios_dicen_tambien_lo_que_se_volvio_a_avalar_y_lo_que_se_retiro(
    focal, asesora, moderadora, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        vieja = f.publicada(focal, asesora, moderadora, titulo="La primera")
        f.viva("La segunda")
        f.cambiar(vieja, asesora, resumen="Otro resumen.")
        f.enviar(vieja, focal)
        f.estudiar(vieja, asesora)
        f.avalar(vieja, moderadora)
    titulos = [uno.text for uno in _cambios(client).iterfind(f"{ATOM}entry/{ATOM}title")]
    assert titulos == ["La primera", "La segunda"]  # the last change first
    retiro.retirar(f.fresca(vieja), moderadora, "Motivo que no es de nadie.")
    arbol = _cambios(client)
    assert [uno.text for uno in arbol.iterfind(f"{ATOM}entry/{ATOM}title")] == ["La segunda"]
    [lapida] = arbol.iterfind(f"{LAPIDAS}deleted-entry")
    assert lapida.get("ref") == f"urn:uuid:{vieja.translation_key}:es" and lapida.get("when")
    assert lapida.find(f"{ATOM}link").get("href").endswith(vieja.url)
    assert arbol.find(f"{ATOM}updated").text == lapida.get("when")
    entero = client.get("/es/banco/cambios.xml").content.decode()
    for de_su_texto in ("La primera", "Otro resumen", "Motivo"):
        assert de_su_texto not in entero
    [propia] = [uno for uno in arbol.iterfind(f"{ATOM}link") if uno.get("rel") == "self"]
    assert _ruta(propia.get("href")) == "/es/banco/cambios.xml"


def test_de_un_titulo_oculto_no_se_da_ni_la_direccion(hoja, moderadora, client):
    retiro.retirar(hoja, moderadora, "Motivo.", sin_titulo=True)
    [lapida] = _cambios(client).iterfind(f"{LAPIDAS}deleted-entry")
    assert lapida.find(f"{ATOM}link") is None
    assert hoja.slug not in client.get("/es/banco/cambios.xml").content.decode()


def test_lo_que_vuelve_deja_de_estar_entre_lo_retirado(
    focal, asesora, moderadora, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hoja = f.publicada(focal, asesora, moderadora)
        retiro.retirar(f.fresca(hoja), moderadora, "Motivo.")
        f.cambiar(f.fresca(hoja), focal, resumen="Vuelve.")
        f.enviar(hoja, focal)
        f.estudiar(hoja, asesora)
        f.avalar(hoja, moderadora)
    arbol = _cambios(client)
    assert not list(arbol.iterfind(f"{LAPIDAS}deleted-entry")) and len(list(arbol.iterfind(f"{ATOM}entry"))) == 1


def test_lo_que_nunca_se_publico_no_deja_huella_y_cada_idioma_dice_lo_suyo(
    hoja, focal, comunicaciones, moderadora, client
):
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    borrador = f.practica(focal, titulo="Nunca se publicó")
    retiro.borrar(borrador, moderadora, "Sobraba.")
    arbol = _cambios(client)
    assert not list(arbol.iterfind(f"{LAPIDAS}deleted-entry"))
    retiro.retirar(f.fresca(hoja), moderadora, "Motivo.")
    for direccion, idioma in (("/es/banco/cambios.xml", "es"), ("/en/bank/cambios.xml", "en")):
        [lapida] = _cambios(client, direccion).iterfind(f"{LAPIDAS}deleted-entry")
        assert lapida.get("ref").endswith(f":{idioma}")
