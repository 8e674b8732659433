"""When and where, in the form of the reader; and events as linked data."""

from django import template
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from redes.templatetags.redes_tags import en_prosa, json_ld

register = template.Library()

_ESTADOS = {
    "programado": "https://schema.org/EventScheduled",
    "aplazado": "https://schema.org/EventPostponed",
    "cancelado": "https://schema.org/EventCancelled",
}


@register.simple_tag
def fechas(evento):
    """When an event is, as precisely as it is known: «9 de diciembre de 2013», «3–5 de mayo de 2027», «2014»."""
    inicio, fin = evento.fecha_inicio, evento.fecha_fin
    if not inicio:
        return _("Fecha no registrada")
    if evento.precision == "anio":
        return str(inicio.year)
    if evento.precision == "mes":
        return date_format(inicio, _("F \\d\\e Y"))
    if not fin or fin == inicio:
        return date_format(inicio, "DATE_FORMAT")
    if (inicio.year, inicio.month) == (fin.year, fin.month):
        return _("%(de)s–%(a)s %(mes)s") % {
            "de": inicio.day,
            "a": fin.day,
            "mes": date_format(inicio, _("\\d\\e F \\d\\e Y")),
        }
    return f"{date_format(inicio, 'DATE_FORMAT')} – {date_format(fin, 'DATE_FORMAT')}"


@register.simple_tag
def horas(evento):
    """From what time to what time, with the name of the time zone; empty when it lasts all day."""
    if not evento.hora_inicio:
        return ""
    horas = "–".join(time_format(hora, "H:i") for hora in (evento.hora_inicio, evento.hora_fin) if hora)
    return f"{horas} ({_('hora de')} {evento.zona.rpartition('/')[2].replace('_', ' ')})"


@register.simple_tag(takes_context=True)
def evento_ld(context, evento):
    """An event as a schema.org Event."""
    if not evento.con_dia:
        return ""
    lugares = []
    if evento.ciudad:
        direccion = {
            "@type": "PostalAddress",
            "addressLocality": evento.ciudad.nombre,
            "addressCountry": evento.ciudad.pais.code,
        }
        lugares.append({"@type": "Place", "name": evento.lugar or evento.ciudad.nombre, "address": direccion})
    if evento.enlace_virtual:
        lugares.append({"@type": "VirtualLocation", "url": evento.enlace_virtual})
    return json_ld(
        {
            "@type": "Event",
            "name": evento.nombre,
            "description": en_prosa(evento.descripcion),
            "startDate": (evento.inicio or evento.fecha_inicio).isoformat(),
            "endDate": (evento.fin or evento.ultimo_dia).isoformat(),
            "eventStatus": _ESTADOS[evento.estado],
            "location": lugares,
            "organizer": evento.organizadores and {"@type": "Organization", "name": evento.organizadores},
            "url": evento.get_full_url(context.get("request")),
            "inLanguage": evento.locale.language_code,
        }
    )
