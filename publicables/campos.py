"""Fields that every kind writes the same way."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

RASGOS = ["bold", "italic", "ol", "ul", "link"]


def iguales(*campos):
    """Facts: the same in every language."""
    return [SynchronizedField(campo, overridable=False) for campo in campos]


def en_palabras(nombre):
    """Who carries something, where a list of organisations does not say it all."""
    ayuda = _("Lo que una lista no dice. Si es una organización, elíjala arriba.")
    return models.CharField(nombre, max_length=250, blank=True, help_text=ayuda)


def prosa(nombre, ayuda=""):
    return RichTextField(nombre, features=RASGOS, blank=True, help_text=ayuda)
