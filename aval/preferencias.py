"""What each person wants to be told by mail, and whether at once or in one summary a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE


class PreferenciaDeAvisos(models.Model):
    """Who has none is told of everything that concerns them, as it happens."""

    empieza_generacion = NADIE

    usuario = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferencia_de_avisos"
    )
    resumen = models.BooleanField(
        _("un resumen diario"),
        default=False,
        help_text=_(
            "Un correo cada mañana con lo que espera su respuesta, si hay algo, en lugar de uno por cada texto que "
            "llega. Las cartas y los avales de lo que usted envió se los decimos siempre en el momento."
        ),
    )
    # Labels of the models of the steps.
    pasos_callados = models.JSONField(_("pasos de los que no quiere aviso"), default=list, blank=True)

    class Meta:
        verbose_name = _("preferencia de avisos")
        verbose_name_plural = _("preferencias de avisos")

    def __str__(self):
        return str(self.usuario)

    def calla(self, paso):
        """Whether nothing is said at once of what comes to ``paso``, a step of the DDRI."""
        return self.resumen or paso._meta.label_lower in self.pasos_callados
