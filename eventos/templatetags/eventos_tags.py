"""When and where, in the form of the reader; and events and awards as linked data."""

from django import template
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from base.fechas import dicha
from base.templatetags.enlazados_tags import json_ld
from base.texto import normalizar

from .. import enlazados
from ..models.evento import BOGOTA
from ..zonas import CIUDADES

register = template.Library()


@register.simple_tag
def fechas(evento):
    """When an event is, as precisely as it is known: «9 de diciembre de 2013», «3–5 de mayo de 2027», «2014»."""
    inicio, fin = evento.fecha_inicio, evento.fecha_fin
    if not inicio or not fin or fin == inicio:
        return dicha(inicio, evento.precision)
    if (inicio.year, inicio.month) == (fin.year, fin.month):
        return _("%(de)s–%(a)s %(mes)s") % {
            "de": inicio.day,
            "a": fin.day,
            "mes": date_format(inicio, _("\\d\\e F \\d\\e Y")),
        }
    return f"{date_format(inicio, 'DATE_FORMAT')} – {date_format(fin, 'DATE_FORMAT')}"


@register.simple_tag
def horas(evento):
    """From what time to what time, whose time that is, and how far from UTC; empty when it lasts all day."""
    if not evento.inicio:
        return ""
    horas = "–".join(time_format(hora, "H:i") for hora in (evento.hora_inicio, evento.hora_fin) if hora)
    utc = _desde_utc(evento.inicio)
    # Across a change of the clocks it ends farther from UTC than it began, or nearer.
    if evento.fin and (al_final := _desde_utc(evento.fin)) != utc:
        utc = _("%(utc)s; al terminar, %(al_final)s") % {"utc": utc, "al_final": al_final}
    datos = {"horas": horas, "ciudad": _ciudad_de_la_zona(evento), "utc": utc}
    return _("%(horas)s, hora de %(ciudad)s (%(utc)s)") % datos


def _ciudad_de_la_zona(evento):
    """The name of the zone's city as the reader writes it; the zones know it without accents, and only in English."""
    if evento.zona == BOGOTA:
        return "Bogotá"
    nombre = evento.zona.rpartition("/")[2].replace("_", " ")
    ciudad = evento.ciudad
    es_esa = ciudad and normalizar(nombre) in (normalizar(ciudad.nombre_es), normalizar(ciudad.nombre_en))
    return ciudad.nombre if es_esa else CIUDADES.get(nombre, nombre)


def _desde_utc(momento):
    minutos = round(momento.utcoffset().total_seconds() / 60)
    horas, resto = divmod(abs(minutos), 60)
    signo = "−" if minutos < 0 else "+"
    return f"UTC{signo}{horas}{f':{resto:02}' if resto else ''}" if minutos else "UTC"


def _con_direccion(context, redes):
    raiz = context.get("request")
    return [(red.nombre, red.get_full_url(raiz)) for red in redes or ()]


@register.simple_tag(takes_context=True)
def evento_ld(context, evento):
    """An event as a schema.org Event; nothing while its date is unknown."""
    datos = enlazados.evento(
        evento,
        evento.get_full_url(context.get("request")),
        _con_direccion(context, context.get("redes")),
        [practica for practica, _quien in context.get("presentaciones", ())],
    )
    return json_ld(datos) if datos else ""


@register.simple_tag(takes_context=True)
def premio_ld(context, premio):
    """An award as a schema.org EventSeries with its editions, and what the city was given."""
    return json_ld(
        enlazados.premio(
            premio,
            premio.get_full_url(context.get("request")),
            _con_direccion(context, context.get("redes")),
            context.get("ediciones", ()),
            context.get("reconocimientos", ()),
        )
    )


@register.simple_tag
def reconocimientos_ld(linea):
    """The line of time: who was given what. An award that is not live in the language is not named."""
    ternas = [(uno, practica, premio.nombre if premio else "") for uno, practica, premio in linea]
    return json_ld({"@graph": enlazados.reconocidos(ternas)}) if ternas else ""
