"""Commitments: what somebody is to do, by when, in what state it is, and what shows that it was done."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE


class Compromiso(models.Model):
    """Abstract: the rooms say what it comes from (a session, a process). Internal: no public page reads it."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        ABIERTO = "abierto", _("abierto")
        EN_CURSO = "en_curso", _("en curso")
        CUMPLIDO = "cumplido", _("cumplido")
        NO_CUMPLIDO = "no_cumplido", _("no cumplido")
        REEMPLAZADO = "reemplazado", _("reemplazado")

    FINALES = (Estado.CUMPLIDO, Estado.NO_CUMPLIDO, Estado.REEMPLAZADO)

    class Papel(models.TextChoices):
        """Whose it is, before anybody is named."""

        DDRI = "ddri", _("DDRI")
        PUNTO_FOCAL = "punto_focal", _("punto focal")
        RESPONSABLES = "responsables", _("responsables de la experiencia")
        CONTRAPARTE = "contraparte", _("contraparte")
        SOCIO = "socio", _("socio")

    que = models.CharField(_("qué"), max_length=500)
    papel = models.CharField(_("de quién es"), max_length=20, choices=Papel)
    persona = models.ForeignKey(
        "actores.Usuario", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("persona")
    )
    actor = models.ForeignKey(
        "actores.Actor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organización"),
    )
    vence = models.DateField(_("vence"), null=True, blank=True, help_text=_("Vacía, no tiene fecha."))
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.ABIERTO)
    evidencia = models.TextField(_("qué lo muestra"), blank=True, help_text=_("Un enlace, o qué se hizo y cuándo."))
    motivo = models.TextField(_("motivo"), blank=True, help_text=_("Por qué no se cumplió, o qué lo reemplaza."))

    class Meta:
        abstract = True
        ordering = [models.F("vence").asc(nulls_last=True), "pk"]

    def __str__(self):
        return self.que

    def clean(self):
        super().clean()
        if self.estado == self.Estado.CUMPLIDO and not self.evidencia.strip():
            raise ValidationError({"evidencia": _("Diga qué muestra que se cumplió.")})
        if self.estado in (self.Estado.NO_CUMPLIDO, self.Estado.REEMPLAZADO) and not self.motivo.strip():
            raise ValidationError({"motivo": _("Diga por qué.")})
        if self.persona and not self.persona.is_active:
            raise ValidationError({"persona": _("Esa cuenta ya no está activa.")})
