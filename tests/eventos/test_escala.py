"""With ten, a hundred and a thousand events the pages cost the same queries, and a feed holds them all."""

import datetime

import icalendar
import pytest
import vobject

from eventos.models import Evento
from vocabulario.models import Ciudad

from .comunes import evento, vivo

DIA = datetime.date

# Page, site, frame, networks and countries of the filters, events, calls.
TECHOS = {"/es/eventos/": 14, "/es/eventos/2026-11/": 14, "/es/eventos/2031-01/": 18, "/es/eventos/agenda.ics": 10}

pytestmark = pytest.mark.django_db


def muchos(cuantos):
    """As many live events, half past and half to come: copies of the row of an approved one, as only a test may."""
    modelo = vivo(evento(nombre="Base", slug="base", fecha_inicio=DIA(2027, 1, 1)))
    Evento.objects.bulk_create(
        Evento(
            locale=modelo.locale,
            aval=modelo.aval,
            live=True,
            nombre=f"Evento {n}",
            slug=f"evento-{n}",
            tipo="foro",
            fecha_inicio=DIA(2026, 11, 21) + datetime.timedelta(days=n - cuantos // 2),
            hora_inicio=datetime.time(9),
            zona="Europe/Madrid",
            last_published_at=modelo.last_published_at,
            ciudad=Ciudad.objects.first(),
        )
        for n in range(cuantos - 1)
    )


@pytest.mark.parametrize("cuantos", [10, 100, 1000])
def test_las_consultas_no_crecen_con_los_eventos(cuantos, client, django_assert_max_num_queries, settings):
    settings.CACHE_DE_PAGINAS = 0
    muchos(cuantos)
    client.get("/es/eventos/")  # what is read once for each generation of the site
    for direccion, techo in TECHOS.items():
        with django_assert_max_num_queries(techo):
            respuesta = client.get(direccion)
        assert respuesta.status_code == 200
    assert len(icalendar.Calendar.from_ical(respuesta.content).walk("VEVENT")) == cuantos


def test_quinientos_eventos_en_un_calendario(client):
    muchos(500)
    respuesta = client.get("/es/eventos/agenda.ics")
    otra = vobject.readOne(respuesta.content.decode())
    entradas = icalendar.Calendar.from_ical(respuesta.content).walk("VEVENT")
    assert len(entradas) == len({str(una["UID"]) for una in entradas}) == len(otra.vevent_list) == 500
    assert [zona["TZID"] for zona in icalendar.Calendar.from_ical(respuesta.content).walk("VTIMEZONE")] == [
        "Europe/Madrid"
    ]


def test_lo_que_viene_y_lo_que_paso_van_por_paginas(client):
    muchos(100)
    vistos = set()
    for pagina in (1, 2, 3):
        respuesta = client.get(f"/es/eventos/?v={pagina}")
        vistos |= {par[1].pk for par in respuesta.context["venideros"]}
        assert len(respuesta.context["venideros"]) <= 24 and len(respuesta.context["pasados"]) <= 24
    assert len(vistos) == Evento.objects.vivos(Evento.objects.get(slug="base").locale_id).por_venir().count()
