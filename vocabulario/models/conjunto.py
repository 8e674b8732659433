"""The sets of criteria: each body that promotes good practices has its own, in words of its own."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from base.generacion import NADIE
from base.idiomas import ESPANOL
from base.models import FilaOrdenada, ListaCerrada

from .listas import Criterio


class ConjuntoDeCriterios(ListaCerrada, ClusterableModel):
    """What a body that promotes good practices asks of one (DDRI manual 2014, 4.b: they vary by who promotes)."""

    # An aval keeps the names of those that it met.
    empieza_generacion = NADIE  # type: ignore[assignment]

    fuente = models.CharField(_("fuente"), max_length=300, blank=True)

    class Meta(ListaCerrada.Meta):
        verbose_name = _("conjunto de criterios")
        verbose_name_plural = _("conjuntos de criterios")


class Exigencia(FilaOrdenada):
    """What the body asks by one of its criteria."""

    empieza_generacion = NADIE

    conjunto = ParentalKey(ConjuntoDeCriterios, on_delete=models.CASCADE, related_name="exigencias")
    criterio = models.ForeignKey(
        Criterio, verbose_name=_("criterio"), on_delete=models.CASCADE, related_name="exigencias"
    )
    pide_es = models.CharField(_("qué pide, en español"), max_length=300)
    pide_en = models.CharField(_("qué pide, en inglés"), max_length=300)

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("criterio del conjunto")
        verbose_name_plural = _("criterios del conjunto")
        constraints = [models.UniqueConstraint(fields=["conjunto", "criterio"], name="una_exigencia_por_criterio")]

    def __str__(self):
        return f"{self.conjunto}: {self.criterio}"

    @property
    def pide(self):
        """In the active language."""
        return self.pide_en if (get_language() or ESPANOL).startswith("en") else self.pide_es
