"""Cities of the world, each with its country: one row for every place that the site names."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.search import index

from base.models import ListaCerrada


class Ciudad(index.Indexed, ListaCerrada):
    """A city and its country. With coordinates, it shows on the map."""

    pais = CountryField(_("país"))
    latitud = models.DecimalField(
        _("latitud"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("En grados; negativa al sur del ecuador."),
    )
    longitud = models.DecimalField(
        _("longitud"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("En grados; negativa al oeste de Greenwich."),
    )

    search_fields = [
        index.SearchField("nombre_es"),
        index.SearchField("nombre_en"),
        index.AutocompleteField("nombre_es"),
        index.AutocompleteField("nombre_en"),
    ]

    class Meta(ListaCerrada.Meta):
        verbose_name = _("ciudad")
        verbose_name_plural = _("ciudades")
        ordering = ["nombre_es"]

    def __str__(self):
        return f"{self.nombre}, {self.pais.name}"  # type: ignore[attr-defined]  # a Country, once it is read
