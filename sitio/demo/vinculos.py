"""Networks, platforms, awards and events of the demonstration: what the installation brought, sent and approved.

And, to see what is still to come, an event and a call that say that they are examples.
"""

import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from aval import flujo
from base.idiomas import ESPANOL
from eventos.models import Evento, Premio, Presentacion, Reconocimiento
from practicas.models import PracticaPage
from promocion import servicio as postulaciones
from promocion.models import Objetivo
from traducciones import servicio

from .. import semillas
from ..prosa import leer

AGENDA = Path(__file__).with_name("agenda.toml")


def de_la_agenda(hoy=None):
    """What is still to come on the day ``hoy``, as ``semillas.archivos`` gives its rows."""
    hoy = hoy or timezone.localdate()
    datos = leer(AGENDA)

    def en(dias):
        return hoy + datetime.timedelta(days=dias)

    for premio in datos["premio"]:
        premio["edicion"] = [
            {"anio": en(una["cierra_en_dias"]).year}
            | {campo: en(una[f"{campo}_en_dias"]) for campo in ("abre", "cierra", "entrega")}
            for una in premio["edicion"]
        ]
    for evento in datos["evento"]:
        evento["fecha"] = en(evento["en_dias"])
    return [*((Premio, fila) for fila in datos["premio"]), *((Evento, fila) for fila in datos["evento"])]


def cargar(gente, avisar=lambda texto: None):
    """Take what is still a draft of the installation through its aval, in Spanish and then in English."""
    espanol, agenda = Locale.objects.get(language_code=ESPANOL), de_la_agenda()
    for modelo, fila in agenda:
        if not modelo.objects.filter(slug=semillas.slug_de(fila), locale=espanol).exists():
            semillas.escribir(modelo, fila, espanol)
    filas = [*semillas.archivos(), *agenda]
    for modelo, fila in filas:
        objeto = modelo.objects.filter(slug=semillas.slug_de(fila), locale__language_code=ESPANOL).first()
        if objeto and not objeto.avales.exists() and objeto.current_workflow_state is None:
            with transaction.atomic():
                _enlazar(objeto, fila, gente["comunicaciones"])
                _avalar(objeto, gente)
            avisar(str(objeto))
    for traduccion in semillas.traducir(gente["comunicaciones"], filas):
        servicio.proponer(traduccion, gente["comunicaciones"])
        _decidir(traduccion.get_target_instance(), gente["moderadora"])
    _preparar_paquetes(gente["comunicaciones"])


# Two practices before two forms, with what they really lack: practice, target, language.
PAQUETES = (("ceacsc", "opsi", "en"), ("ciclovia", "dubai", "es"))


def _preparar_paquetes(autora):
    """Their packages, with the answers that the ficha already gives within the limit; the rest is still to be done."""
    for slug, clave, idioma in PAQUETES:
        practica = PracticaPage.objects.filter(slug=slug, locale__language_code=ESPANOL, live=True).first()
        if practica is None:
            continue
        paquete, nuevo = postulaciones.preparar(practica, Objetivo.objects.get(clave=clave), idioma, autora)
        if nuevo:
            caben = {
                uno.campo.clave: uno.texto
                for uno in postulaciones.renglones(paquete)
                if uno.texto and not (uno.falta and uno.falta.cuanto)
            }
            postulaciones.guardar(paquete, caben, set(), autora)


def _enlazar(objeto, fila, autora):
    """The practices that the file names, which exist only in the demonstration."""
    if isinstance(objeto, Evento) and fila.get("practicas"):
        objeto.presentaciones = [Presentacion(practica=_practica(slug)) for slug in fila["practicas"]]
    elif isinstance(objeto, Reconocimiento) and fila.get("practica"):
        objeto.practica = _practica(fila["practica"])
    else:
        return
    objeto.save_revision(user=autora, log_action=True, clean=False)


def _practica(slug):
    return PracticaPage.objects.get(slug=slug, locale__language_code=ESPANOL).page_ptr


def _avalar(objeto, gente):
    flujo.enviar(objeto, gente["comunicaciones"])
    _decidir(objeto, gente["moderadora"])


def _decidir(objeto, moderadora):
    tarea = type(objeto).objects.get(pk=objeto.pk).current_workflow_task_state
    flujo.avalar(tarea, moderadora, flujo.huella(tarea.revision))
