"""Events and calls of one language in the order of time, filtered as the address asks."""

import calendar
import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from base.fechas import SOLO_EL_ANIO
from base.generacion import por_generacion
from redes.models import Red

from .models.evento import Evento, RedDeEvento
from .models.premio import EdicionDePremio, OrganizadorDePremio

POR_PAGINA = 24
ANIOS = range(1900, 2101)  # those that have a page for each month


class Filtros:
    """Kind, network, country and «calls or not», from the address. What it does not know it ignores."""

    CONVOCATORIAS = "convocatoria"

    def __init__(self, datos, locale_id):
        self.locale_id = locale_id
        redes = Red.objects.vivos(locale_id).order_by("nombre")
        self.opciones = {
            "tipo": [*Evento.Tipo.choices, (self.CONVOCATORIAS, _("Cierre de convocatorias"))],
            "red": [(red.slug, red.nombre_corto) for red in redes],
            "pais": self._paises(Evento),
        }
        self.etiquetas = {"tipo": _("Tipo"), "red": _("Red"), "pais": _("País")}
        self.elegidos = {}
        for nombre, opciones in self.opciones.items():
            valor = datos.get(nombre, "")
            if valor in {codigo for codigo, _nombre in opciones}:
                self.elegidos[nombre] = valor
        self._red = next((red for red in redes if red.slug == self.elegidos.get("red")), None)

    def _paises(self, modelo):
        codigos = modelo.objects.vivos(self.locale_id).exclude(ciudad=None).order_by()
        codigos = codigos.values_list("ciudad__pais", flat=True).distinct()
        return sorted(((codigo, countries.name(codigo)) for codigo in codigos), key=lambda par: par[1])

    @property
    def campos(self):
        """For the form: list of dicts ``nombre``, ``etiqueta``, ``opciones``, ``elegido``."""
        return [
            {
                "nombre": nombre,
                "etiqueta": self.etiquetas[nombre],
                "opciones": opciones,
                "elegido": self.elegidos.get(nombre, ""),
            }
            for nombre, opciones in self.opciones.items()
            if len(opciones) > 1 or nombre in self.elegidos
        ]

    @property
    def consulta(self):
        return urlencode(self.elegidos)

    def eventos(self):
        eventos = Evento.objects.vivos(self.locale_id)
        if tipo := self.elegidos.get("tipo"):
            eventos = eventos.filter(tipo=tipo)
        if self._red:
            eventos = eventos.filter(pk__in=self._de_la_red(RedDeEvento, "evento"))
        if pais := self.elegidos.get("pais"):
            eventos = eventos.filter(ciudad__pais=pais)
        return eventos.select_related("ciudad")

    def _de_la_red(self, filas, campo):
        """Those with a row that names the chosen network: each once, however many rows do."""
        return filas.objects.filter(red__translation_key=self._red.translation_key).values(campo)

    def convocatorias(self):
        """The closes of calls that the filters let through: a queryset of editions (see ``en_su_idioma``)."""
        ediciones = EdicionDePremio.objects.publicas(self.locale_id).filter(cierra__isnull=False)
        if self.elegidos.get("tipo", self.CONVOCATORIAS) != self.CONVOCATORIAS:
            return ediciones.none()
        if self._red:
            ediciones = ediciones.filter(premio__in=self._de_la_red(OrganizadorDePremio, "premio"))
        if pais := self.elegidos.get("pais"):
            ediciones = ediciones.filter(ciudad__pais=pais)
        return ediciones.order_by("cierra")


def lista(filtros, numero, numero_de_venideros=None):
    """A page of what is to come, and a page of what is past."""
    hoy = timezone.localdate()
    eventos = filtros.eventos()
    venideros = [("evento", evento) for evento in eventos.por_venir(hoy).order_by("fecha_inicio", "nombre")]
    cierres = filtros.convocatorias().filter(cierra__gte=hoy).en_su_idioma(filtros.locale_id)
    cierres = [("convocatoria", edicion) for edicion in cierres]
    pasados = Paginator(eventos.pasados(hoy), POR_PAGINA).get_page(numero)
    juntos = sorted(venideros + cierres, key=lambda par: par[1].fecha_inicio if par[0] == "evento" else par[1].cierra)
    return {"venideros": Paginator(juntos, POR_PAGINA).get_page(numero_de_venideros), "pasados": pasados}


