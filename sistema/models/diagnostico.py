"""Where an entity stands in cooperation, year by year: its answers to a form. Internal; the public reads totals."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.generacion import SITIO

CODIGO = "diagnostico-cooperacion"
PRIMER_ANIO = 2013  # of the workshop that asked for the first time


class Diagnostico(models.Model):
    """The answers of an entity in a year: a draft until they are sent."""

    empieza_generacion = SITIO  # the public reads how many there are of each answer

    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="diagnosticos", verbose_name=_("entidad")
    )
    anio = models.PositiveSmallIntegerField(_("año"))
    llenado = models.OneToOneField(
        "formularios.Llenado", on_delete=models.PROTECT, related_name="diagnostico", verbose_name=_("respuestas")
    )
    enviado = models.DateTimeField(_("enviado"), null=True, blank=True)
    quien = models.ForeignKey(
        "actores.Usuario",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("quién respondió"),
    )

    class Meta:
        verbose_name = _("diagnóstico")
        verbose_name_plural = _("diagnósticos")
        ordering = ["-anio", "entidad"]
        constraints = [
            models.UniqueConstraint(
                fields=["entidad", "anio"],
                name="diagnostico_uno_al_anio",
                violation_error_message=_("Esa entidad ya tiene el diagnóstico de ese año."),
            )
        ]

    def __str__(self):
        return f"{self.entidad} · {self.anio}"


def anios(hoy=None):
    """The years that may be answered, the newest first."""
    return range((hoy or timezone.localdate()).year, PRIMER_ANIO - 1, -1)
