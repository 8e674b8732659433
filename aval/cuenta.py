"""The panel of the account in which each person says what they want to be told by mail."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.models import Task

from actores.grupos import MODERACION, pertenece

from .decision import TareaDeLaDDRI
from .models import PreferenciaDeAvisos


def pasos():
    """The steps of the DDRI that there are, in the order in which they were installed."""
    return [paso for tarea in Task.objects.filter(active=True) if isinstance(paso := tarea.specific, TareaDeLaDDRI)]


class AvisosForm(forms.ModelForm):
    pasos = forms.MultipleChoiceField(
        label=_("Avisarme de lo que llega a"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = PreferenciaDeAvisos
        fields = ["resumen"]

    def __init__(self, *args, **kwargs):
        # Wagtail gives the person; what they prefer may not have been said yet.
        persona = kwargs["instance"]
        suya = PreferenciaDeAvisos.objects.filter(usuario=persona).first()
        super().__init__(*args, **kwargs | {"instance": suya or PreferenciaDeAvisos(usuario=persona)})
        if not pertenece(persona, MODERACION):
            del self.fields["pasos"]
            return
        de_la_ddri = {paso._meta.label_lower: paso.nombre for paso in pasos()}
        self.fields["pasos"].choices = list(de_la_ddri.items())  # type: ignore[attr-defined]
        self.initial["pasos"] = [clase for clase in de_la_ddri if clase not in self.instance.pasos_callados]
        self.order_fields(["pasos", "resumen"])

    def save(self, commit=True):
        if "pasos" in self.fields:
            elegidos = self.cleaned_data["pasos"]
            clases = [paso._meta.label_lower for paso in pasos()]
            self.instance.pasos_callados = [clase for clase in clases if clase not in elegidos]
        return super().save(commit)


class AvisosPanel(BaseSettingsPanel):
    name = "avisos"
    title = _("Correos del Banco")
    tab = notifications_tab
    order = 50
    form_class = AvisosForm
