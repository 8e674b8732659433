"""Processes of Bogotá Aprende and Bogotá Enseña as they would be when they ended."""

import datetime

from actores.models import Actor, Entidad
from intercambios.models import (
    Actividad,
    Beneficiaria,
    Experto,
    Metodo,
    Participacion,
    PracticaExterna,
    Proceso,
)
from vocabulario.models import Ciudad

APRENDE, ENSENA, MISION = (Metodo.Linea.APRENDE, Metodo.Linea.ENSENA, Metodo.Linea.MISION)


HOY = datetime.date(2026, 3, 2)


def entidad(codigo="idrd"):
    return Entidad.objects.get(codigo=codigo)


def actor(nombre, pais):
    return Actor.objects.get_or_create(nombre_es=nombre, defaults={"pais": pais})[0]


def proceso(titulo="Un intercambio", linea=APRENDE, estado="cerrado", actividades=1, entidades=("idrd",), **filas):
    """A process as it would be when it ended: ``expertos`` and ``aliados`` by name and country."""
    metodo = Metodo.objects.get(linea=linea, activo=True)
    uno = Proceso.objects.create(metodo=metodo, titulo=titulo, entidad=entidad(entidades[0]))
    for lugar, codigo in enumerate(entidades):
        Beneficiaria.objects.create(proceso=uno, entidad=entidad(codigo), lidera=not lugar)
    for nombre, organizacion, pais in filas.get("expertos", ()):
        Experto.objects.create(proceso=uno, nombre=nombre, actor=actor(organizacion, pais), sector="publico")
    for organizacion, papel in filas.get("aliados", ()):
        Participacion.objects.create(proceso=uno, actor=actor(organizacion, "NL"), papel=papel)
    for ciudad in filas.get("ciudades", ()):
        PracticaExterna.objects.create(proceso=uno, titulo="Una práctica", ciudad=Ciudad.objects.get(codigo=ciudad))
    for _vez in range(actividades):
        actividad = Actividad.objects.create(proceso=uno, que="Taller", fecha=HOY)
        for clase, cuantos in filas.get("asistencia", {}).items():
            actividad.asistencia.create(clase=clase, cuantos=cuantos)
    Proceso.objects.filter(pk=uno.pk).update(estado=estado, cerrado=HOY if estado == "cerrado" else None)
    return Proceso.objects.get(pk=uno.pk)
