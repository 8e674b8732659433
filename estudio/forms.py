"""The rubric of a study, as a form: one criterion after the other, like a conversation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vocabulario.models import Criterio

from .models import Estudio, Valoracion


class EstudioForm(forms.ModelForm):
    """Route and general opinion of a study."""

    class Meta:
        model = Estudio
        fields = ["experiencia_significativa", "buena_practica", "concepto"]
        widgets = {"concepto": forms.Textarea(attrs={"rows": 4})}


class ValoracionForm(forms.ModelForm):
    """One criterion of the rubric."""

    class Meta:
        model = Valoracion
        fields = ["puntaje", "justificacion"]
        widgets = {"puntaje": forms.RadioSelect, "justificacion": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, criterio, **kwargs):
        super().__init__(*args, **kwargs)
        self.criterio = criterio
        self.fields["puntaje"].choices = Valoracion.Puntaje.choices  # type: ignore[attr-defined]
        self.fields["puntaje"].label = criterio.pregunta
        self.fields["justificacion"].label = _("Por qué")


def formularios_de_valoracion(estudio, datos=None):
    """A ``ValoracionForm`` for each criterion, with what ``estudio`` has already."""
    hechas = {uno.criterio_id: uno for uno in estudio.valoraciones.all()} if estudio.pk else {}
    return [
        ValoracionForm(
            datos,
            instance=hechas.get(criterio.pk) or Valoracion(criterio=criterio),
            prefix=f"criterio-{criterio.codigo}",
            criterio=criterio,
        )
        for criterio in Criterio.objects.all()
    ]
