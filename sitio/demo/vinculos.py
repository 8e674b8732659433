"""Networks, platforms, awards and events of the demonstration: what the installation brought, sent and approved."""

from django.db import transaction

from aval import flujo
from base.idiomas import ESPANOL
from eventos.models import Evento, Presentacion, Reconocimiento
from practicas.models import PracticaPage
from traducciones import servicio

from .. import semillas


def cargar(gente, avisar=lambda texto: None):
    """Take what is still a draft of the installation through its aval, in Spanish and then in English."""
    for modelo, fila in semillas.archivos():
        objeto = modelo.objects.filter(slug=semillas.slug_de(fila), locale__language_code=ESPANOL).first()
        if objeto and not objeto.avales.exists() and objeto.current_workflow_state is None:
            with transaction.atomic():
                _enlazar(objeto, fila, gente["comunicaciones"])
                _avalar(objeto, gente)
            avisar(str(objeto))
    for traduccion in semillas.traducir(gente["comunicaciones"]):
        servicio.proponer(traduccion, gente["comunicaciones"])
        _decidir(traduccion.get_target_instance(), gente["moderadora"])


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
