"""Rows of a record: they are added, never changed nor taken away."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .generacion import NADIE


class SoloSeAgrega(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("A record is not changed.")

    def delete(self):
        raise TypeError("A record is not deleted.")


class Registro(models.Model):
    """Abstract: who inherits it is a record. Links to what may go are null and have the name beside them."""

    empieza_generacion = NADIE  # whoever writes it starts one

    momento = models.DateTimeField(_("momento"), default=timezone.now, editable=False)

    objects = SoloSeAgrega.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not kwargs.get("force_insert"):
            raise TypeError("A record is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A record is not deleted.")
