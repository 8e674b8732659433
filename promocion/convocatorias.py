"""Calls of targets as they open and close: for the calendar, for iCalendar and for who is told that they close."""

import datetime
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Alarm, Calendar, Event

from actores.avisos import una_vez
from actores.correo import direccion_completa, idioma_de
from actores.grupos import PUNTOS_FOCALES
from actores.models import Usuario
from base.texto import sin_control
from eventos.agenda import AVISO, DOMINIO, PRODID
from eventos.avisos import Fecha, cuando

from .models import Objetivo, Paquete


def con_fecha():
    """The targets with some known date: list of ``(target, opens, closes)``, those still to close first."""
    hoy = timezone.localdate()
    objetivos = Objetivo.objects.select_related("premio").prefetch_related("premio__ediciones")
    filas = [(uno, *uno.fechas) for uno in objetivos if any(uno.fechas)]

    def orden(fila):
        dias = ((fila[2] or fila[1]) - hoy).days
        return dias < 0, abs(dias), str(fila[0])

    return sorted(filas, key=orden)


def estado_de(abre, cierra, hoy):
    """How a call stands on the day ``hoy``: a sentence."""
    if cierra and cierra < hoy:
        return _("cerrada")
    if abre and abre > hoy:
        return _("por abrir")
    return _("abierta") if cierra or abre else _("sin fechas")


def cierres(hoy, hasta):
    """The closes of targets whose dates are their own: list of ``Fecha``. Those of awards are told by their room."""
    propios = Objetivo.objects.filter(cierra__range=(hoy, hasta)).select_related("premio")
    return [
        Fecha(f"objetivo:{uno.pk}:{uno.cierra}", uno.cierra, uno, True)
        for uno in propios.prefetch_related("premio__ediciones")
        if uno.fechas[1] == uno.cierra
    ]


def avisar_a_las_entidades(fecha, plazo, hoy):
    """Tell the puntos focales whose entity has a package under way for it; each once. Returns how many mails."""
    objeto = fecha.objeto
    suyos = Q(objetivo=objeto) if isinstance(objeto, Objetivo) else Q(objetivo__premio=objeto)
    en_marcha = (
        Paquete.objects.filter(suyos)
        .exclude(estado__in=(Paquete.Estado.PRESENTADO, Paquete.Estado.CERRADO))
        .select_related("practica", "objetivo")
    )
    enviados = 0
    for paquete in en_marcha:
        focales = Usuario.objects.filter(
            is_active=True, groups__name=PUNTOS_FOCALES, entidad=paquete.practica.entidad_id
        ).exclude(email="")
        for persona in focales.select_related("wagtail_userprofile"):
            clave = f"paquete:{paquete.pk}:{fecha.dia}:{plazo}"
            enviados += una_vez(clave, persona.email, partial(_carta, persona, paquete, fecha, hoy))
    return enviados


def _carta(persona, paquete, fecha, hoy):
    with override(idioma_de(persona)):
        datos = {
            "practica": paquete.practica.title,
            "objetivo": paquete.objetivo,
            "cuando": cuando(fecha.faltan(hoy)),
            "fecha": date_format(fecha.dia, "DATE_FORMAT"),
            "url": direccion_completa(reverse("postulaciones:paquete", args=[paquete.pk])),
        }
        asunto = _("Cierra %(cuando)s: %(objetivo)s") % datos
        texto = _(
            "«%(practica)s» se está preparando para «%(objetivo)s», que cierra el %(fecha)s (%(cuando)s).\n\n"
            "Vea qué le falta y, si los datos son ciertos, confírmelos:\n%(url)s"
        )
    return asunto, texto % datos


def en_icalendar(direccion):
    """The calendar of openings and closes; ``direccion``: function target → its address."""
    calendario = Calendar()
    calendario.add("prodid", PRODID)
    calendario.add("version", "2.0")
    calendario.add("x-wr-calname", _("Convocatorias a las que se puede postular"))
    ahora = timezone.now()
    for objetivo, abre, cierra in con_fecha():
        for dia, cual, frase in (
            (abre, "abre", _("Abre: %(objetivo)s")),
            (cierra, "cierra", _("Cierra: %(objetivo)s")),
        ):
            if dia:
                calendario.add_component(_entrada(objetivo, dia, cual, frase, ahora, direccion(objetivo)))
    return calendario


def _entrada(objetivo, dia, cual, frase, ahora, direccion):
    entrada = Event()
    entrada.add("uid", f"objetivo-{objetivo.clave}-{objetivo.edicion_anio or ''}-{cual}@{DOMINIO}")
    entrada.add("dtstamp", ahora)
    entrada.add("summary", sin_control(frase % {"objetivo": objetivo}))
    entrada.add("dtstart", dia)
    entrada.add("dtend", dia + datetime.timedelta(days=1))
    entrada.add("transp", "TRANSPARENT")
    entrada.add("url", direccion)
    entrada.add("description", sin_control("\n".join([*objetivo.fuentes[:1], direccion])))
    if cual == "cierra":
        alarma = Alarm()
        alarma.add("action", "DISPLAY")
        alarma.add("description", sin_control(frase % {"objetivo": objetivo}))
        alarma.add("trigger", AVISO)
        entrada.add_component(alarma)
    return entrada
