"""A snippet that bears the aval: what the public reads is not always a page."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from aval.models import Avalable


class Nota(
    Avalable,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    titulo = models.CharField(max_length=100)
    texto = RichTextField(blank=True)

    campos_de_lectura = ("titulo", "texto")

    class Meta(TranslatableMixin.Meta):
        verbose_name = "nota"
        verbose_name_plural = "notas"

    def __str__(self):
        return self.titulo
