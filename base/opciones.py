"""Several of a short list of choices that the code keeps, in one field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class OpcionesField(models.JSONField):
    """A list of codes of ``opciones`` (a ``TextChoices``); none by default."""

    def __init__(self, *args, opciones=None, **kwargs):
        self.opciones = opciones
        super().__init__(
            *args, **{"default": list, "db_default": Value([], models.JSONField()), "blank": True} | kwargs
        )

    def validate(self, value, model_instance):
        sobran = set(value or ()) - set(self.opciones.values)
        if sobran:
            raise ValidationError(_("«%(cual)s» no está en la lista.") % {"cual": ", ".join(sorted(map(str, sobran)))})

    def clean(self, value, model_instance):
        return super().clean(value or [], model_instance)

    def formfield(self, **kwargs):
        return forms.TypedMultipleChoiceField(
            **{
                "choices": self.opciones.choices,
                "widget": forms.CheckboxSelectMultiple,
                "required": not self.blank,
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
            }
        )

    def nombres(self, codigos):
        """What people call each of ``codigos``."""
        return [str(nombre) for codigo, nombre in self.opciones.choices if codigo in (codigos or ())]
