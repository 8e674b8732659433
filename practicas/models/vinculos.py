"""The networks and platforms that a practice is in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from base.idiomas import ESPANOL
from base.models import FilaOrdenada
from redes.models import FilaDeRed

from .filas import PRACTICA
from .practica import PracticaPage

AFINES = 6  # practices that are offered to a network


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
        limit_choices_to={"locale__language_code": ESPANOL},
    )
    enlace = models.URLField(_("dirección de la práctica en ella"), blank=True)

    panels = [FieldPanel("plataforma"), FieldPanel("enlace")]

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("plataforma")
        verbose_name_plural = _("plataformas")

    def __str__(self):
        return str(self.plataforma)


def practicas_en(relacion, campo):
    """What a network or platform shows of who is tied to it by ``relacion``: the live practices in its language."""

    def aporte(objeto):
        de_el = {f"{relacion}__{campo}__translation_key": objeto.translation_key}
        vivas = PracticaPage.objects.live().filter(locale_id=objeto.locale_id, **de_el)
        return {"practicas": vivas.distinct().order_by("title")}

    return aporte


def practicas_afines(red):
    """What a network also shows: live practices of its subjects that are not in it yet, which may be asked for."""
    temas = [tema.pk for tema in red.temas.all()]
    if not temas:
        return {"afines": []}
    de_lo_mismo = PracticaPage.objects.live().filter(locale_id=red.locale_id, tema__in=temas)
    ya = PracticaPage.objects.filter(redes__red__translation_key=red.translation_key).order_by()
    return {"afines": de_lo_mismo.exclude(pk__in=ya.values("pk")).order_by("title")[:AFINES]}
