"""What each one puts into a process, in money or in kind. Internal: read and written by who leads, and never public.

Amounts of different currencies are never added up: there is a total for each.
"""

from collections import defaultdict
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from base.escrito import CifraDelModelo, cifra_escrita
from base.monedas import Moneda

from .metodos import Fase
from .procesos import FilaDeProceso, Proceso


class AporteDeProceso(FilaDeProceso):
    """What an organisation puts into a process. Of what is given in kind the value may not be known."""

    class Forma(models.TextChoices):
        DINERO = "dinero", _("en dinero")
        ESPECIE = "especie", _("en especie")

    proceso = ParentalKey(Proceso, on_delete=models.CASCADE, related_name="aportes")
    actor = models.ForeignKey(
        "actores.Actor", on_delete=models.PROTECT, related_name="+", verbose_name=_("quién aporta")
    )
    forma = models.CharField(_("en qué"), max_length=10, choices=Forma, default=Forma.DINERO)
    monto = CifraDelModelo(
        _("cuánto"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"), message=_("Un aporte es más que cero."))],
        help_text=_("De lo que se da en especie, en cuánto se valora; vacío si no se sabe."),
    )
    moneda = models.CharField(_("moneda"), max_length=3, choices=Moneda, blank=True)
    para_que = models.CharField(
        _("para qué"), max_length=300, help_text=_("Qué se paga o qué se da: los tiquetes, el salón, la traducción.")
    )
    fecha = models.DateField(_("fecha"), null=True, blank=True)
    fase = models.ForeignKey(
        Fase, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("fase")
    )

    class Meta(FilaDeProceso.Meta):
        verbose_name = _("aporte")
        verbose_name_plural = _("aportes en dinero y en especie")
        constraints = [
            models.CheckConstraint(
                name="aporte_con_su_moneda",
                condition=Q(monto__isnull=True) | (Q(monto__gt=0) & ~Q(moneda="")),
                violation_error_message=_("Diga en qué moneda es."),
            )
        ]

    def __str__(self):
        return f"{self.actor}: {self.dicho}"

    @property
    def dicho(self):
        """«COP 1.250.000»; «sin valorar», where the value of what was given is not known."""
        return str(_("sin valorar")) if self.monto is None else f"{self.moneda} {cifra_escrita(self.monto)}"

    def clean(self):
        super().clean()
        faltas = {}
        if self.monto is not None and not self.moneda:
            faltas["moneda"] = _("Diga en qué moneda es.")
        if self.monto is None and self.forma == self.Forma.DINERO:
            faltas["monto"] = _("De un aporte en dinero se dice cuánto.")
        if self.fase and self.proceso_id and self.fase.metodo_id != self.proceso.metodo_id:
            faltas["fase"] = _("Esa fase es de otro método.")
        if faltas:
            raise ValidationError(faltas)


def totales(aportes):
    """What ``aportes`` come to in each currency, in the order in which the house names them: list of dicts.

    Each has ``moneda``, ``dinero``, ``especie`` and ``total``, written. There is no sum of all: there cannot be one.
    """
    sumas = defaultdict(lambda: defaultdict(Decimal))
    for uno in aportes:
        if uno.monto is not None:
            sumas[uno.moneda][uno.forma] += uno.monto
    return [
        {
            "moneda": moneda.label,
            **{forma: cifra_escrita(suyas[forma]) if forma in suyas else "" for forma in AporteDeProceso.Forma.values},
            "total": cifra_escrita(sum(suyas.values(), Decimal(0))),
        }
        for moneda in Moneda
        if (suyas := sumas.get(moneda.value))
    ]
