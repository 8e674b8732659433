"""One ledger of what has been announced by mail, so as not to announce it twice. For every room."""

import hashlib

from django.core.mail import send_mail
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE


class Aviso(models.Model):
    """That something was announced to somebody. ``clave`` tells what, and of which term; of whom, only a digest."""

    empieza_generacion = NADIE

    clave = models.CharField(_("qué se anunció"), max_length=250)
    a_quien = models.CharField(max_length=64, editable=False)
    momento = models.DateTimeField(_("momento"), auto_now_add=True)

    class Meta:
        verbose_name = _("aviso enviado")
        verbose_name_plural = _("avisos enviados")
        constraints = [models.UniqueConstraint(fields=["clave", "a_quien"], name="aviso_una_vez_a_cada_quien")]

    def __str__(self):
        return self.clave


def huella(correo):
    """The digest by which the ledger knows an address."""
    return hashlib.sha256(correo.strip().casefold().encode()).hexdigest()


@transaction.atomic
def una_vez(clave, correo, carta):
    """Send ``carta()`` (subject, text) to ``correo``, unless ``clave`` was already announced there.

    Returns whether it was sent. The mail is left in the queue with the note of it: there are both or neither.
    """
    _aviso, nuevo = Aviso.objects.get_or_create(clave=clave, a_quien=huella(correo))
    if nuevo:
        asunto, texto = carta()
        send_mail(asunto, texto, None, [correo])
    return nuevo


def ya_se_aviso(clave):
    """Whether ``clave`` was announced to anybody."""
    return Aviso.objects.filter(clave=clave).exists()


def anotar_nuevas(claves, correo):
    """Those of ``claves`` that had not been announced to ``correo``, written down: for one mail that tells several."""
    a_quien = huella(correo)
    return [clave for clave in claves if Aviso.objects.get_or_create(clave=clave, a_quien=a_quien)[1]]
