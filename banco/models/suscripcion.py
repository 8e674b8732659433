"""Who asked to be written to when there are new practices, and which ones each was told of. Internal."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actores.de_fuera import DeFuera
from base.generacion import NADIE


class Suscripcion(DeFuera):
    """A mail that asks for the new practices that a question to the Bank finds, in its language.

    Without ``confirmada`` it is only what somebody typed: whoever has the mailbox confirms it by a link. To end it is
    to delete it.
    """

    pregunta = models.CharField(_("pregunta al Banco"), max_length=1000, blank=True, editable=False)
    confirmada = models.DateTimeField(_("confirmada"), null=True, editable=False)
    ultima = models.DateTimeField(_("última carta"), null=True, editable=False)

    class Meta:
        verbose_name = _("suscripción")
        verbose_name_plural = _("suscripciones")
        ordering = ["-recibido"]

    def __str__(self):
        # Never the mail: this is what the log keeps of what was deleted.
        return self.pregunta or str(_("Todas las prácticas"))


class PracticaAvisada(models.Model):
    """The ledger: a subscription was told of a practice, once for all."""

    empieza_generacion = NADIE

    suscripcion = models.ForeignKey(Suscripcion, on_delete=models.CASCADE, related_name="avisadas")
    clave = models.UUIDField(help_text="translation_key of the practice.")
    momento = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("práctica avisada")
        verbose_name_plural = _("prácticas avisadas")
        constraints = [models.UniqueConstraint(fields=["suscripcion", "clave"], name="practica_avisada_una_vez")]

    def __str__(self):
        return str(self.clave)
