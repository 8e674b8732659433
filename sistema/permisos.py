"""Who reads what of the System, and who does what in it. Screens and services ask here."""

from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy

from actores.grupos import ADMINISTRACION, COMUNICACIONES, CONSULTA, MODERACION, es_focal, es_focal_de, pertenece
from actores.models import Usuario
from base.prestado import sustituye

from . import servicio
from .models import CompromisoDeSesion, Instancia, Integrante


def dirige(usuario):
    """Whether ``usuario`` leads the System: the DDRI."""
    return usuario.is_superuser or pertenece(usuario, MODERACION)


def mantiene_instancias(usuario):
    """Whether ``usuario`` makes bodies and says who sits in them."""
    return dirige(usuario) or pertenece(usuario, ADMINISTRACION)


def lee_todo(usuario):
    return mantiene_instancias(usuario) or pertenece(usuario, COMUNICACIONES, CONSULTA)


def entra(usuario):
    """Whether ``usuario`` has anything to read here."""
    return lee_todo(usuario) or es_focal(usuario)


def instancias_de(usuario):
    """The bodies that ``usuario`` may read: a punto focal, those in which its entity sits."""
    if lee_todo(usuario):
        return Instancia.objects.all()
    if not entra(usuario):
        return Instancia.objects.none()
    suyos = Integrante.objects.vigentes().filter(
        Q(entidad=usuario.entidad_id) | Q(pk__in=Integrante.objects.representados_por(usuario).values("pk"))
    )
    return Instancia.objects.filter(pk__in=suyos.values("instancia_id"))


def representa(usuario, instancia):
    """Whether ``usuario`` speaks today for a seat of ``instancia``."""
    return Integrante.objects.filter(instancia=instancia).representados_por(usuario).exists()


def comenta(usuario, instancia):
    """Whether ``usuario`` may comment its minutes: who leads it, its delegates, and those of the role Consulta."""
    return dirige(usuario) or representa(usuario, instancia) or pertenece(usuario, CONSULTA)


def eleva(usuario, instancia):
    """Whether ``usuario`` may raise what ``instancia`` concluded: who leads it, and the focales of its entities."""
    if dirige(usuario):
        return True
    suyas = Integrante.objects.vigentes().filter(instancia=instancia, entidad=usuario.entidad_id)
    return es_focal(usuario) and suyas.exists()


def responde(usuario, instancia):
    """Whether ``usuario`` may answer what was raised to ``instancia``: who leads the System, and its delegates."""
    return dirige(usuario) or (
        Integrante.objects.filter(instancia=instancia)
        .representados_por(usuario)
        .exclude(papel=Integrante.Papel.INVITADO)
        .exists()
    )


def informa(usuario, compromiso):
    """Whether ``usuario`` may report on ``compromiso``: who leads, its person, and the focales of its entity."""
    if dirige(usuario) or compromiso.persona_id == usuario.pk:
        return True
    entidad = compromiso.integrante.entidad_id if compromiso.integrante else None
    return es_focal_de(usuario, entidad)


class Segun(BasePermissionPolicy):
    """The permission is the role's, and is not given out model by model. What sat or met is history: nobody deletes."""

    def __init__(self, modelo, puede):
        super().__init__(modelo)
        self.puede = puede

    @sustituye
    def user_has_permission(self, user, action):
        return action != "delete" and self.puede(user)

    @sustituye
    def users_with_any_permission(self, actions):
        return Usuario.objects.filter(pk__in=[uno.pk for uno in Usuario.objects.all() if self.puede(uno)])


def compromisos_de(usuario):
    """The open commitments of ``usuario`` that they can report on: none of who does not come in here."""
    return servicio.compromisos_de(usuario) if entra(usuario) else CompromisoDeSesion.objects.none()
