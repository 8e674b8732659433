"""Forms of the review screens."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """What a moderator writes about a text: the letter, and a comment on any of its sections.

    ``huella`` says which text was on the screen.
    """

    huella = forms.CharField(widget=forms.HiddenInput)
    carta = forms.CharField(
        label=_("Carta o comentario"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Si devuelve el texto, esta es la carta que recibe quien lo envió; si da el aval, queda en el registro."
        ),
    )

    def __init__(self, *args, secciones, rutas, **kwargs):
        super().__init__(*args, **kwargs)
        self.secciones = secciones
        for seccion in secciones:
            self.fields[f"comentario-{seccion.campo}"] = forms.CharField(
                label=_("Comentario sobre «%(seccion)s»") % {"seccion": seccion.etiqueta},
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.rutas = list(rutas)
        etiquetas = {
            "experiencia_significativa": _("Experiencia Significativa de Ciudad"),
            "buena_practica": _("Buena Práctica"),
        }
        for ruta, propuesta in rutas.items():
            self.fields[ruta] = forms.BooleanField(label=etiquetas[ruta], required=False, initial=propuesta)

    def comentarios(self):
        """The comments written: list of ``(section, text)``."""
        return [
            (seccion, texto)
            for seccion in self.secciones
            if (texto := self.cleaned_data.get(f"comentario-{seccion.campo}"))
        ]

    def rutas_elegidas(self):
        return {ruta: self.cleaned_data[ruta] for ruta in self.rutas}
