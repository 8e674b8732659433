"""The questions of a target. A version that packages have answered is not edited: another one is made first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormMixin
from wagtail.admin.widgets import AdminDateInput

from formularios.models import Campo

from .. import fuentes
from ..models import Objetivo
from .comun import Pantalla


class CampoForm(forms.ModelForm):
    fuente = forms.ChoiceField(label=gettext_lazy("De qué se puede llenar"), required=False)

    class Meta:
        model = Campo
        fields = [
            *("orden", "clave", "tipo", "etiqueta_es", "etiqueta_en", "ayuda_es", "ayuda_en", "obligatorio", "fuente"),
            *("limite", "minimo", "maximo", "unidad", "limite_fuente", "limite_verificado"),
        ]
        widgets = {
            "ayuda_es": forms.Textarea(attrs={"rows": 2}),
            "ayuda_en": forms.Textarea(attrs={"rows": 2}),
            "limite_verificado": AdminDateInput(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A form of an award asks neither a closed choice nor a person: those are of other forms.
        campos: dict[str, Any] = self.fields
        campos["tipo"].choices = [
            par for par in Campo.Tipo.choices if par[0] not in (Campo.Tipo.OPCION, Campo.Tipo.PERSONA)
        ]
        campos["fuente"].choices = [("", _("Nada de la ficha: se escribe en el paquete")), *fuentes.opciones()]
        for campo in ("minimo", "maximo"):
            campos[campo].error_messages["min_value"] = _(
                "Un límite de cero no deja escribir nada. Si no se sabe cuál es, elija «no se sabe si hay límite»."
            )


class _DeUnObjetivo(Pantalla):
    header_icon = "list-ul"

    @cached_property
    def objetivo(self):
        return get_object_or_404(Objetivo.objects.select_related("formulario"), pk=self.kwargs["pk"])

    def puede_entrar(self, request, **kwargs):
        return request.user.has_perm("promocion.change_objetivo")

    def get_page_subtitle(self):
        return str(self.objetivo)

    def migas(self):
        return [(reverse("postulaciones:objetivo", args=[self.objetivo.pk]), str(self.objetivo))]

    def a_la_lista(self):
        return redirect("postulaciones:preguntas", self.objetivo.pk)


class PreguntasView(_DeUnObjetivo):
    """The list; and a new version, when the one that there is has been answered."""

    template_name = "promocion/preguntas.html"
    page_title = gettext_lazy("Preguntas y límites")

    def get_context_data(self, **kwargs):
        campos = self.objetivo.formulario.campos.all()
        return super().get_context_data(
            objetivo=self.objetivo,
            en_uso=self.objetivo.formulario.en_uso,
            preguntas=[(campo, fuentes.nombre(campo.fuente)) for campo in campos],
            **kwargs,
        )

    def post(self, request, **kwargs):
        if self.objetivo.formulario.en_uso:
            self.objetivo.nueva_version()
            messages.success(
                request, _("Ya puede editar la versión %(version)s.") % {"version": self.objetivo.formulario.version}
            )
        return self.a_la_lista()


class PreguntaView(FormMixin, _DeUnObjetivo):
    """One question: added or corrected."""

    template_name = "promocion/pregunta.html"
    form_class = CampoForm

    @cached_property
    def campo(self):
        formulario = self.objetivo.formulario
        if numero := self.kwargs.get("campo_id"):
            return get_object_or_404(Campo, pk=numero, formulario=formulario)
        ultimo = formulario.campos.aggregate(ultimo=Max("orden"))["ultimo"] or 0
        return Campo(formulario=formulario, orden=ultimo + 1, tipo=Campo.Tipo.PROSA)

    def get_page_title(self):
        return _("Pregunta") if self.campo.pk else _("Pregunta nueva")

    def migas(self):
        return [
            *super().migas(),
            (reverse("postulaciones:preguntas", args=[self.objetivo.pk]), _("Preguntas y límites")),
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.campo}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            objetivo=self.objetivo, campo=self.campo, en_uso=self.objetivo.formulario.en_uso, **kwargs
        )

    def post(self, request, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            form.save()
        except ValidationError as error:  # it was answered meanwhile
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("«%(que)s» quedó guardada.") % {"que": form.instance})
        return self.a_la_lista()


class QuitarView(_DeUnObjetivo):
    template_name = "promocion/quitar.html"
    page_title = gettext_lazy("Quitar la pregunta")

    @cached_property
    def campo(self):
        return get_object_or_404(Campo, pk=self.kwargs["campo_id"], formulario=self.objetivo.formulario)

    def get_context_data(self, **kwargs):
        return super().get_context_data(objetivo=self.objetivo, campo=self.campo, **kwargs)

    def post(self, request, **kwargs):
        try:
            self.campo.delete()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("La pregunta ya no está."))
        return self.a_la_lista()
