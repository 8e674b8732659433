"""Whose the commitments of processes are. Those of a process that waits, or has ended, are nobody's to remind of."""

from django.db.models import Q
from django.urls import reverse

from actores.grupos import MODERACION, PUNTOS_FOCALES
from actores.models import Usuario

from .procesos import CompromisoDeProceso, Proceso

_Papel = CompromisoDeProceso.Papel
DE_LA_ENTIDAD = (_Papel.PUNTO_FOCAL, _Papel.RESPONSABLES)
FUERA = (_Papel.CONTRAPARTE, _Papel.SOCIO)  # without account: the DDRI looks after what they are to do


def abiertos():
    """The commitments that nobody has ended, of processes that go on: queryset."""
    filas = CompromisoDeProceso.objects.exclude(estado__in=CompromisoDeProceso.FINALES)
    return filas.filter(proceso__estado=Proceso.Estado.EN_MARCHA).select_related("proceso", "persona")


def compromisos_de(usuario):
    """The open commitments that are of ``usuario``: by name, of its entity, or of the DDRI and answered for by it."""
    roles = set(usuario.groups.values_list("name", flat=True))
    suyos = Q(persona=usuario)
    if PUNTOS_FOCALES in roles and usuario.entidad_id:
        suyos |= Q(persona=None, papel__in=DE_LA_ENTIDAD, proceso__entidad=usuario.entidad_id)
    if MODERACION in roles:
        suyos |= Q(persona=None, papel__in=(_Papel.DDRI, *FUERA))
    return abiertos().filter(suyos)


def de_quienes(compromiso):
    """The accounts that are reminded of ``compromiso``: its person; of the DDRI, who answers for the process."""
    activos = Usuario.objects.filter(is_active=True).exclude(email="").select_related("wagtail_userprofile")
    if compromiso.persona_id:
        return activos.filter(pk=compromiso.persona_id)
    if compromiso.papel in DE_LA_ENTIDAD:
        return activos.filter(groups__name=PUNTOS_FOCALES, entidad=compromiso.proceso.entidad_id)
    responsable = activos.filter(pk=compromiso.proceso.responsable_ddri_id)
    return responsable if responsable.exists() else activos.filter(groups__name=MODERACION)


def donde(compromiso):
    """What ``compromiso`` is of, and where it is reported."""
    return compromiso.proceso.titulo, f"{reverse('procesos:ver', args=[compromiso.proceso_id])}#t-compromisos"
