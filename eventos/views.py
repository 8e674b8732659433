"""The calendars as files, under the address of the events page of each language."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from . import agenda
from .models import EventosPage

TODO = "agenda"


def ics(request, seccion, nombre):
    """``agenda.ics``: all that the filters of the address choose; any other name: the event of that address."""
    pagina = get_object_or_404(EventosPage.objects.live(), slug=seccion, locale__language_code=get_language())
    if nombre == TODO:
        calendario = agenda.de_la_pagina(pagina, request)
    else:
        evento = pagina.objetos().select_related("ciudad", "locale", "aval").filter(slug=nombre).first()
        if evento is None or not evento.con_dia:
            raise Http404
        calendario = agenda.de_un_evento(pagina, request, evento)
    respuesta = HttpResponse(calendario.to_ical(), content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = f'inline; filename="{nombre}.ics"'
    respuesta["Cache-Control"] = "public, max-age=3600"
    return respuesta
