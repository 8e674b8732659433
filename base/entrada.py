"""Where every text comes in: the signs that no feed, sheet nor document may carry are left at the door.

A form, of any kind, reads its texts with Django's ``CharField``, which also those of blocks, rich texts and key words
are. What code saves without a form is cleaned as it is written, where other texts name it: lists and key words.
"""

from django import forms
from django.db.models import CharField, TextField
from django.db.models.signals import pre_save
from taggit.models import TagBase

from .prestado import prestado
from .texto import sin_control

prestado(
    "django.forms.fields.CharField.to_python",
    "(self, value)",
    por="No setting says what every form cleans; a field of our own would be forgotten in the next form.",
)


def limpiar_textos(objeto):
    """Take the control characters from each text of ``objeto``, a model instance that is about to be saved."""
    for campo in objeto._meta.concrete_fields:
        if isinstance(campo, CharField | TextField) and campo.attname in objeto.__dict__:
            valor = getattr(objeto, campo.attname)
            if isinstance(valor, str) and (limpio := sin_control(valor)) != valor:
                setattr(objeto, campo.attname, limpio.strip())


def _al_guardar(sender, instance, raw=False, **kwargs):
    from .models import ListaCerrada  # the models are not ready when this is imported

    if not raw and isinstance(instance, ListaCerrada | TagBase):
        limpiar_textos(instance)


def _limpio(de_django):
    def to_python(self, value):
        # A key is what was typed when it was chosen, whatever it has.
        if isinstance(value, str) and not isinstance(self.widget, forms.PasswordInput):
            value = sin_control(value)
        return de_django(self, value)

    to_python.limpia = True
    return to_python


def conectar():
    if not hasattr(forms.CharField.to_python, "limpia"):
        forms.CharField.to_python = _limpio(forms.CharField.to_python)
    pre_save.connect(_al_guardar, dispatch_uid="base.entrada")
