"""What a city, a network or an agency asks of Bogotá. Internal: nothing of it is ever public, and it has no aval."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE

_LETRAS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another


def nuevo_codigo():
    return "".join(secrets.choice(_LETRAS) for _vez in range(8))


class Pedido(models.Model):
    """A request for an exchange, from the public form.

    The person who asks agreed to be written to (Ley 1581 de 2012); they, or the DDRI, may delete what is theirs at any
    time, and it goes by itself after ``PEDIDOS_DIAS_DE_DATOS`` days. Institution, subject and state stay.
    """

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        RECIBIDO = "recibido", _("Recibido")
        EN_ESTUDIO = "en_estudio", _("En estudio")
        ACEPTADO = "aceptado", _("Aceptado")
        APLAZADO = "aplazado", _("Aplazado")
        DECLINADO = "declinado", _("Declinado")
        DERIVADO = "derivado", _("Derivado a otra entidad")

    CON_MOTIVO = (Estado.APLAZADO, Estado.DECLINADO, Estado.DERIVADO)

    codigo = models.CharField(_("número"), max_length=12, unique=True, default=nuevo_codigo, editable=False)
    recibido = models.DateTimeField(_("recibido"), default=timezone.now, editable=False)
    idioma = models.CharField(_("idioma"), max_length=10, editable=False)
    nombre = models.CharField(_("nombre"), max_length=120, blank=True)
    institucion = models.CharField(_("institución, ciudad y país"), max_length=200)
    correo = models.EmailField(_("correo electrónico"), blank=True)
    clave = models.UUIDField(null=True, editable=False, help_text="translation_key of what it is about.")
    sobre = models.CharField(_("práctica o tema"), max_length=300)
    mensaje = models.TextField(_("qué quisieran hacer"), max_length=3000, blank=True)
    origen = models.CharField(
        max_length=32, blank=True, editable=False, help_text="Digest of the address it came from."
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.RECIBIDO)
    motivo = models.TextField(
        _("motivo"), max_length=2000, blank=True, help_text=_("Llega a quien pidió, tal como está aquí.")
    )
    sin_datos = models.DateTimeField(_("datos personales borrados"), null=True, editable=False)

    class Meta:
        verbose_name = _("pedido de intercambio")
        verbose_name_plural = _("pedidos de intercambio")
        ordering = ["-recibido"]

    def __str__(self):
        return f"{self.codigo} · {self.institucion}"

    def clean(self):
        if self.estado in self.CON_MOTIVO and not self.motivo.strip():
            raise ValidationError({"motivo": _("Diga por qué: es lo que leerá quien pidió.")})

    def borrar_datos(self):
        """Forget the person. What they wrote goes too, and what was written to them, since it may say who they are."""
        self.nombre = self.correo = self.mensaje = self.motivo = self.origen = ""
        self.sin_datos = timezone.now()
        self.save(update_fields=["nombre", "correo", "mensaje", "motivo", "origen", "sin_datos"])
