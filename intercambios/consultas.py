"""What the DDRI asks an entity about a request: whether it can, and when. Its punto focal answers.

An entity is told the institution, the subject and what the DDRI writes; not who asked, nor their words: they agreed
that the DDRI uses them.
"""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE


def _en_el_plazo():
    return timezone.localdate() + datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_LA_ENTIDAD)


class Consulta(models.Model):
    """One question to one entity. Its entity answers it once; the DDRI may write down what it was told by telephone."""

    empieza_generacion = NADIE

    class Respuesta(models.TextChoices):
        SIN_RESPONDER = "", _("sin responder")
        PUEDE = "puede", _("puede")
        DESPUES = "despues", _("puede más adelante")
        NO_PUEDE = "no_puede", _("no puede")

    pedido = models.ForeignKey("intercambios.Pedido", on_delete=models.CASCADE, related_name="consultas")
    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="+", verbose_name=_("entidad")
    )
    pregunta = models.TextField(
        _("qué se le pregunta"),
        max_length=2000,
        help_text=_("La entidad lee esto, la institución y el tema. Ni quién escribió ni su mensaje."),
    )
    enviada = models.DateTimeField(_("enviada"), default=timezone.now, editable=False)
    quien = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    vence = models.DateField(_("responde antes de"), default=_en_el_plazo)
    respuesta = models.CharField(_("respuesta"), max_length=10, choices=Respuesta, blank=True, default="")
    desde = models.DateField(_("desde cuándo podría"), null=True, blank=True)
    nota = models.TextField(_("qué dice la entidad"), max_length=2000, blank=True)
    respondida = models.DateTimeField(_("respondida"), null=True, editable=False)
    respondio = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("consulta a una entidad")
        verbose_name_plural = _("consultas a las entidades")
        ordering = ["-enviada", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pedido", "entidad"],
                condition=Q(respondida__isnull=True),
                name="consulta_abierta_una_vez",
                violation_error_message=_("A esa entidad ya se le preguntó, y no ha respondido."),
            )
        ]

    def __str__(self):
        return f"{self.pedido.codigo} · {self.entidad}"

    @property
    def abierta(self):
        return self.respondida is None

    @property
    def vencida(self):
        return self.abierta and self.vence < timezone.localdate()

    def clean(self):
        super().clean()
        if self.respuesta == self.Respuesta.DESPUES and not self.desde:
            raise ValidationError({"desde": _("Diga desde cuándo podría.")})
        if self.respuesta == self.Respuesta.NO_PUEDE and not self.nota.strip():
            raise ValidationError({"nota": _("Diga por qué: la DDRI buscará otra manera.")})
        if self.desde and self.desde < timezone.localdate():
            raise ValidationError({"desde": _("Esa fecha ya pasó.")})
