"""Events, awards and recognitions as linked data: read from the page as a search engine reads them."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup

from aval import flujo
from eventos.models import EdicionDePremio, Premio, Presentacion, Reconocimiento, RedDeEvento
from redes.models import Red
from tests import fabrica as f
from vocabulario.models import Ciudad

from .comunes import agenda, espanol, evento, vivo

DIA, HORA = datetime.date, datetime.time

pytestmark = pytest.mark.django_db


def enlazados(client, direccion):
    """The one block of linked data of a page, beside the way to it."""
    bloques = BeautifulSoup(client.get(direccion).content, "html.parser").find_all("script", type="application/ld+json")
    (datos,) = [leido for uno in bloques if (leido := json.loads(uno.string)).get("@type") != "BreadcrumbList"]
    assert datos["@context"] == "https://schema.org"
    return datos


def test_un_evento_dice_cuando_donde_y_de_quien(client):
    hoja = f.viva(titulo="Agua de páramo")
    flujo.avalar_de_instalacion(Red.objects.get(slug="c40"))
    vivo(
        evento(
            nombre="Foro <del> Agua",
            slug="agua",
            descripcion="<p>Sobre el agua</p></script>",
            fecha_inicio=DIA(2027, 7, 3),
            hora_inicio=HORA(9),
            fecha_fin=DIA(2027, 7, 4),
            hora_fin=HORA(17, 30),
            zona="America/New_York",
            ciudad=Ciudad.objects.get(codigo="bogota"),
            lugar="Ágora",
            enlace_virtual="https://example.org/sala",
            organizadores="Alcaldía",
        ),
        redes=[RedDeEvento(red=Red.objects.get(slug="c40"))],
        presentaciones=[Presentacion(practica=hoja.page_ptr)],
    )
    datos = enlazados(client, "/es/eventos/agua/")
    assert datos["@type"] == "Event" and datos["name"] == "Foro <del> Agua"
    # The offset of the place on that day, summer time included.
    assert datos["startDate"] == "2027-07-03T09:00:00-04:00" and datos["endDate"] == "2027-07-04T17:30:00-04:00"
    lugar, sala = datos["location"]
    assert lugar["name"] == "Ágora"
    assert lugar["address"] == {"@type": "PostalAddress", "addressLocality": "Bogotá", "addressCountry": "CO"}
    assert sala == {"@type": "VirtualLocation", "url": "https://example.org/sala"}
    assert datos["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert datos["eventStatus"] == "https://schema.org/EventScheduled"
    assert [uno["name"] for uno in datos["organizer"]] == ["Alcaldía", Red.objects.get(slug="c40").nombre]
    assert [una["url"] for una in datos["workFeatured"]] == [hoja.full_url]


@pytest.mark.parametrize(
    ("campos", "esperado"),
    [
        ({"fecha_inicio": DIA(2027, 5, 3)}, {"startDate": "2027-05-03", "endDate": "2027-05-03"}),
        # No hour of closing: nothing is said of the end.
        ({"fecha_inicio": DIA(2027, 5, 3), "hora_inicio": HORA(9)}, {"startDate": "2027-05-03T09:00:00-05:00"}),
        ({"fecha_inicio": DIA(2027, 5, 1), "precision": "mes"}, {"startDate": "2027-05"}),
        ({"fecha_inicio": DIA(2027, 1, 1), "precision": "anio"}, {"startDate": "2027"}),
        (
            {"fecha_inicio": DIA(2027, 5, 3), "estado": "cancelado"},
            {"startDate": "2027-05-03", "eventStatus": "https://schema.org/EventCancelled"},
        ),
        (
            {"fecha_inicio": DIA(2027, 5, 3), "estado": "aplazado", "enlace_virtual": "https://example.org/s"},
            {
                "eventStatus": "https://schema.org/EventPostponed",
                "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            },
        ),
    ],
)
def test_un_evento_no_dice_mas_de_lo_que_se_sabe(campos, esperado, client):
    vivo(evento(slug="uno", **campos))
    datos = enlazados(client, "/es/eventos/uno/")
    assert {clave: datos[clave] for clave in esperado} == esperado
    assert ("endDate" in datos) == ("precision" not in campos and "hora_inicio" not in campos)
    assert "location" not in datos or datos["location"][0]["@type"] == "VirtualLocation"


PROSA = (
    "<p>Agua &amp; clima: 3 &lt; 5</p><ul><li>Uno</li><li>Dos</li></ul>"
    "<p>Línea<br/>otra<br>más</p><hr/><h3>Fin</h3><p>Ya</p>"
)


def test_la_prosa_llega_a_los_calendarios_y_a_los_datos_como_se_lee(client):
    """With the signs that people wrote, and no word welded to the next."""
    vivo(evento(slug="uno", descripcion=PROSA, fecha_inicio=DIA(2027, 5, 3)))
    (entrada,) = agenda(client).walk("VEVENT")
    lineas = ["Agua & clima: 3 < 5", "Uno", "Dos", "Línea", "otra", "más", "Fin", "Ya"]
    assert str(entrada["DESCRIPTION"]).splitlines()[: len(lineas)] == lineas
    assert enlazados(client, "/es/eventos/uno/")["description"] == " ".join(lineas)
    pagina = BeautifulSoup(client.get("/es/eventos/uno/").content, "html.parser")
    for clave in ({"name": "description"}, {"property": "og:description"}):
        assert pagina.find("meta", clave)["content"] == " ".join(lineas)
    premio = Premio.objects.get(slug="guangzhou")
    premio.descripcion = PROSA
    premio.save()
    flujo.avalar_de_instalacion(premio)
    assert enlazados(client, "/es/premios/guangzhou/")["@graph"][0]["description"] == " ".join(lineas)
    red = Red.objects.get(slug="c40")
    red.descripcion = PROSA
    red.save()
    flujo.avalar_de_instalacion(red)
    assert enlazados(client, red.get_full_url())["description"] == " ".join(lineas)


def test_un_premio_dice_sus_ediciones_y_a_quien_reconocio(client):
    flujo.avalar_de_instalacion(Red.objects.get(slug="cglu"))
    hoja = f.viva(titulo="Práctica premiada")
    premio = Premio.objects.get(slug="guangzhou")
    premio.ediciones = [
        EdicionDePremio(anio=2025),
        EdicionDePremio(anio=2027, entrega=DIA(2027, 6, 1), ciudad=Ciudad.objects.get(codigo="bogota")),
    ]
    premio.save()
    flujo.avalar_de_instalacion(premio)
    for practica, categoria in ((hoja.page_ptr, "Aire limpio"), (None, "Gobierno")):
        vivo(
            Reconocimiento(
                live=False,
                locale=espanol(),
                premio=premio,
                anio=2025,
                resultado="finalista",
                practica=practica,
                categoria=categoria,
            )
        )
    serie, ciudad, obra = enlazados(client, "/es/premios/guangzhou/")["@graph"]
    assert serie["@type"] == "EventSeries" and serie["name"] == premio.nombre
    assert serie["sameAs"] == premio.sitio_web
    assert [uno["name"] for uno in serie["organizer"]] == [Red.objects.get(slug="cglu").nombre]  # the other is a draft
    assert [(una["startDate"], "location" in una) for una in serie["subEvent"]] == [
        ("2027-06-01", True),
        ("2025", False),
    ]
    assert ciudad["award"] == [f"{premio.nombre} · 2025 · Gobierno · Finalista"]
    assert obra["@type"] == "CreativeWork" and obra["url"] == hoja.full_url
    assert obra["award"] == [f"{premio.nombre} · 2025 · Aire limpio · Finalista"]
    linea = enlazados(client, "/es/premios/")["@graph"]
    assert linea == [ciudad, obra]
