"""The study of a ficha: what its screen and the demonstration call."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aval import actos, flujo
from aval.errores import ErrorDeAval
from practicas.models import PracticaPage
from practicas.models.practica import RUTAS
from vocabulario.models import Criterio

from .models import Estudio


class EstudioIncompleto(ErrorDeAval):
    mensaje = gettext_lazy("Para pasar la ficha a aval valore cada criterio, con su porqué, y elija al menos una ruta.")


def estudio_de(tarea_estado, asesor):
    """The study of what ``tarea_estado`` waits for: the one begun, or a new one (not saved)."""
    return Estudio.objects.filter(tarea=tarea_estado).first() or Estudio(
        practica=PracticaPage.objects.get(pk=tarea_estado.revision.object_id),
        tarea=tarea_estado,
        revision=tarea_estado.revision,
        asesor=asesor,
    )


def _esta_completo(estudio):
    valoradas = {
        valoracion.criterio_id
        for valoracion in estudio.valoraciones.all()
        if valoracion.puntaje is not None and valoracion.justificacion.strip()
    }
    todas = set(Criterio.objects.values_list("pk", flat=True))
    return todas <= valoradas and (estudio.experiencia_significativa or estudio.buena_practica)


@actos.sobre(lambda estudio: estudio.practica)
def pasar_a_aval(estudio, asesor, huella_vista):
    """Close ``estudio`` favourably: the ficha goes on to the aval. Raises ``ErrorDeAval`` when it cannot."""
    flujo.comprobar_decision(estudio.tarea, asesor, huella_vista)
    if not _esta_completo(estudio):
        raise EstudioIncompleto
    estudio.estado = Estudio.Estado.FAVORABLE
    estudio.asesor = asesor
    estudio.save()
    estudio.tarea.approve(user=asesor, comment=estudio.concepto)


@actos.sobre(lambda estudio: estudio.practica)
def devolver(estudio, asesor, huella_vista, carta):
    """Close ``estudio`` by returning the ficha with ``carta``."""
    flujo.devolver(estudio.tarea, asesor, huella_vista, carta)
    estudio.estado = Estudio.Estado.DEVUELTO
    estudio.asesor = asesor
    estudio.save()


def resumen_para_la_carta(estudio):
    """The rubric as lines of the letter: what each criterion got and why."""
    lineas = [
        f"- {valoracion.criterio.nombre}: {valoracion.get_puntaje_display()}. {valoracion.justificacion}".rstrip()
        for valoracion in estudio.valoraciones.select_related("criterio")
        if valoracion.puntaje is not None
    ]
    return "\n".join([_("Valoración por criterio:"), *lineas]) if lineas else ""


def rutas_del_ultimo(practica):
    """The routes that the last favourable study of ``practica`` found: dict; None where there is none."""
    estudio = practica.estudios.filter(estado=Estudio.Estado.FAVORABLE).order_by("-pk").first()
    return estudio and {ruta: getattr(estudio, ruta) for ruta in RUTAS}
