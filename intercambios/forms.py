"""The public form: five fields and a consent, without an account."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from .models import Pedido

SAL = "intercambios.llegada"
RAPIDO = 3  # seconds in which nobody fills it in


class PedidoForm(forms.ModelForm):
    autoriza = forms.BooleanField(
        label=_("Autorizo a la DDRI a usar estos datos para responderme (Ley 1581 de 2012)."),
        error_messages={"required": _("Sin su autorización no podemos guardar sus datos ni escribirle.")},
    )
    # A person does not see it, and a program fills in everything.
    sitio_web = forms.CharField(label=_("No escriba aquí"), required=False)
    llegada = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Pedido
        fields = ("nombre", "institucion", "correo", "sobre", "mensaje")
        labels = {
            "nombre": _("Su nombre"),
            "institucion": _("Institución, ciudad y país"),
            "correo": _("Correo electrónico"),
            "sobre": _("Sobre qué práctica o tema"),
            "mensaje": _("Qué quisieran hacer"),
        }
        help_texts = {
            "mensaje": _(
                "Una conversación, un taller a distancia, una visita a Bogotá o de Bogotá, acompañamiento…; para qué "
                "problema y para cuándo. En español o en inglés."
            ),
        }
        widgets = {"mensaje": forms.Textarea({"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nombre, completar in (("nombre", "name"), ("institucion", "organization"), ("correo", "email")):
            self.fields[nombre].required = True
            self.fields[nombre].widget.attrs["autocomplete"] = completar
        self.fields["mensaje"].required = True

    @property
    def nueva_llegada(self):
        """When the page was given, signed; who is asked to send it again has waited already."""
        return signing.dumps(int(time.time()) - (RAPIDO if self.is_bound else 0), salt=SAL)

    @property
    def es_de_un_programa(self):
        return bool(self.cleaned_data.get("sitio_web"))

    def clean_mensaje(self):
        return _con_palabras(self.cleaned_data["mensaje"])

    def clean_sobre(self):
        return _con_palabras(self.cleaned_data["sobre"])

    def clean(self):
        datos = super().clean() or self.cleaned_data
        try:
            llegada = signing.loads(datos.get("llegada") or "", salt=SAL)
        except signing.BadSignature:
            llegada = None
        if llegada is None or time.time() - llegada < RAPIDO:
            raise forms.ValidationError(_("No alcanzamos a recibirlo. Revise lo que escribió y envíelo otra vez."))
        return datos


def _con_palabras(texto):
    if not any(letra.isalpha() for letra in texto):
        raise forms.ValidationError(_("Escríbalo con palabras."))
    return texto
