"""Puntos focales: who keeps contact with the DDRI for an entity, from when until when, and what was talked with it.

A role ends with its designation: the night that follows, when its account next comes in, or when the date is written
down, whichever is first. What the person was writing stays with the entity.
"""

import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE

from .grupos import PUNTOS_FOCALES


class Designaciones(models.QuerySet):
    def en_vigor(self, dia=None):
        """Those of that day (today), the titulares first."""
        dia = dia or timezone.localdate()
        return self.filter(Q(hasta=None) | Q(hasta__gte=dia), desde__lte=dia).order_by("-papel", "desde", "pk")


class PuntoFocal(models.Model):
    """A designation. With an account, or before having one."""

    empieza_generacion = NADIE

    class Papel(models.TextChoices):
        TITULAR = "titular", _("titular")
        SUPLENTE = "suplente", _("suplente")

    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="puntos_focales", verbose_name=_("entidad")
    )
    papel = models.CharField(_("papel"), max_length=10, choices=Papel, default=Papel.TITULAR)
    usuario = models.ForeignKey(
        "actores.Usuario",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="como_punto_focal",
        verbose_name=_("cuenta"),
        help_text=_("Si ya tiene una, de la misma entidad. Sin cuenta, escriba su nombre."),
    )
    nombre = models.CharField(_("nombres y apellidos"), max_length=200, blank=True)
    cargo = models.CharField(_("cargo"), max_length=200, blank=True)
    correo = models.EmailField(_("correo institucional"), blank=True)
    telefono = models.CharField(_("teléfono"), max_length=60, blank=True)
    desde = models.DateField(_("desde"), default=timezone.localdate)
    hasta = models.DateField(
        _("hasta"),
        null=True,
        blank=True,
        help_text=_("Ese día es el último: al siguiente, su cuenta pierde el papel."),
    )
    acto = models.CharField(
        _("acto de designación"),
        max_length=300,
        blank=True,
        help_text=_("Resolución, memorando o correo, con su fecha."),
    )
    olvidado = models.DateTimeField(_("datos personales borrados"), null=True, editable=False)

    objects = Designaciones.as_manager()

    class Meta:
        verbose_name = _("punto focal")
        verbose_name_plural = _("puntos focales")
        ordering = ["entidad__nombre_es", "-papel", "-desde"]
        constraints = [
            models.CheckConstraint(
                name="punto_focal_en_orden",
                condition=Q(hasta__isnull=True) | Q(hasta__gte=models.F("desde")),
                violation_error_message=_("Termina antes de empezar."),
            ),
            models.UniqueConstraint(
                name="un_titular_sin_termino",
                fields=["entidad"],
                condition=Q(papel="titular", hasta__isnull=True),
                violation_error_message=_("Esa entidad ya tiene titular."),
            ),
        ]

    def __str__(self):
        return self.quien or str(_("persona olvidada"))

    @property
    def quien(self):
        return self.nombre or str(self.usuario or "")

    @property
    def en_vigor(self):
        hoy = timezone.localdate()
        return self.desde <= hoy and (self.hasta is None or self.hasta >= hoy)

    def _coinciden(self):
        """The other designations of the entity in whose days some day of this one is."""
        otras = PuntoFocal.objects.filter(entidad_id=self.entidad_id).exclude(pk=self.pk)
        otras = otras.filter(Q(hasta=None) | Q(hasta__gte=self.desde))
        return otras.filter(desde__lte=self.hasta) if self.hasta else otras

    def clean(self):
        errores = {}
        if not self.usuario_id and not self.nombre.strip() and not self.olvidado:
            errores["nombre"] = _("Diga quién es: elija su cuenta o escriba su nombre.")
        if self.hasta and self.desde and self.hasta < self.desde:
            errores["hasta"] = _("Termina antes de empezar.")
        if self.usuario_id and self.entidad_id and self.usuario.entidad_id != self.entidad_id:
            errores["usuario"] = _("Esa cuenta es de otra entidad: %(entidad)s.") % {
                "entidad": self.usuario.entidad or "–"
            }
        if self.entidad_id and self.desde and not errores:
            if self.papel == self.Papel.TITULAR and (otro := self._coinciden().filter(papel=self.papel).first()):
                errores["papel"] = _(
                    "En esos días ya hay titular: %(quien)s, desde el %(desde)s. Termine antes esa designación, o "
                    "póngalo de suplente."
                ) % {"quien": otro, "desde": date_format(otro.desde)}
            if self.usuario_id and self._coinciden().filter(usuario=self.usuario_id).exists():
                errores["usuario"] = _("En esos días esa persona ya es punto focal de la entidad.")
        if errores:
            raise ValidationError(errores)

    @transaction.atomic
    def olvidar(self):
        """Forget the person, who asked for it. The entity and the dates stay; one in force has to end before."""
        if self.en_vigor:
            raise ValidationError(
                _("Su designación está en vigor: póngale fecha de término antes de borrar sus datos.")
            )
        self.usuario = None
        self.nombre = self.cargo = self.correo = self.telefono = self.acto = ""
        self.olvidado = timezone.now()
        self.save()


