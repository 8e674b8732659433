"""What every record of this room has: the object that it is about."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from base import registro


class SoloSeAgrega(registro.SoloSeAgrega):
    def de(self, objeto):
        """The rows about ``objeto``."""
        return self.filter(content_type=objeto.get_base_content_type(), object_id=str(objeto.pk))


class _Registro(registro.Registro):
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(_("objeto"), max_length=255)

    objects = SoloSeAgrega.as_manager()

    class Meta:
        abstract = True
