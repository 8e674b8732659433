"""Where a practice travels: the networks and platforms it is in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from base.models import FilaOrdenada
from redes.models import FilaDeRed

from .filas import PRACTICA


class RedDePractica(FilaDeRed):
    """A network in which the practice is shown or exchanged."""

    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="redes")


class PlataformaDePractica(FilaOrdenada):
    """A platform that has the practice."""

    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="plataformas")
    plataforma = models.ForeignKey(
        "redes.Plataforma",
        verbose_name=_("plataforma"),
        on_delete=models.PROTECT,
        related_name="practicas_plataformadepractica",
        limit_choices_to={"locale__language_code": "es"},
    )
    enlace = models.URLField(_("dirección de la práctica en ella"), blank=True)

    panels = [FieldPanel("plataforma"), FieldPanel("enlace")]

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("plataforma")
        verbose_name_plural = _("plataformas")

    def __str__(self):
        return str(self.plataforma)
