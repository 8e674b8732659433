"""Closed lists of the Bank. They come with the installation and are edited by Administración."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from base.idiomas import ESPANOL
from base.models import ListaCerrada


class ODS(ListaCerrada):
    """One of the 17 Sustainable Development Goals; ``orden`` is its number."""

    class Meta(ListaCerrada.Meta):
        verbose_name = _("ODS")
        verbose_name_plural = _("ODS")

    def __str__(self):
        return f"{self.numero}. {self.nombre}"

    @property
    def numero(self):
        return self.orden


class Poblacion(ListaCerrada):
    """A population group (DDRI manual 2014, ficha: «población objetivo»)."""

    class Meta(ListaCerrada.Meta):
        verbose_name = _("población objetivo")
        verbose_name_plural = _("poblaciones objetivo")


class Tema(ListaCerrada):
    """A subject area of the list kept by the DDRI."""

    class Meta(ListaCerrada.Meta):
        verbose_name = _("área temática")
        verbose_name_plural = _("áreas temáticas")


class Subtema(ListaCerrada):
    tema = models.ForeignKey(Tema, verbose_name=_("área temática"), on_delete=models.PROTECT, related_name="subtemas")

    class Meta(ListaCerrada.Meta):
        verbose_name = _("subtema")
        verbose_name_plural = _("subtemas")
        ordering = ["tema__orden", "orden", "nombre_es"]


class Criterio(ListaCerrada):
    """A criterion that a practice is studied by (DDRI manual 2014, 4.b): four core ones, four others."""

    basico = models.BooleanField(
        _("básico"), default=True, help_text=_("Común a todas las organizaciones que promueven buenas prácticas.")
    )
    pregunta_es = models.CharField(_("pregunta en español"), max_length=300)
    pregunta_en = models.CharField(_("pregunta en inglés"), max_length=300)
    fuente = models.CharField(_("fuente"), max_length=300, blank=True)

    class Meta(ListaCerrada.Meta):
        verbose_name = _("criterio")
        verbose_name_plural = _("criterios")

    @property
    def pregunta(self):
        """What the adviser answers, in the active language."""
        return self.pregunta_en if (get_language() or ESPANOL).startswith("en") else self.pregunta_es
