from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from actores.grupos import MODERACION, pertenece
from aval.permisos import puede_leer_su_historia
from aval.tablero import pantalla_de
from aval.views_retiro import url_de
from traducciones import atraso, paridad, servicio
from traducciones.permisos import puede_traducir

register = template.Library()


@register.simple_tag
def estado_de_traduccion(traduccion, objeto, usuario):
    """What the foot of the translation editor says and offers: dict.

    ``faltan`` (segments without text), ``espera`` (it is at the DDRI), ``carta`` (it came back with one),
    ``url_decision`` (for who decides on it), ``puede_enviar``, ``puede_traducir`` (at the desk), ``url_historia``.
    """
    estado = objeto.current_workflow_state
    tarea = estado.current_task_state if estado else None
    espera = bool(estado and estado.status == estado.STATUS_IN_PROGRESS)
    return {
        "faltan": servicio.segmentos_sin_traducir(traduccion).count(),
        "espera": espera,
        "carta": tarea.comment if tarea and not espera else "",
        "url_decision": pantalla_de(tarea) if espera and pertenece(usuario, MODERACION) else "",
        "puede_enviar": not espera and puede_traducir(usuario, objeto),
        "es_pagina": isinstance(objeto, Page),
        "puede_traducir": puede_traducir(usuario, objeto),
        "url_historia": url_de("historia", objeto) if puede_leer_su_historia(usuario, objeto) else "",
    }


@register.inclusion_tag("traducciones/includes/atraso.html")
def aviso_de_atraso(objeto):
    """For the reader of ``objeto``: which sections its original has left behind, and since when. Nothing if none."""
    # A page is read in its own language: that of the originals is behind nothing, and asks for no query.
    return {} if get_language() == settings.LANGUAGE_CODE else {"atraso": atraso.conocido(objeto)}


@register.simple_tag
def sin_traducir(objeto):
    """Set of the fields of ``objeto`` that are not in its language yet; empty of the language of the originals."""
    return set() if get_language() == settings.LANGUAGE_CODE else atraso.sin_traducir(objeto)


register.simple_tag(paridad.donde_empezar_el_ingles)
