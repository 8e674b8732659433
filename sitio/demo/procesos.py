"""The hoja de ruta of the demonstration: that of the CEACSC, as the manual of the DDRI tells it."""

from pathlib import Path

from django.db import transaction

from actores.models import Actor
from base.idiomas import ESPANOL
from eventos.models import Evento
from intercambios import marcha
from intercambios.models import CompromisoDeProceso, Participacion, Pieza, Proceso
from practicas.models import PracticaPage
from redes.models import Plataforma, Red

from ..prosa import leer

HOJA = Path(__file__).with_name("hoja_de_ruta.toml")
CLASES = {"red": Red, "plataforma": Plataforma, "evento": Evento}


@transaction.atomic
def cargar(gente, avisar=lambda texto: None):
    """Load it if its practice has none, not even one that was closed."""
    datos = leer(HOJA)
    practica = PracticaPage.objects.filter(
        slug=datos["practica"], locale__language_code=ESPANOL, live=True, procesos__isnull=True
    ).first()
    if practica is None:
        return
    destinos = [{clave: _de_la_lista(clave, valor) for clave, valor in fila.items()} for fila in datos["destino"]]
    proceso = marcha.empezar_hoja_de_ruta(practica, gente["asesora"], destinos)
    for lugar, fila in enumerate(datos["socio"]):
        suyo = {campo: fila.pop(campo) for campo in ("nombre_es", "nombre_en", "clase")}
        actor = Actor.con_algun_nombre(suyo["nombre_es"], suyo["nombre_en"]) or Actor(**suyo)
        actor.clase = actor.clase or suyo["clase"]  # a ficha that names it does not say of which it is
        actor.save()
        Participacion.objects.create(proceso=proceso, sort_order=lugar, actor=actor, **fila)
    for clase, modelo in (("pieza", Pieza), ("compromiso", CompromisoDeProceso)):
        for lugar, fila in enumerate(datos[clase]):
            modelo.objects.create(proceso=proceso, sort_order=lugar, **fila)
    marcha.pasar(proceso, Proceso.Estado.EN_MARCHA, gente["asesora"])
    avisar(proceso.titulo)


def _de_la_lista(clave, valor):
    if clave not in CLASES:
        return valor
    return CLASES[clave].objects.get(slug=valor, locale__language_code=ESPANOL)
