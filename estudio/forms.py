"""The rubric of a study, as a form: one criterion after the other, like a conversation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aval.dictamen import Nivel, Resultado
from aval.rutas import RUTAS
from vocabulario.models import Criterio

from .models import Estudio, Valoracion


class EstudioForm(forms.ModelForm):
    """The route, how it is known that it works, what is published and what goes back to who wrote the ficha."""

    class Meta:
        model = Estudio
        fields = [
            *RUTAS,
            *("nivel", "razon_es", "razon_en", "documento"),
            *("publica_hallazgos", "conjuntos", "fortalezas", "para_otra_ciudad", "concepto"),
        ]
        widgets = {
            "conjuntos": forms.CheckboxSelectMultiple,
            **{campo: forms.Textarea(attrs={"rows": 2}) for campo in ("razon_es", "razon_en")},
            **{campo: forms.Textarea(attrs={"rows": 3}) for campo in ("fortalezas", "para_otra_ciudad")},
            "concepto": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nivel"].choices = [("", _("Sin decidir")), *Nivel.choices]  # type: ignore[attr-defined]

    @property
    def rutas(self):
        return [self[ruta] for ruta in RUTAS]

    @property
    def de_evidencia(self):
        return [self[campo] for campo in ("nivel", "razon_es", "razon_en", "documento")]

    @property
    def para_el_autor(self):
        return [self[campo] for campo in ("fortalezas", "para_otra_ciudad")]


class ValoracionForm(forms.ModelForm):
    """One criterion of the rubric."""

    # Beside a score that was given before a section changed.
    releido = forms.BooleanField(label=_("Leí lo que cambió y lo dejo igual"), required=False)

    class Meta:
        model = Valoracion
        fields = ["puntaje", "justificacion", "resultado", "frase_es", "frase_en"]
        widgets = {
            "puntaje": forms.RadioSelect,
            **{campo: forms.Textarea(attrs={"rows": 2}) for campo in ("justificacion", "frase_es", "frase_en")},
        }

    def __init__(self, *args, criterio, **kwargs):
        super().__init__(*args, **kwargs)
        self.criterio = criterio
        self.fields["puntaje"].choices = Valoracion.Puntaje.choices  # type: ignore[attr-defined]
        self.fields["puntaje"].label = criterio.pregunta
        self.fields["justificacion"].label = _("Por qué")
        # What was sent before there were any says nothing of it.
        self.fields["resultado"].required = False
        self.fields["resultado"].choices = Resultado.choices  # type: ignore[attr-defined]

    def clean_resultado(self):
        return self.cleaned_data["resultado"] or Resultado.SIN_VALORAR


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
        for criterio in Criterio.objects.prefetch_related("exigencias__conjunto")
    ]
