"""Reminding of commitments by mail, and showing whose they are on the dashboard: one road for the rooms that have them.

A room that has commitments registers its ``Fuente`` in ``ready()``; this one does not know what they come from.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin.ui.components import Component

from .avisos import una_vez
from .correo import direccion_completa, idioma_de
from .models import Usuario

PLAZOS = (14, 3, 0)  # days ahead
A_LA_VISTA = 10


@dataclass(frozen=True)
class Fuente:
    """Where commitments come from.

    ``clave``: of its notices in the ledger. ``abiertos``: those that nobody has ended. ``de``: those of an account.
    ``de_quienes``: the accounts that are reminded of one. ``donde``: what it is of, and the path to its report.
    """

    clave: str
    abiertos: Callable[[], QuerySet]
    de: Callable[[Usuario], QuerySet]
    de_quienes: Callable[[Any], QuerySet]
    donde: Callable[[Any], tuple[str, str]]


FUENTES: list[Fuente] = []


def recordar(hoy=None):
    """Remind of the commitments that are due in 14 and 3 days and today, each once. Returns how many mails.

    A day on which this does not run loses nothing: the nearest term that has passed is announced the next time.
    """
    hoy = hoy or timezone.localdate()
    enviados = 0
    for fuente in FUENTES:
        cercanos = fuente.abiertos().filter(vence__gte=hoy, vence__lte=hoy + datetime.timedelta(days=PLAZOS[0]))
        for compromiso in cercanos:
            plazo = min(dias for dias in PLAZOS if dias >= (compromiso.vence - hoy).days)
            clave = f"{fuente.clave}:{compromiso.pk}:{compromiso.vence}:{plazo}"
            for persona in fuente.de_quienes(compromiso):
                enviados += una_vez(
                    clave,
                    persona.email,
                    lambda persona=persona, uno=compromiso, fuente=fuente: _carta(persona, fuente, uno, hoy),
                )
    return enviados


def cuanto_falta(dias):
    """«hoy», «en 3 días», «hace 2 días»."""
    if dias < 0:
        return ngettext("hace %(dias)s día", "hace %(dias)s días", -dias) % {"dias": -dias}
    if dias == 0:
        return _("hoy")
    return ngettext("en %(dias)s día", "en %(dias)s días", dias) % {"dias": dias}


def _carta(persona, fuente, compromiso, hoy):
    with override(idioma_de(persona)):
        de_que, ruta = fuente.donde(compromiso)
        datos = {
            "que": compromiso.que,
            "sesion": de_que,
            "fecha": date_format(compromiso.vence, "DATE_FORMAT"),
            "cuando": cuanto_falta((compromiso.vence - hoy).days),
            "url": direccion_completa(ruta),
        }
        texto = _(
            "Vence el %(fecha)s (%(cuando)s) un compromiso de «%(sesion)s»:\n\n%(que)s\n\n"
            "Cuando lo haya cumplido, diga qué lo muestra:\n%(url)s"
        )
        return _("Vence %(cuando)s: un compromiso suyo") % datos, texto % datos


class CompromisosPanel(Component):
    """The open commitments of whoever looks, from every room, the nearest first."""

    name = "compromisos"
    template_name = "actores/tablero_compromisos.html"
    order = 125

    def __init__(self, usuario):
        self.usuario = usuario

    def get_context_data(self, parent_context):
        return {"filas": de_la_persona(self.usuario)[:A_LA_VISTA]}


def de_la_persona(usuario):
    """The open commitments of ``usuario``, as rows that say what, of what, where, by when: list of dicts."""
    hoy, filas = timezone.localdate(), []
    for fuente in FUENTES:
        for uno in fuente.de(usuario).order_by(F("vence").asc(nulls_last=True), "pk")[:A_LA_VISTA]:
            de_que, ruta = fuente.donde(uno)
            falta = cuanto_falta((uno.vence - hoy).days) if uno.vence else ""
            filas.append({"que": uno.que, "de_que": de_que, "url": ruta, "vence": uno.vence, "falta": falta})
    return sorted(filas, key=lambda fila: (fila["vence"] is None, fila["vence"] or hoy))
