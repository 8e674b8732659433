"""A practice adapted by another city or organisation: internal work. What the public reads of it is a Transferencia."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actores.grupos import es_solo_punto_focal
from base.generacion import SITIO
from base.idiomas import ESPANOL

ANIOS = [MinValueValidator(1950), MaxValueValidator(2100)]
# At least one of them says where: of the internal record and of what is told in public.
EN_ALGUNA_PARTE = Q(ciudad__isnull=False) | Q(actor__isnull=False)


class Etapa(models.TextChoices):
    INTERESADA = "interesada", _("Interesada")
    ADAPTANDO = "adaptando", _("Adaptándola")
    EN_MARCHA = "en_marcha", _("En marcha")
    TERMINADA = "terminada", _("Terminada")
    ABANDONADA = "abandonada", _("Abandonada")


class Adaptacion(models.TextChoices):
    """How much the practice changed (the three degrees that WOCAT asks for)."""

    NINGUNA = "ninguna", _("Sin cambios")
    ALGUNA = "alguna", _("Con algunos cambios")
    MAYOR = "mayor", _("Con cambios de fondo")


def falla_de_anio(anio, etapa):
    """What is wrong with the year in which it began; or empty. What is not yet done may have a year to come."""
    if anio and anio > timezone.localdate().year and etapa not in (Etapa.INTERESADA, Etapa.ADAPTANDO):
        return _("Ese año no ha llegado: lo que empieza después se está adaptando.")
    return ""


class Replicas(models.QuerySet):
    def de(self, usuario):
        """Those that ``usuario`` may see: a punto focal, only those of the practices of their entity."""
        if es_solo_punto_focal(usuario):
            return self.filter(practica__entidad_id=usuario.entidad_id) if usuario.entidad_id else self.none()
        return self


class Replica(models.Model):
    """That somebody elsewhere adapted a practice: who, since when, what changed, and what each side says of it.

    Neither side is named by a person, and the address to which the link went is not kept.
    """

    empieza_generacion = SITIO  # the public reads of a live Transferencia who confirms it

    class Declara(models.TextChoices):
        BOGOTA = "bogota", _("Bogotá")
        OTRA = "otra", _("la otra ciudad")

    class Respuesta(models.TextChoices):
        PENDIENTE = "", _("Sin respuesta")
        CONFIRMA = "confirma", _("La confirmó")
        NIEGA = "niega", _("La negó")

    # What the other side is asked about: if any of it changes, it is asked again.
    HECHOS = ("practica_id", "ciudad_id", "actor_id", "anio", "etapa", "adaptacion", "que_cambio")

    practica = models.ForeignKey(
        "practicas.PracticaPage",
        on_delete=models.PROTECT,
        related_name="replicas",
        verbose_name=_("práctica"),
        help_text=_("Su versión en español."),
    )
    ciudad = models.ForeignKey(
        "vocabulario.Ciudad",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replicas",
        verbose_name=_("ciudad"),
        help_text=_("Con ella sale en el mapa."),
    )
    actor = models.ForeignKey(
        "actores.Actor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replicas",
        verbose_name=_("organización"),
        help_text=_("Quién la adaptó, si no fue la ciudad misma."),
    )
    anio = models.PositiveSmallIntegerField(
        _("año en que empezó"), null=True, blank=True, validators=ANIOS, help_text=_("Vacío si no se sabe.")
    )
    etapa = models.CharField(_("en qué va"), max_length=12, choices=Etapa)
    adaptacion = models.CharField(
        _("cuánto cambió"), max_length=10, choices=Adaptacion, blank=True, help_text=_("Vacío si no se sabe.")
    )
    que_cambio = models.TextField(_("qué se cambió y por qué"), max_length=3000, blank=True)
    evidencia_enlace = models.URLField(
        _("dónde se puede comprobar"), blank=True, help_text=_("Una página de la otra ciudad, una noticia, un informe.")
    )
    evidencia_documento = models.ForeignKey(
        "base.Documento",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("documento"),
        help_text=_("Queda en la administración: no se publica."),
    )
    declarada_por = models.CharField(
        _("quién la declaró"), max_length=10, choices=Declara, default=Declara.BOGOTA, editable=False
    )
    confirmada_por_bogota = models.DateField(_("confirmada por Bogotá"), null=True, editable=False)
    respuesta = models.CharField(
        _("qué dijo la otra parte"), max_length=10, choices=Respuesta, blank=True, default="", editable=False
    )
    respondida = models.DateField(_("cuándo respondió"), null=True, editable=False)
    comentario = models.TextField(_("lo que añadió"), max_length=2000, blank=True, editable=False)
    proceso = models.ForeignKey(
        "intercambios.Proceso",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="replicas",
        verbose_name=_("proceso del que salió"),
    )
    transferencia = models.OneToOneField(
        "intercambios.Transferencia",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="replica",
    )
    creada = models.DateTimeField(_("creada"), auto_now_add=True)
    modificada = models.DateTimeField(_("modificada"), auto_now=True)

    objects = Replicas.as_manager()

    class Meta:
        verbose_name = _("réplica")
        verbose_name_plural = _("réplicas")
        ordering = ["-modificada", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="replica_en_alguna_parte",
                condition=EN_ALGUNA_PARTE,
                violation_error_message=_("Diga en qué ciudad, o qué organización la adaptó."),
            )
        ]

    def __str__(self):
        return f"{self.practica.title} · {self.donde}"

    def clean(self):
        super().clean()
        errores: dict[str, Any] = {}
        if not self.ciudad_id and not self.actor_id:
            errores["ciudad"] = _("Diga en qué ciudad, o qué organización la adaptó.")
        if falla := falla_de_anio(self.anio, self.etapa):
            errores["anio"] = falla
        if self.practica_id and self.practica.locale.language_code != ESPANOL:
            errores["practica"] = _("Elija la versión en español de la práctica: la inglesa se enlaza por sí sola.")
        elif otra := self._la_misma():
            frase = _("Ya está en la lista, en «%(etapa)s»: ábrala en lugar de repetirla.")
            errores["ciudad"] = frase % {"etapa": otra.get_etapa_display()}
        if errores:
            raise ValidationError(errores)

    def _la_misma(self):
        """Another of the same practice in the same city by the same organisation, or None."""
        if not self.practica_id:
            return None
        mismas = Replica.objects.filter(practica=self.practica_id, ciudad=self.ciudad_id, actor=self.actor_id)
        return mismas.exclude(pk=self.pk).first()

    @property
    def donde(self):
        """Where, in the language of the reader: the organisation, the city, or both."""
        return ", ".join(str(uno) for uno in (self.actor, self.ciudad) if uno)

    @property
    def quien_lo_dice(self):
        """In words for the public, who says that it is so; empty while nobody does, and when it was denied."""
        return quien_lo_dice(self.confirmada_por_bogota, self.respuesta)

    @property
    def no_se_cuenta(self):
        """Why the public may read nothing of it; empty when it may."""
        if self.respuesta == self.Respuesta.NIEGA:
            return _("La otra parte dijo que no es así: no se cuenta en público.")
        if self.etapa == Etapa.INTERESADA:
            return _("Todavía no la ha adaptado: solo le interesa.")
        if not self.quien_lo_dice:
            return _("Nadie la ha confirmado: confírmela la DDRI, o pida que la otra parte lo haga.")
        return ""

    @property
    def en_palabras(self):
        """What each side says, for the lists of the admin."""
        return self.quien_lo_dice or (
            _("Negada por la otra parte") if self.respuesta == self.Respuesta.NIEGA else _("Sin confirmar")
        )


def quien_lo_dice(confirmada_por_bogota: datetime.date | None, respuesta: str):
    """Who says of a replica that it is so, in words; empty when nobody does or the other side denied it."""
    if respuesta == Replica.Respuesta.NIEGA:
        return ""
    if confirmada_por_bogota and respuesta == Replica.Respuesta.CONFIRMA:
        return _("Confirmada por Bogotá y por la otra parte")
    if confirmada_por_bogota:
        return _("Declarada por Bogotá")
    return _("Declarada por la otra parte") if respuesta == Replica.Respuesta.CONFIRMA else ""
