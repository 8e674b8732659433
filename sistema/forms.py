"""The forms of a session. What each may say is the model's; here, what is offered to choose from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from actores.models import Usuario

from .models import CompromisoDeSesion, Conclusion, Instancia, Integrante
from .models.instancia import Delegado


class IntegranteForm(WagtailAdminModelForm):
    """Each row of a delegate knows the seat that it is of, also while both are being made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for fila in self.formsets["delegados"].forms:
            fila.instance.integrante = self.instance


class SesionForm(WagtailAdminModelForm):
    """Offers the members of its body, and whoever speaks for them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        integrantes = Integrante.objects.filter(instancia=self.instance.instancia_id).select_related(
            "entidad", "actor", "dependencia"
        )
        delegados = Delegado.objects.filter(integrante__in=integrantes).select_related("usuario")
        formset = self.formsets["asistencias"]
        for fila in (*formset.forms, formset.empty_form):
            fila.instance.sesion = self.instance
            fila.fields["integrante"].queryset = integrantes
            fila.fields["delegado"].queryset = delegados
            # One query for all the rows, and not one for each.
            fila.fields["integrante"].choices = _opciones(integrantes)
            fila.fields["delegado"].choices = _opciones(delegados)


def _campo(formulario, nombre) -> Any:
    """The field, whose kind the form knows and its type does not."""
    return formulario.fields[nombre]


def _opciones(filas):
    return [("", "---------"), *((una.pk, str(una)) for una in filas)]


class ActaForm(forms.Form):
    acta = forms.CharField(label=_("Texto del acta"), widget=forms.Textarea(attrs={"rows": 12}))


class ComentarioForm(forms.Form):
    texto = forms.CharField(label=_("Comentario"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ConclusionForm(forms.ModelForm):
    class Meta:
        model = Conclusion
        fields = ["texto_es", "texto_en", "viene_de"]
        widgets = {
            "texto_es": forms.Textarea(attrs={"rows": 3}),
            "texto_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _campo(self, "viene_de").queryset = Conclusion.objects.filter(eleva_a=self.instance.sesion.instancia_id)


class _DeUno(forms.Form):
    """Of one of the rows of a session; ``de`` is its number."""

    de: int | None = None


class ElevarForm(_DeUno):
    eleva_a = forms.ModelChoiceField(Instancia.objects.filter(activa=True), label=_("Elevar a"))

    def __init__(self, *args, instancias=None, **kwargs):
        """``instancias``: those that are offered, asked for once for all the forms of a screen."""
        super().__init__(*args, **kwargs)
        if instancias is not None:
            _campo(self, "eleva_a").choices = _opciones(instancias)


class RespuestaForm(_DeUno):
    estado = forms.ChoiceField(label=_("Se responde"))
    respuesta = forms.CharField(
        label=_("Respuesta"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Con su razón.")
    )

    def __init__(self, *args, conclusion, **kwargs):
        super().__init__(*args, **kwargs)
        posibles = Conclusion.SIGUIENTES[Conclusion.Estado(conclusion.estado)]
        _campo(self, "estado").choices = [(uno.value, uno.label) for uno in posibles]


class CompromisoForm(forms.ModelForm):
    class Meta:
        model = CompromisoDeSesion
        fields = ["que", "papel", "integrante", "persona", "vence"]
        widgets = {"que": forms.TextInput, "vence": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _campo(self, "integrante").queryset = Integrante.objects.filter(
            instancia=self.instance.sesion.instancia_id
        ).select_related("entidad", "actor", "dependencia")
        _campo(self, "persona").queryset = Usuario.objects.filter(is_active=True).order_by("first_name", "last_name")


class InformeForm(_DeUno):
    estado = forms.ChoiceField(label=_("Ahora está"))
    evidencia = forms.CharField(
        label=_("Qué lo muestra"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Un enlace, o qué se hizo y cuándo."),
    )
    motivo = forms.CharField(
        label=_("Motivo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Por qué no se cumplió, o qué lo reemplaza."),
    )

    def __init__(self, *args, compromiso, **kwargs):
        super().__init__(*args, **kwargs)
        posibles = CompromisoDeSesion.SIGUIENTES[CompromisoDeSesion.Estado(compromiso.estado)]
        _campo(self, "estado").choices = [(uno.value, uno.label) for uno in posibles]