class ContactoConEntidad(models.Model):
    """That the DDRI and an entity talked. Written once, and neither changed nor deleted."""

    empieza_generacion = NADIE

    class Clase(models.TextChoices):
        DESAYUNO = "desayuno", _("desayuno de trabajo")
        REUNION = "reunion", _("reunión técnica")
        LLAMADA = "llamada", _("llamada")
        CORREO = "correo", _("correo")
        OTRO = "otro", _("otro")

    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="contactos_con_la_ddri", verbose_name=_("entidad")
    )
    fecha = models.DateField(_("fecha"), default=timezone.localdate)
    clase = models.CharField(_("cómo fue"), max_length=10, choices=Clase)
    que = models.CharField(
        _("de qué se habló"), max_length=500, help_text=_("Sin datos personales: no se cambia ni se borra.")
    )
    quien = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    quien_nombre = models.CharField(_("quién lo anotó"), max_length=300, editable=False)
    momento = models.DateTimeField(_("anotado"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("contacto con una entidad")
        verbose_name_plural = _("contactos con las entidades")
        ordering = ["-fecha", "-pk"]

    def __str__(self):
        return f"{date_format(self.fecha)} · {self.get_clase_display()}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A contact is written once.")
        super().save(*args, **kwargs)

    def clean(self):
        if self.fecha and self.fecha > timezone.localdate():
            raise ValidationError({"fecha": _("Se anota lo que ya pasó: esa fecha no ha llegado.")})


# --- In step with the accounts --------------------------------------------------------------------


def poner_al_dia(usuario):
    """What the register says of ``usuario`` agrees with their account: active, with the role, and of which entity."""
    hoy = timezone.localdate()
    ejerce = usuario.is_active and usuario.entidad_id and usuario.groups.filter(name=PUNTOS_FOCALES).exists()
    suyas = list(PuntoFocal.objects.en_vigor().filter(usuario=usuario))
    for una in suyas:
        if not ejerce or una.entidad_id != usuario.entidad_id:
            una.hasta = max(una.desde, hoy - datetime.timedelta(days=1))
            una.save(update_fields=["hasta"])
    if ejerce and not any(una.entidad_id == usuario.entidad_id for una in suyas):
        _designar(usuario, hoy)


def _designar(usuario, hoy):
    ya = PuntoFocal.objects.filter(Q(hasta=None) | Q(hasta__gte=hoy), entidad=usuario.entidad_id)
    papel = PuntoFocal.Papel
    hay = ya.filter(papel=papel.TITULAR).exists()
    return PuntoFocal.objects.create(
        entidad_id=usuario.entidad_id, usuario=usuario, papel=papel.SUPLENTE if hay else papel.TITULAR, desde=hoy
    )


def terminadas(hoy=None):
    """The accounts that keep the role though their last designation is over."""
    hoy = hoy or timezone.localdate()
    con_papel = get_user_model().objects.filter(groups__name=PUNTOS_FOCALES, como_punto_focal__hasta__lt=hoy)
    return con_papel.exclude(pk__in=PuntoFocal.objects.en_vigor(hoy).exclude(usuario=None).values("usuario")).distinct()


@transaction.atomic
def terminar(hoy=None, solo=None):
    """Take the role from those whose designation is over (``solo``: this account). Returns how many they were."""
    quienes = terminadas(hoy) if solo is None else terminadas(hoy).filter(pk=solo.pk)
    grupo = Group.objects.filter(name=PUNTOS_FOCALES).first()
    cuantos = 0
    for usuario in quienes:
        usuario.groups.remove(grupo)  # on record, and told to its holder, as any change of role
        cuantos += 1
    return cuantos
