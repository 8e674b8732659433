"""What a process of Bogotá Aprende or Bogotá Enseña keeps besides its phases: the need, from whom, with whom, how many.

Internal. The public reads totals of it (``indicadores``), and the text that was approved (``Intercambio``); no name.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from base.generacion import NADIE, SITIO

from .procesos import FilaDeProceso, Proceso

LARGO_DE_PREGUNTA = 1500  # characters
MAXIMO_DE_ASISTENTES = 5000  # of one kind in one activity: more is a mistake of the hand


class Pregunta(models.Model):
    """What the entity needs to know or to solve. It changes on the way: added to, never changed; the last one holds."""

    empieza_generacion = NADIE

    proceso = models.ForeignKey(Proceso, on_delete=models.CASCADE, related_name="preguntas")
    texto = models.TextField(_("qué necesita la entidad"), max_length=LARGO_DE_PREGUNTA)
    quien = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    momento = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("pregunta")
        verbose_name_plural = _("preguntas")
        ordering = ["-momento", "-pk"]

    def __str__(self):
        return self.texto


class FilaContada(FilaDeProceso):
    """Abstract: a row that counts in a public total."""

    empieza_generacion = SITIO  # type: ignore[assignment]  # no page reads the other rows

    class Meta(FilaDeProceso.Meta):
        abstract = True


class PracticaExterna(FilaContada):
    """A practice of another city from which Bogotá learns."""

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="practicas_externas")
    titulo = models.CharField(_("qué práctica"), max_length=200)
    ciudad = models.ForeignKey(
        "vocabulario.Ciudad",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ciudad"),
    )
    enlace = models.URLField(_("enlace"), blank=True)

    class Meta(FilaContada.Meta):
        verbose_name = _("práctica de otra ciudad")
        verbose_name_plural = _("prácticas de otras ciudades")

    def __str__(self):
        return self.titulo


class Beneficiaria(FilaContada):
    """An entity of the District that learns, or that shares what it did."""

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="beneficiarias")
    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="+", verbose_name=_("entidad")
    )
    lidera = models.BooleanField(_("lidera"), default=False)

    class Meta(FilaContada.Meta):
        verbose_name = _("entidad beneficiaria")
        verbose_name_plural = _("entidades beneficiarias")
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "entidad"],
                name="beneficiaria_una_vez",
                violation_error_message=_("Esa entidad ya está en el proceso."),
            )
        ]

    def __str__(self):
        return str(self.entidad)


class Experto(FilaContada):
    """Who shares what they know. A person: seen by who works on the process, counted in public and never named."""

    class Sector(models.TextChoices):
        PUBLICO = "publico", _("sector público")
        PRIVADO = "privado", _("sector privado")
        ACADEMIA = "academia", _("academia")
        ORGANISMO = "organismo", _("organismo internacional")

    class Honorarios(models.TextChoices):
        NO_SE_SABE = "", _("no se sabe todavía")
        PROGRAMA = "programa", _("los paga el programa")
        ALIADO = "aliado", _("los paga un aliado")
        SIN_COSTO = "sin_costo", _("sin costo")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="expertos")
    nombre = models.CharField(
        _("nombre"),
        max_length=200,
        help_text=_("Lo lee quien trabaja en el proceso; al público solo llega cuántos son."),
    )
    actor = models.ForeignKey(
        "actores.Actor", on_delete=models.PROTECT, related_name="+", verbose_name=_("de qué organización")
    )
    sector = models.CharField(_("sector"), max_length=12, choices=Sector)
    honorarios = models.CharField(_("honorarios"), max_length=10, choices=Honorarios, blank=True, default="")

    class Meta(FilaContada.Meta):
        verbose_name = _("experto o experta")
        verbose_name_plural = _("expertos")

    def __str__(self):
        return self.nombre


class Actividad(FilaContada):
    """Something that was done with people in it: a workshop, a visit, a talk."""

    class Forma(models.TextChoices):
        PRESENCIAL = "presencial", _("presencial")
        DISTANCIA = "distancia", _("a distancia")
        MIXTA = "mixta", _("presencial y a distancia")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="actividades")
    que = models.CharField(_("qué actividad"), max_length=200)
    fecha = models.DateField(_("cuándo"))
    forma = models.CharField(_("forma"), max_length=12, choices=Forma, default=Forma.PRESENCIAL)
    lugar = models.CharField(_("lugar"), max_length=120, blank=True)

    class Meta(FilaContada.Meta):
        verbose_name = _("actividad")
        verbose_name_plural = _("actividades")
        ordering = ["fecha", "sort_order", "pk"]

    def __str__(self):
        return self.que


class Asistencia(models.Model):
    """How many people of a kind were in an activity. Numbers, never names."""

    empieza_generacion = SITIO

    class Clase(models.TextChoices):
        """As the programme counts its participants."""

        PUBLICO_LOCAL = "publico_local", _("sector público de la ciudad")
        PUBLICO_NACIONAL = "publico_nacional", _("sector público nacional")
        PRIVADO = "privado", _("sector privado")
        SOCIEDAD_CIVIL = "sociedad_civil", _("sociedad civil")
        ACADEMIA = "academia", _("academia")
        ORGANISMO = "organismo", _("organismos internacionales")

    actividad = models.ForeignKey(Actividad, on_delete=models.CASCADE, related_name="asistencia")
    clase = models.CharField(_("de dónde vienen"), max_length=20, choices=Clase)
    cuantos = models.PositiveIntegerField(_("cuántas personas"), validators=[MaxValueValidator(MAXIMO_DE_ASISTENTES)])

    class Meta:
        verbose_name = _("asistencia")
        verbose_name_plural = _("asistencia")
        ordering = ["actividad", "clase"]
        constraints = [
            models.UniqueConstraint(fields=["actividad", "clase"], name="asistencia_una_cuenta"),
            models.CheckConstraint(
                name="asistencia_posible", condition=Q(cuantos__gte=0) & Q(cuantos__lte=MAXIMO_DE_ASISTENTES)
            ),
        ]

    def __str__(self):
        return f"{self.get_clase_display()}: {self.cuantos}"
