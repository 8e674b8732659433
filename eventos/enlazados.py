"""Linked data (schema.org) of events, awards and recognitions, for search engines and catalogues: plain dicts."""

from django.utils.translation import gettext as _

from base.fechas import iso
from publicables.templatetags.publicables_tags import en_prosa

_ESTADOS = {
    "programado": "https://schema.org/EventScheduled",
    "aplazado": "https://schema.org/EventPostponed",
    "cancelado": "https://schema.org/EventCancelled",
}
_MODOS = {
    (True, False): "https://schema.org/OfflineEventAttendanceMode",
    (False, True): "https://schema.org/OnlineEventAttendanceMode",
    (True, True): "https://schema.org/MixedEventAttendanceMode",
}


def _lleno(datos):
    return {clave: valor for clave, valor in datos.items() if valor not in (None, "", [], {})}


def organizacion(nombre, url=""):
    return _lleno({"@type": "Organization", "name": nombre, "url": url})


def obra(practica):
    """A practice, as the work that an event shows or an award recognises."""
    return _lleno({"@type": "CreativeWork", "name": practica.title, "url": practica.full_url})


def lugar(ciudad, recinto=""):
    direccion = {
        "@type": "PostalAddress",
        "addressLocality": ciudad.nombre,
        "addressCountry": ciudad.pais.code,
    }
    return {"@type": "Place", "name": recinto or ciudad.nombre, "address": direccion}


def _desde(evento):
    """The start as ISO 8601, as precisely as it is known: a moment with its offset, a day, a month or a year."""
    return evento.inicio.isoformat() if evento.inicio else iso(evento.fecha_inicio, evento.precision)


def _hasta(evento):
    """The end; None when it is unknown. A start with an hour says nothing of an end without one on the same day."""
    if not evento.con_dia:
        return None
    if evento.fin:
        return evento.fin.isoformat()
    return None if evento.inicio and evento.ultimo_dia == evento.fecha_inicio else evento.ultimo_dia.isoformat()


def evento(uno, url, redes=(), practicas=()):
    """An event; empty while its date is unknown. ``redes`` are pairs name, address."""
    if not uno.fecha_inicio:
        return {}
    lugares = [lugar(uno.ciudad, uno.lugar)] if uno.ciudad else []
    if uno.enlace_virtual:
        lugares.append({"@type": "VirtualLocation", "url": uno.enlace_virtual})
    organizadores = [organizacion(nombre) for nombre in uno.quienes]
    return {
        "@type": "Event",
        "name": uno.nombre,
        "description": en_prosa(uno.descripcion),
        "startDate": _desde(uno),
        "endDate": _hasta(uno),
        # What passed as it was planned is not to come: no status is the one that says so.
        "eventStatus": None if uno.en_pie and uno.paso else _ESTADOS[uno.estado_publico],
        "eventAttendanceMode": _MODOS.get((bool(uno.ciudad), bool(uno.enlace_virtual))),
        "location": lugares,
        "organizer": [*organizadores, *(organizacion(*red) for red in redes)],
        "workFeatured": [obra(practica) for practica in practicas],
        "url": url,
        "inLanguage": uno.locale.language_code,
    }


def _edicion(premio, edicion):
    """One edition: an event on the day it is given, or in its year while the day is unknown."""
    return _lleno(
        {
            "@type": "Event",
            "name": f"{premio.nombre} {edicion.anio}",
            "startDate": edicion.entrega.isoformat() if edicion.entrega else str(edicion.anio),
            "location": lugar(edicion.ciudad) if edicion.ciudad else None,
            "url": edicion.enlace,
        }
    )


def _en_palabras(reconocimiento, nombre):
    """A recognition as the vocabulary has it: a line of text."""
    partes = (nombre, reconocimiento.anio, reconocimiento.categoria, reconocimiento.get_resultado_display())
    return " · ".join(str(parte) for parte in partes if parte)


def reconocidos(ternas):
    """Who was given what, of ``(recognition, practice or None, name of the award)``: the city first, then works."""
    ciudad, obras = [], {}
    for uno, practica, nombre in ternas:
        if practica is None:
            ciudad.append(_en_palabras(uno, nombre))
        else:
            obras.setdefault(practica.pk, {**obra(practica), "award": []})["award"].append(_en_palabras(uno, nombre))
    alcaldia = {"@type": "GovernmentOrganization", "name": _("Alcaldía Mayor de Bogotá"), "award": ciudad}
    return [*([alcaldia] if ciudad else []), *obras.values()]


def premio(uno, url, redes=(), ediciones=(), reconocimientos=()):
    """An award with its editions, and who was recognised in it. ``redes`` are pairs name, address."""
    otros = [organizacion(nombre) for nombre in uno.quienes]
    serie = {
        "@type": "EventSeries",
        "name": uno.nombre,
        "alternateName": uno.sigla,
        "description": en_prosa(uno.descripcion),
        "url": url,
        "sameAs": uno.sitio,
        "organizer": [*(organizacion(*red) for red in redes), *otros],
        "subEvent": [_edicion(uno, edicion) for edicion in ediciones],
        "inLanguage": uno.locale.language_code,
    }
    ternas = [(reconocimiento, practica, uno.nombre) for reconocimiento, practica in reconocimientos]
    return {"@graph": [_lleno(serie), *reconocidos(ternas)]}
