"""Dates that approach: calls that close, events that start. On the dashboard, and once each by mail."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from actores.avisos import una_vez
from actores.correo import idioma_de
from actores.grupos import COMUNICACIONES, MODERACION, pertenece
from actores.models import Usuario
from base.idiomas import ESPANOL

from .models import EdicionDePremio, Evento, Premio

PLAZOS = (60, 30, 7)  # days ahead
# What rooms above add: functions (from, to) → list of ``Fecha``; and functions (``Fecha``, term, today) that tell other
# people of a close, and return how many mails they sent.
CIERRES, TAMBIEN = [], []


@dataclass(frozen=True)
class Fecha:
    """A date that approaches; ``clave`` tells it from any other, and changes with the date itself."""

    clave: str
    dia: object
    objeto: object
    es_cierre: bool

    def faltan(self, hoy):
        return (self.dia - hoy).days


def proximas(hoy, dias=PLAZOS[0]):
    """The closes of calls and the starts of events within ``dias`` from ``hoy``, the nearest first.

    Of the Spanish originals, with or without aval: to prepare an entry one does not wait for a translation.
    """
    hasta = hoy + datetime.timedelta(days=dias)
    cierres = EdicionDePremio.objects.filter(premio__locale__language_code=ESPANOL, cierra__range=(hoy, hasta))
    fechas = [
        Fecha(f"cierre:{una.premio.translation_key}:{una.anio}:{una.cierra}", una.cierra, una.premio, True)
        for una in cierres.select_related("premio")
    ]
    eventos = Evento.objects.filter(
        locale__language_code=ESPANOL,
        estado=Evento.Estado.PROGRAMADO,
        precision="dia",
        fecha_inicio__range=(hoy, hasta),
    )
    fechas += [
        Fecha(f"evento:{uno.translation_key}:{uno.fecha_inicio}", uno.fecha_inicio, uno, False) for uno in eventos
    ]
    fechas += [fecha for otras in CIERRES for fecha in otras(hoy, hasta)]
    return sorted(fechas, key=lambda fecha: (fecha.dia, fecha.clave))


def avisar(hoy=None):
    """Mail the calls that close in 60, 30 or 7 days to who prepares entries; each once. Returns how many mails.

    A day on which this does not run loses nothing: the nearest term that has passed is announced the next time.
    """
    hoy = hoy or timezone.localdate()
    personas = Usuario.objects.filter(is_active=True, groups__name__in=(COMUNICACIONES, MODERACION)).exclude(email="")
    enviados = 0
    for fecha in proximas(hoy):
        if not fecha.es_cierre:
            continue
        plazo = min(dias for dias in PLAZOS if dias >= fecha.faltan(hoy))
        for persona in personas.distinct().select_related("wagtail_userprofile"):
            enviados += _avisar_a(persona, fecha, plazo, hoy)
        enviados += sum(avisan(fecha, plazo, hoy) for avisan in TAMBIEN)
    return enviados


def _avisar_a(persona, fecha, plazo, hoy):
    def carta():
        with override(idioma_de(persona)):
            datos = {
                "premio": nombre_de(fecha.objeto),
                "fecha": date_format(fecha.dia, "DATE_FORMAT"),
                "cuando": cuando(fecha.faltan(hoy)),
                "url": _direccion(persona, fecha.objeto),
            }
            asunto = _("Cierra %(cuando)s: %(premio)s") % datos
            texto = _(
                "La convocatoria de «%(premio)s» cierra el %(fecha)s (%(cuando)s).\n\n"
                "En la administración del Banco, abra el premio y elija «Prácticas que encajan» para ver cuáles "
                "podrían presentarse y qué le falta a cada una:\n%(url)s"
            )
        return asunto, texto % datos

    return una_vez(f"{fecha.clave}:{plazo}", persona.email, carta)


def nombre_de(objeto):
    """What is called an event, an award or what a room above adds."""
    return objeto.nombre if isinstance(objeto, (Evento, Premio)) else str(objeto)


def cuando(dias):
    """How far ahead: «hoy», «en 7 días»."""
    if dias == 0:
        return _("hoy")
    return ngettext("en %(dias)s día", "en %(dias)s días", dias) % {"dias": dias}


def _direccion(persona, objeto):
    return f"{settings.WAGTAILADMIN_BASE_URL}{AdminURLFinder(persona).get_edit_url(objeto) or ''}"


# What other rooms offer beside each date: functions (event or award) → (text, address).
ENLACES = []


class FechasPanel(Component):
    """On the dashboard: the dates of the next sixty days."""

    name = "fechas"
    template_name = "eventos/admin/tablero_fechas.html"
    order = 130

    def __init__(self, request):
        self.request = request

    @cached_property
    def filas(self):
        hoy = timezone.localdate()
        buscador = AdminURLFinder(self.request.user)
        return [
            {
                "fecha": fecha,
                "enlaces": [enlace(fecha.objeto) for enlace in ENLACES],
                "cuando": cuando(fecha.faltan(hoy)),
                "url": buscador.get_edit_url(fecha.objeto),
            }
            for fecha in proximas(hoy)
        ]

    def get_context_data(self, parent_context):
        return {"filas": self.filas}


def paneles(request):
    """The panels that ``request.user`` needs."""
    return [FechasPanel(request)] if pertenece(request.user, COMUNICACIONES, MODERACION) else []
