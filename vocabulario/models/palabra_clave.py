"""Key words in two languages: the Spanish one is written in a ficha, and its English beside it, once for all fichas."""

from django.db import models
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from base.generacion import FONDO


class PalabraClave(models.Model):
    """What a key word (a ``Tag``) is called in English. There is one for each, empty until somebody fills it in."""

    empieza_generacion = FONDO

    etiqueta = models.OneToOneField(
        Tag, verbose_name=_("en español"), on_delete=models.CASCADE, primary_key=True, related_name="palabra_clave"
    )
    nombre_en = models.CharField(
        _("en inglés"),
        max_length=100,
        blank=True,
        help_text=_("Mientras esté vacía, las páginas en inglés la muestran en español."),
    )

    class Meta:
        verbose_name = _("palabra clave")
        verbose_name_plural = _("palabras clave")
        ordering = ["etiqueta__name"]

    def __str__(self):
        return self.etiqueta.name


def _con_su_fila(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        PalabraClave.objects.get_or_create(etiqueta=instance)


def conectar():
    post_save.connect(_con_su_fila, sender=Tag, dispatch_uid="vocabulario.palabra_clave")
