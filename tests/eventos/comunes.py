"""What the tests of events and awards are made of."""

import icalendar
import vobject
from wagtail.models import Locale

from aval import flujo
from eventos.models import EdicionDePremio, Evento, Premio
from tests import fabrica as f


def espanol():
    return Locale.objects.get(language_code="es")


def evento(**campos):
    campos = {"nombre": "Foro de prueba", "tipo": "foro", **campos}
    return Evento(locale=espanol(), live=False, **campos)


def vivo(objeto, **filas):
    """``objeto`` live, with an aval made as the installation makes its own."""
    for nombre, valor in filas.items():
        setattr(objeto, nombre, valor)
    objeto.live = False
    objeto.full_clean(exclude=["translation_key"])
    objeto.save()
    flujo.avalar_de_instalacion(objeto)
    return f.fresca(objeto)


def premio_con_cierre(cierra, anio=None, **campos):
    premio = Premio.objects.get(slug="guangzhou", locale=espanol())
    premio.ediciones = [EdicionDePremio(anio=anio or cierra.year, cierra=cierra, **campos)]
    premio.save()
    flujo.avalar_de_instalacion(premio)
    return f.fresca(premio)


def agenda(client, direccion="/es/eventos/agenda.ics"):
    """The feed, read by two libraries that share no code: the first's calendar."""
    respuesta = client.get(direccion)
    assert respuesta.status_code == 200
    assert respuesta["Content-Type"].startswith("text/calendar")
    otra = vobject.readOne(respuesta.content.decode())
    calendario = icalendar.Calendar.from_ical(respuesta.content)
    assert len(calendario.walk("VEVENT")) == len(otra.contents.get("vevent", []))
    assert {str(uno["UID"]) for uno in calendario.walk("VEVENT")} == {
        uno.uid.value for uno in otra.contents.get("vevent", [])
    }
    return calendario
