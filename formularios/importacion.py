"""A spreadsheet of many answers between its preview and what is made of it, row by row.

Its rows wait here and nowhere else: nothing that people work on is touched until whoever sent it agrees. A row says
what became of it in the transaction that did it, so that work that a dead worker left half done goes on where it was.
"""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE

SIN_CONFIRMAR = datetime.timedelta(days=1)
TERMINADA = datetime.timedelta(days=30)
DETENIDA = datetime.timedelta(minutes=10)  # longer than a task has before others take it for dead


class Importacion(models.Model):
    """A file that somebody sent. ``documento``: the token of where it waits until it has been read."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        LEYENDO = "leyendo", _("se está leyendo")
        LEIDA = "leida", _("leída, sin confirmar")
        GUARDANDO = "guardando", _("se está guardando")
        TERMINADA = "terminada", _("terminada")
        NO_SE_LEYO = "no_se_leyo", _("no se pudo leer")

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("quién la trajo")
    )
    nombre = models.CharField(_("nombre del archivo"), max_length=255)
    idioma = models.CharField(_("idioma"), max_length=10)
    documento = models.TextField(_("documento"), blank=True)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.LEYENDO)
    avisos = models.JSONField(_("avisos"), default=list, blank=True)
    creada = models.DateTimeField(_("creada"), auto_now_add=True)
    modificada = models.DateTimeField(_("modificada"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("importación")
        verbose_name_plural = _("importaciones")
        ordering = ["-creada", "-pk"]

    def __str__(self):
        return self.nombre

    @property
    def trabaja(self):
        return self.estado in (self.Estado.LEYENDO, self.Estado.GUARDANDO)

    @property
    def detenida(self):
        """Whether it ought to go on by itself and has not for a while."""
        return self.trabaja and timezone.now() - self.modificada > DETENIDA

    @classmethod
    def barrer(cls):
        """Forget what nobody confirmed in a day, and what ended a month ago."""
        ahora = timezone.now()
        cls.objects.filter(estado=cls.Estado.TERMINADA, modificada__lt=ahora - TERMINADA).delete()
        cls.objects.exclude(estado__in=[cls.Estado.TERMINADA, cls.Estado.GUARDANDO]).filter(
            modificada__lt=ahora - SIN_CONFIRMAR
        ).delete()


class FilaDeImportacion(models.Model):
    """A row of the file. ``dichos``: what it says, by the key of the field, as it was written.

    ``estados`` and ``dudas``: of each field that it fills, how it was read and what is wrong. ``pagina``: what was made
    of it or, if it does not enter because it is there already, the one that is.
    """

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        ENTRA = "entra", _("entra")
        NO_ENTRA = "no_entra", _("no entra")
        HECHA = "hecha", _("quedó de borrador")

    importacion = models.ForeignKey(
        Importacion, on_delete=models.CASCADE, related_name="filas", verbose_name=_("importación")
    )
    numero = models.PositiveIntegerField(_("fila"))
    nombre = models.CharField(_("nombre"), max_length=300, blank=True)
    entidad = models.ForeignKey(
        "actores.Entidad",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entidad"),
    )
    dichos = models.JSONField(_("respuestas"), default=dict, blank=True)
    estados = models.JSONField(_("cómo se leyó"), default=dict, blank=True)
    dudas = models.JSONField(_("dudas"), default=dict, blank=True)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.ENTRA)
    motivo = models.TextField(_("motivo"), blank=True)
    pagina = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("ficha")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("fila de una importación")
        verbose_name_plural = _("filas de importaciones")
        ordering = ["numero", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["importacion", "numero"], name="fila_de_importacion_unica"),
        ]

    def __str__(self):
        return f"{self.numero}. {self.nombre}"
