"""Who evaluated a process of Bogotá Enseña. Persons: read by who works on the process, and by no public page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .procesos import FilaDeProceso, Proceso


class Evaluador(FilaDeProceso):
    """A person of the evaluation team, what they evaluated and when. Kept only of who agreed (Ley 1581 de 2012)."""

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="evaluadores")
    nombre = models.CharField(
        _("nombre"), max_length=200, help_text=_("Lo lee quien trabaja en el proceso, y nadie más.")
    )
    actor = models.ForeignKey(
        "actores.Actor", on_delete=models.PROTECT, related_name="+", verbose_name=_("de qué entidad u organización")
    )
    que = models.CharField(_("qué evaluó"), max_length=300)
    fecha = models.DateField(_("cuándo"), null=True, blank=True)
    autoriza = models.BooleanField(
        _("autorizó que se guarde su nombre"),
        default=False,
        help_text=_("Sin autorización no se guarda (Ley 1581 de 2012). Nunca se publica."),
    )
    autoriza_fecha = models.DateField(_("fecha de la autorización"), null=True, blank=True)

    class Meta(FilaDeProceso.Meta):
        verbose_name = _("persona del equipo evaluador")
        verbose_name_plural = _("equipo evaluador")
        constraints = [
            models.CheckConstraint(
                name="evaluador_que_autorizo",
                condition=models.Q(autoriza=True, autoriza_fecha__isnull=False),
                violation_error_message=_("Sin su autorización no se guarda: bórrela o pídasela."),
            )
        ]

    def __str__(self):
        return self.nombre

    def clean(self):
        super().clean()
        if not self.autoriza:
            raise ValidationError({"autoriza": _("Sin su autorización no se guarda: bórrela o pídasela.")})
        if self.autoriza_fecha is None:
            raise ValidationError({"autoriza_fecha": _("Diga qué día lo autorizó.")})
