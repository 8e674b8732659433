"""Fields that every kind writes the same way."""

from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

RASGOS = ["bold", "italic", "ol", "ul", "link"]


def iguales(*campos):
    """Facts: the same in every language."""
    return [SynchronizedField(campo, overridable=False) for campo in campos]


def prosa(nombre, ayuda=""):
    return RichTextField(nombre, features=RASGOS, blank=True, help_text=ayuda)
