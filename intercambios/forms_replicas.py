"""Asking the other side whether a replica is so, and what it answers."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from base.texto import sin_control

from .models import Replica


class PreguntarForm(forms.Form):
    correo = forms.EmailField(
        label=_("Correo de la otra parte"),
        help_text=_("Solo para enviar el enlace: no se guarda."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    idioma = forms.ChoiceField(
        label=_("En qué idioma se le escribe"),
        choices=[(codigo, get_language_info(codigo)["name_local"].capitalize()) for codigo, _n in settings.LANGUAGES],
    )


class ResponderForm(forms.Form):
    use_required_attribute = False

    respuesta = forms.ChoiceField(
        label=_("¿Es así?"),
        choices=[(Replica.Respuesta.CONFIRMA, _("Sí, es así")), (Replica.Respuesta.NIEGA, _("No es así"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una de las dos respuestas.")},
    )
    comentario = forms.CharField(
        label=_("Si quiere, diga algo más"),
        help_text=_("Qué habría que corregir, o dónde se puede leer. Lo lee la DDRI; no se publica."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )

    def clean_comentario(self):
        return sin_control(self.cleaned_data["comentario"])
