"""The study of a ficha: an adviser scores each criterion and decides the route (DDRI manual 2014, steps 2 and 4.b)."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from aval.models import TareaDeLaDDRI
from base.generacion import NADIE
from vocabulario.models import Criterio


class TareaEstudio(TareaDeLaDDRI):
    """First step of a ficha at the DDRI. It publishes nothing."""

    pantalla = "estudio:estudiar"

    class Meta:
        verbose_name = _("Estudio de la ficha")
        verbose_name_plural = _("Estudios de fichas")

    @classmethod
    def get_description(cls):
        return _("La DDRI valora la ficha criterio por criterio y decide su ruta, o la devuelve con una carta.")


class Estudio(models.Model):
    """What the DDRI found in one sent version of a ficha."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        BORRADOR = "borrador", _("En curso")
        FAVORABLE = "favorable", _("Pasó a aval")
        DEVUELTO = "devuelto", _("Devuelta")

    practica = models.ForeignKey("practicas.PracticaPage", on_delete=models.CASCADE, related_name="estudios")
    tarea = models.OneToOneField(TaskState, null=True, on_delete=models.SET_NULL, related_name="estudio")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    asesor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asesor"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.BORRADOR)
    experiencia_significativa = models.BooleanField(
        _("Experiencia Significativa de Ciudad"),
        default=False,
        help_text=_("Sirve para promover a Bogotá en sus temas estratégicos."),
    )
    buena_practica = models.BooleanField(
        _("Buena Práctica"), default=False, help_text=_("Sirve para intercambios entre ciudades u otros actores.")
    )
    concepto = models.TextField(_("concepto general"), blank=True)
    actualizado = models.DateTimeField(_("actualizado"), auto_now=True)

    class Meta:
        verbose_name = _("estudio")
        verbose_name_plural = _("estudios")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.practica} · {self.get_estado_display()}"


class Valoracion(models.Model):
    """One criterion of a study: score from 0 (not shown) to 4 (exemplary), with its reason."""

    empieza_generacion = NADIE

    class Puntaje(models.IntegerChoices):
        AUSENTE = 0, _("No se ve")
        INICIAL = 1, _("Apenas asoma")
        PARCIAL = 2, _("En parte")
        SOLIDO = 3, _("Con claridad")
        EJEMPLAR = 4, _("Es ejemplar")

    estudio = models.ForeignKey(Estudio, on_delete=models.CASCADE, related_name="valoraciones")
    criterio = models.ForeignKey(Criterio, verbose_name=_("criterio"), on_delete=models.PROTECT, related_name="+")
    puntaje = models.PositiveSmallIntegerField(
        _("puntaje"), choices=Puntaje, null=True, blank=True, validators=[MaxValueValidator(4)]
    )
    justificacion = models.TextField(_("justificación"), blank=True)

    class Meta:
        verbose_name = _("valoración")
        verbose_name_plural = _("valoraciones")
        ordering = ["criterio__orden"]
        constraints = [models.UniqueConstraint(fields=["estudio", "criterio"], name="una_valoracion_por_criterio")]

    def __str__(self):
        return f"{self.criterio}: {self.get_puntaje_display() or '—'}"
