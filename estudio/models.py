"""The study of a ficha: an adviser scores each criterion and decides the route (DDRI manual 2014, steps 2 and 4.b)."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from aval.dictamen import Nivel, Resultado
from aval.models import TareaDeLaDDRI
from aval.rutas import PARA_QUE, RUTAS
from base.generacion import NADIE
from vocabulario.models import ConjuntoDeCriterios, Criterio


class TareaEstudio(TareaDeLaDDRI):
    """First step of a ficha at the DDRI. It publishes nothing."""

    pantalla = "estudio:estudiar"
    se_espera = _("Se espera que la valore criterio por criterio y la pase al aval, o la devuelva con una carta.")

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
        RUTAS["experiencia_significativa"], default=False, help_text=PARA_QUE["experiencia_significativa"]
    )
    buena_practica = models.BooleanField(RUTAS["buena_practica"], default=False, help_text=PARA_QUE["buena_practica"])
    aprendizaje = models.BooleanField(
        RUTAS["aprendizaje"], default=False, db_default=False, help_text=PARA_QUE["aprendizaje"]
    )
    concepto = models.TextField(_("concepto general"), blank=True)
    # How it is known that it works. The public reads it, with its reason.
    nivel = models.CharField(
        _("cómo se sabe que funciona"),
        max_length=20,
        choices=Nivel,
        blank=True,
        default="",
        db_default="",
        help_text=_("No es una calificación: una buena práctica puede no haberse medido. Lo lee el público."),
    )
    razon_es = models.CharField(
        _("por qué ese nivel, en español"), max_length=400, blank=True, default="", db_default=""
    )
    razon_en = models.CharField(
        _("por qué ese nivel, en inglés"), max_length=400, blank=True, default="", db_default=""
    )
    documento = models.CharField(
        _("documento en que se apoya"),
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text=_("El título de un archivo de la ficha, o una dirección web."),
    )
    publica_hallazgos = models.BooleanField(
        _("publicar lo que se encontró en cada criterio"),
        default=False,
        db_default=False,
        help_text=_("En la página y en la constancia del aval. Sin marcar, el público solo lee con qué se estudió."),
    )
    conjuntos = models.ManyToManyField(
        ConjuntoDeCriterios,
        verbose_name=_("conjuntos de criterios"),
        blank=True,
        related_name="+",
        help_text=_("Por los criterios de quién se estudia. Sin marcar ninguno, por todos."),
    )
    # What goes back to who wrote it, after the aval too. Not public.
    fortalezas = models.TextField(_("lo que tiene de fuerte"), blank=True, default="", db_default="")
    para_otra_ciudad = models.TextField(
        _("qué la dejaría lista para otra ciudad"), blank=True, default="", db_default=""
    )
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
    # What the public reads, if the DDRI publishes what it found.
    resultado = models.CharField(
        _("lo que se encontró"),
        max_length=20,
        choices=Resultado,
        default=Resultado.SIN_VALORAR,
        db_default=Resultado.SIN_VALORAR.value,
    )
    frase_es = models.CharField(_("en una frase, en español"), max_length=300, blank=True, default="", db_default="")
    frase_en = models.CharField(_("en una frase, en inglés"), max_length=300, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("valoración")
        verbose_name_plural = _("valoraciones")
        ordering = ["criterio__orden"]
        constraints = [models.UniqueConstraint(fields=["estudio", "criterio"], name="una_valoracion_por_criterio")]

    def __str__(self):
        return f"{self.criterio}: {self.get_puntaje_display() or '—'}"
