"""What the exchanges of a year put into its report: formulas over closed processes."""

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from sistema.cifras import Cifra

from .aprendizaje import Asistencia
from .encuestas import MINIMO, Encuesta
from .indicadores import DE_INTERCAMBIO, contados


def _cerrados(anio):
    return contados(*DE_INTERCAMBIO).filter(cerrado__year=anio)


def _participantes(anio):
    suyos = Asistencia.objects.filter(actividad__proceso__in=_cerrados(anio))
    return suyos.aggregate(n=Sum("cuantos"))["n"] or 0


def _respuestas(anio):
    contadas = Encuesta.objects.filter(cerrada__year=anio).annotate(n=Count("respuestas")).filter(n__gte=MINIMO)
    return sum(contadas.values_list("n", flat=True))


CIFRAS = (
    Cifra(
        "intercambios",
        _("Intercambios terminados"),
        _(
            "Procesos de Bogotá Aprende, Bogotá Enseña, transferencia y misiones que se cerraron en el año "
            "con actividades."
        ),
        lambda anio: _cerrados(anio).count(),
    ),
    Cifra(
        "participantes_en_intercambios",
        _("Participantes en intercambios"),
        _(
            "Suma de las personas contadas en las actividades de esos procesos; quien estuvo en dos se "
            "cuenta dos veces."
        ),
        _participantes,
    ),
    Cifra(
        "respuestas_a_encuestas",
        _("Respuestas a las encuestas de los intercambios"),
        _("Respuestas de las encuestas que se cerraron en el año; las de menos de cinco respuestas no cuentan."),
        _respuestas,
    ),
)
