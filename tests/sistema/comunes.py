"""A body with three members, each with its delegate, for the tests of the System."""

import datetime

from django.utils import timezone

from actores.models import Entidad
from sistema.models import Conclusion, Delegado, Instancia, Integrante, PuntoDeAgenda, Sesion
from tests import fabrica as f

ENTIDADES = {"ddri": "secretaria-general", "planeacion": "secretaria-planeacion", "hacienda": "secretaria-hacienda"}
ROLES = {"ddri": "Moderación DDRI", "planeacion": "Consulta", "hacienda": "Consulta"}


def dia(dias):
    """A date, so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=dias)


def comite():
    """The Comité of the installation, and who speaks for each of its seats: dict by short name."""
    instancia = Instancia.objects.get(codigo="comite-estrategico")
    gente = {}
    for nombre, entidad in ENTIDADES.items():
        gente[nombre] = f.persona(nombre, ROLES[nombre], entidad)
        puesto = Integrante.objects.get(instancia=instancia, entidad__codigo=entidad)
        Delegado.objects.create(integrante=puesto, usuario=gente[nombre], desde=dia(-30))
    return instancia, gente


def mesa(entidad="idrd", nombre="Mesa de prueba", **campos):
    una = Instancia(
        nombre_es=nombre,
        nombre_en="Test table",
        clase="mesa_sectorial",
        sector=Entidad.objects.get(codigo=entidad).sector,
        **campos,
    )
    una.full_clean()
    una.save()
    Integrante.objects.create(instancia=una, entidad=Entidad.objects.get(codigo=entidad))
    return una


def sesion(instancia, dias=10, agenda=("Un tema",), **campos):
    una = Sesion.objects.create(instancia=instancia, titulo="Sesión de prueba", fecha=dia(dias), **campos)
    for tema in agenda:
        PuntoDeAgenda.objects.create(sesion=una, tema=tema)
    return una


def realizada(instancia, **campos):
    return sesion(instancia, dias=-1, estado=Sesion.Estado.REALIZADA, **campos)


def acogida(texto="Hace falta un punto focal en cada entidad.", respuesta="El Comité lo hace suyo."):
    """A conclusion of the Red that the Comité accepted."""
    de_la_red = realizada(Instancia.objects.get(codigo="red-distrital"))
    una = Conclusion.objects.create(sesion=de_la_red, texto_es=texto, texto_en="A focal point is needed.")
    una.elevar(Instancia.objects.get(codigo="comite-estrategico"))
    una.responder(Conclusion.Estado.ACOGIDA, respuesta)
    return una
