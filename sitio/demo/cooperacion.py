"""Supply and demand of the demonstration: what the manual of the DDRI names, and nothing that it does not say."""

from pathlib import Path

from django.db import transaction

from actores.models import Sector
from aval import flujo
from base.idiomas import ESPANOL
from practicas.models import PracticaPage
from sistema.iniciativas import anotar_estado, preparar_anuncio
from sistema.models import Clase, Iniciativa, Modalidad
from traducciones import servicio

from ..prosa import leer

ARCHIVO = Path(__file__).with_suffix(".toml")


def cargar(gente, avisar=lambda texto: None):
    """The initiatives that are missing; each offer is announced by the real way through, in both languages."""
    for fila in leer(ARCHIVO)["iniciativa"]:
        if not Iniciativa.objects.filter(titulo=fila["es"]["titulo"], clase=fila["clase"]).exists():
            with transaction.atomic():
                una = _registrar(fila, gente["moderadora"])
                if una.clase == Clase.OFERTA:
                    _anunciar(una, fila, gente)
            avisar(una.titulo)


def _registrar(fila, moderadora):
    practica = PracticaPage.objects.filter(slug=fila.get("practica", ""), locale__language_code=ESPANOL).first()
    sector = practica.entidad.sector if practica else Sector.objects.filter(codigo=fila.get("sector", "")).first()
    una = Iniciativa(
        clase=fila["clase"],
        titulo=fila["es"]["titulo"],
        descripcion=fila["es"]["texto"],
        entidad=practica.entidad if practica else None,
        sector=sector,
        transversal=sector is None,
        tema=practica.tema if practica else None,
        modalidad=Modalidad.INTERCAMBIO,
        practica=practica.page_ptr if practica else None,
    )
    una.full_clean()
    una.save()
    anotar_estado(una, "", moderadora)
    return una


def _anunciar(una, fila, gente):
    anuncio = preparar_anuncio(una, gente["comunicaciones"])
    flujo.enviar(anuncio, gente["comunicaciones"])
    _decidir(anuncio, gente["moderadora"])
    anuncio.refresh_from_db()
    traduccion = servicio.empezar(anuncio, gente["comunicaciones"])
    textos = {
        fila["es"]["titulo"]: fila["en"]["titulo"],
        fila["es"]["texto"]: fila["en"]["texto"],
        anuncio.slug: anuncio.slug,
    }
    servicio.completar(traduccion, textos, gente["comunicaciones"])
    servicio.proponer(traduccion, gente["comunicaciones"])
    _decidir(traduccion.get_target_instance(), gente["moderadora"])


def _decidir(texto, moderadora):
    tarea = type(texto).objects.get(pk=texto.pk).current_workflow_task_state
    flujo.avalar(tarea, moderadora, flujo.huella(tarea.revision))