def de_un_mes(pagina, request, anio, mes):
    """The weeks of a month, each day with its events and calls, and the months beside it."""
    filtros = Filtros(request.GET, pagina.locale_id)
    primero = datetime.date(anio, mes, 1)
    ultimo = primero.replace(day=calendar.monthrange(anio, mes)[1])
    eventos = list(
        filtros.eventos()
        .filter(fecha_inicio__lte=ultimo)
        .exclude(fecha_fin=None, fecha_inicio__lt=primero)
        .exclude(fecha_fin__lt=primero)
        .exclude(precision__in=SOLO_EL_ANIO)
        .order_by("fecha_inicio", "hora_inicio", "nombre")
    )
    cierres = filtros.convocatorias().filter(cierra__range=(primero, ultimo)).en_su_idioma(pagina.locale_id)
    hay_algo, hoy = bool(eventos or cierres), timezone.localdate()

    def del_dia(dia):
        return {
            "dia": dia,
            "del_mes": dia.month == mes,
            "eventos": [e for e in eventos if e.con_dia and e.fecha_inicio <= dia <= e.ultimo_dia],
            "cierres": [edicion for edicion in cierres if edicion.cierra == dia],
        }

    # From month to month one gets to where something is, and a year ahead: the rest of the time is no page to crawl.
    desde, hasta = _primero_y_ultimo(pagina.locale_id)
    desde, hasta = min(desde or hoy, hoy), max(hasta or hoy, hoy.replace(year=hoy.year + 1, day=1))
    semanas = calendar.Calendar().monthdatescalendar(anio, mes)
    return {
        "bajo_la_pagina": f"{primero:%Y-%m}/",  # the same month in the other language
        "mes": primero,
        "semanas": [[del_dia(dia) for dia in semana] for semana in semanas],
        "sin_dia": [evento for evento in eventos if not evento.con_dia and evento.fecha_inicio >= primero],
        "anterior": primero - datetime.timedelta(days=1) if primero > desde else None,
        "siguiente": ultimo + datetime.timedelta(days=1) if ultimo < hasta else None,
        "este_mes": hoy.replace(day=1),
        "nombres_de_dias": [dia for dia in semanas[0]],
        "hay_algo": hay_algo,
        "cerca": [] if hay_algo else _cerca(filtros, primero, ultimo),
        "filtros": filtros,
        "hoy": hoy,
    }


@por_generacion
def _primero_y_ultimo(locale_id):
    """The first and the last day of that language on which there is something; None if there is nothing."""
    eventos = Evento.objects.vivos(locale_id).exclude(precision__in=SOLO_EL_ANIO).order_by()
    eventos = eventos.aggregate(a=Min("fecha_inicio"), b=Max("fecha_inicio"), c=Max("fecha_fin"))
    cierres = EdicionDePremio.objects.publicas(locale_id).order_by().aggregate(a=Min("cierra"), b=Max("cierra"))
    dias = [dia for dia in (*eventos.values(), *cierres.values()) if dia]
    return (min(dias), max(dias)) if dias else (None, None)


def _cerca(filtros, primero, ultimo):
    """The days nearest to an empty month, before and after it, on which something is: at most two."""
    eventos, cierres = (
        filtros.eventos().exclude(precision__in=SOLO_EL_ANIO).order_by(),
        filtros.convocatorias().order_by(),
    )
    antes = [
        eventos.filter(fecha_inicio__lt=primero).aggregate(dia=Max("fecha_inicio"))["dia"],
        cierres.filter(cierra__lt=primero).aggregate(dia=Max("cierra"))["dia"],
    ]
    despues = [
        eventos.filter(fecha_inicio__gt=ultimo).aggregate(dia=Min("fecha_inicio"))["dia"],
        cierres.filter(cierra__gt=ultimo).aggregate(dia=Min("cierra"))["dia"],
    ]
    return [elegir(dias) for elegir, lado in ((max, antes), (min, despues)) if (dias := [dia for dia in lado if dia])]
