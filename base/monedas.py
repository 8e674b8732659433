"""The currencies that amounts are written in. Amounts of different ones are never added up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moneda(models.TextChoices):
    USD = "USD", _("dólares de EE. UU. (USD)")
    COP = "COP", _("pesos colombianos (COP)")
    EUR = "EUR", _("euros (EUR)")
