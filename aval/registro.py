"""What every record of this room has: the object that it is about."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin

from base import registro


class SoloSeAgrega(registro.SoloSeAgrega):
    def de(self, objeto):
        """The rows about ``objeto``."""
        return self.filter(content_type=objeto.get_base_content_type(), object_id=str(objeto.pk))

    def del_original_de(self, objeto):
        """The rows about the text in the source language that ``objeto`` translates; none if it translates none."""
        if not isinstance(objeto, TranslatableMixin) or objeto.locale.language_code == settings.LANGUAGE_CODE:
            return self.none()
        originales = type(objeto)._base_manager.filter(
            translation_key=objeto.translation_key, locale__language_code=settings.LANGUAGE_CODE
        )
        original = originales.first()
        return self.de(original) if original else self.none()


class _Registro(registro.Registro):
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(_("objeto"), max_length=255)

    objects: ClassVar = SoloSeAgrega.as_manager()

    class Meta:
        abstract = True
