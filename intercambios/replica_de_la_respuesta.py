"""A replica, from what a city said of its follow-up."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import confirmacion
from .cuestionarios import Cuestionario
from .procesos import Participacion
from .replicas import Etapa, Replica


def cuenta_una_replica(cuestionario):
    """Whether what was answered tells of a practice of Bogotá that another city has begun to adapt."""
    return bool(
        cuestionario.clase == Cuestionario.Clase.SEGUIMIENTO
        and cuestionario.lado == Cuestionario.Lado.CONTRAPARTE
        and cuestionario.respondido
        and cuestionario.proceso.practica_id
        and cuestionario.valores.get("etapa") in set(Etapa.values) - {Etapa.INTERESADA}
    )


def anotar_replica(cuestionario, quien):
    """Write down, or bring up to date, the replica that the answer tells of, which the other side thus confirms.

    Raises ``ValidationError`` while nobody has said which organisation of the list the other side is.
    """
    proceso, valores = cuestionario.proceso, cuestionario.valores
    otra = proceso.participaciones.filter(papel=Participacion.Papel.DEMANDANTE).select_related("actor").first()
    if otra is None:
        raise ValidationError(
            _("Ponga antes, entre los socios del proceso, la organización que la adaptó, como demandante.")
        )
    return confirmacion.proponer(
        proceso.practica,
        actor=otra.actor,
        declarada_por=Replica.Declara.OTRA,
        quien=quien,
        etapa=valores["etapa"],
        que_cambio=valores.get("que_cambio", ""),
        proceso=proceso,
    )
