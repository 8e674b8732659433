"""Calendars that people can keep (iCalendar, RFC 5545): events and the closes of calls, in one language."""

import datetime

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vDuration, vUri

from base.palabras import lineas_visibles
from base.texto import sin_control

from .calendario import Filtros

PRODID = "-//Banco de Buenas Prácticas de Bogotá//Agenda//ES"
# Part of the identity of every entry: it never changes, wherever the site is served from.
DOMINIO = "banco-de-buenas-practicas.bogota"
AVISO = datetime.timedelta(days=-7)
_ESTADOS = {"programado": "CONFIRMED", "aplazado": "TENTATIVE", "cancelado": "CANCELLED"}


def de_la_pagina(pagina, request):
    """All the events whose day is known, and all the closes of calls, that the filters of the address choose."""
    filtros = Filtros(request.GET, pagina.locale_id)
    calendario = _calendario()
    # With a name and a pace it is a calendar that people follow; an event alone goes into the one that they have.
    calendario.add("x-wr-calname", f"{pagina.title} · {_('Banco de Buenas Prácticas de Bogotá')}")
    calendario.add("refresh-interval", vDuration(datetime.timedelta(days=1)), parameters={"VALUE": "DURATION"})
    base = pagina.get_full_url(request)
    eventos = filtros.eventos().filter(fecha_inicio__isnull=False, precision="dia")
    for evento in eventos.select_related("ciudad", "aval").order_by("fecha_inicio"):
        calendario.add_component(_entrada(evento, f"{base}{evento.slug}/"))
    cierres = filtros.convocatorias().en_su_idioma(pagina.locale_id)
    indice = cierres[0].premio.indice if cierres else None
    for edicion in cierres:
        raiz = indice.get_full_url(request) if indice else None
        url = f"{raiz}{edicion.premio.slug}/" if raiz else base
        calendario.add_component(_cierre(edicion, url))
    return _terminar(calendario)


def de_un_evento(pagina, request, evento):
    calendario = _calendario()
    calendario.add_component(_entrada(evento, f"{pagina.get_full_url(request)}{evento.slug}/"))
    return _terminar(calendario)


def _calendario():
    calendario = Calendar()
    calendario.add("prodid", PRODID)
    calendario.add("version", "2.0")
    calendario.add("calscale", "GREGORIAN")
    calendario.add("method", "PUBLISH")
    calendario.add("x-wr-timezone", "America/Bogota")
    return calendario


def _terminar(calendario):
    """Describe the time zones for the years that the calendar covers: a century of clock changes helps nobody."""
    anios = [entrada["dtstart"].dt.year for entrada in calendario.walk("VEVENT")]
    if anios:
        calendario.add_missing_timezones(
            first_date=datetime.date(min(anios), 1, 1), last_date=datetime.date(max(anios) + 2, 1, 1)
        )
    return calendario


def _base(objeto, uid, url):
    entrada = Event()
    entrada.add("uid", f"{uid}@{DOMINIO}")
    entrada.add("dtstamp", objeto.last_published_at.astimezone(datetime.UTC))
    entrada.add("last-modified", objeto.last_published_at.astimezone(datetime.UTC))
    versiones = (objeto.aval.numero if objeto.aval else 0, getattr(objeto, "version_del_original", None) or 0)
    entrada.add("sequence", sum(versiones))
    entrada.add("url", vUri(url))
    return entrada


def _entrada(evento, url):
    entrada = _base(evento, f"evento-{evento.translation_key}", url)
    nombre = evento.nombre if evento.en_pie else f"{evento.nombre_del_estado}: {evento.nombre}"
    entrada.add("summary", sin_control(nombre))
    entrada.add("status", _ESTADOS[evento.estado_publico])
    if evento.inicio:
        entrada.add("dtstart", evento.inicio)
        if fin := evento.fin or _cierre_del_ultimo_dia(evento):
            entrada.add("dtend", fin)
    else:
        entrada.add("dtstart", evento.fecha_inicio)
        entrada.add("dtend", evento.ultimo_dia + datetime.timedelta(days=1))
    donde = ", ".join(str(parte) for parte in (evento.lugar, evento.ciudad) if parte) or evento.enlace_virtual
    if donde:
        entrada.add("location", sin_control(donde))
    descripcion = "\n".join(lineas_visibles(evento.descripcion))
    entrada.add("description", sin_control(f"{descripcion}\n\n{url}".strip()))
    entrada.add("categories", [str(evento.get_tipo_display())])
    return entrada


def _cierre_del_ultimo_dia(evento):
    """When the last of several days is over; None for one day, whose end is unknown while its hour is."""
    if evento.ultimo_dia == evento.fecha_inicio:
        return None
    return datetime.datetime.combine(
        evento.ultimo_dia + datetime.timedelta(days=1), datetime.time(), evento.inicio.tzinfo
    )


def _cierre(edicion, url):
    premio = edicion.premio
    entrada = _base(premio, f"convocatoria-{premio.translation_key}-{edicion.anio}", url)
    entrada.add("summary", _("Cierra la convocatoria: %(premio)s %(anio)s") % _datos(edicion))
    entrada.add("status", "CONFIRMED")
    entrada.add("dtstart", edicion.cierra)
    entrada.add("dtend", edicion.cierra + datetime.timedelta(days=1))
    entrada.add("transp", "TRANSPARENT")
    entrada.add("description", f"{edicion.enlace}\n{url}".strip())
    entrada.add("categories", [_("Cierre de convocatorias")])
    alarma = Alarm()
    alarma.add("action", "DISPLAY")
    alarma.add("description", _("En siete días cierra la convocatoria: %(premio)s %(anio)s") % _datos(edicion))
    alarma.add("trigger", AVISO)
    entrada.add_component(alarma)
    return entrada


def _datos(edicion):
    return {"premio": edicion.premio.nombre_corto, "anio": edicion.anio}
