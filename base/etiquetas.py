"""Key words: one, whatever its capitals or accents, however it is typed."""

import unicodedata

from taggit.managers import TaggableManager
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField

from .prestado import sustituye
from .texto import plano

_ENIE = "\ue000"  # a letter of its own, not an n with an accent: «año» is not «ano»


def _clave(nombre):
    """``nombre`` as it is compared with others."""
    junto = unicodedata.normalize("NFC", nombre).casefold().replace("ñ", _ENIE)
    return " ".join(plano(junto).split())


def como_estan(nombres, modelo):
    """``nombres`` without repetition, each as the key word of ``modelo`` that it already is, if it is one.

    Of two that are new and differ in accents alone, the one that has them: they are left out more often than put in.
    """
    nombres = [unicodedata.normalize("NFC", nombre) for nombre in nombres]
    faltan = set(nombres) - set(modelo._default_manager.filter(name__in=nombres).values_list("name", flat=True))
    sabidos = {}
    if faltan:
        for nombre in modelo._default_manager.order_by("pk").values_list("name", flat=True):
            sabidos.setdefault(_clave(nombre), nombre)
        for nombre in sorted(faltan, key=lambda nombre: (nombre.isascii(), nombre)):
            sabidos.setdefault(_clave(nombre), nombre)
    return list(dict.fromkeys(sabidos[_clave(nombre)] if nombre in faltan else nombre for nombre in nombres))


class CampoDeEtiquetas(TagField):
    @sustituye
    def clean(self, value):
        return como_estan(super().clean(value), self.tag_model)


def conectar():
    register_form_field_override(
        TaggableManager, override=lambda campo: {"form_class": CampoDeEtiquetas, "tag_model": campo.related_model}
    )
