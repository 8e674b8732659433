"""Whether a practice is still so: the page of the link that asks, and the button of the dashboard.

Opening the page answers nothing: what reads a mail before its reader does opens its links.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from base import enlaces
from base.enlaces import NoSirve, UsoDeEnlace, pagina_de_enlace

from . import vigencia
from .models import Vigencia


class RespuestaForm(forms.Form):
    use_required_attribute = False

    respuesta = forms.ChoiceField(choices=Vigencia.Respuesta, widget=forms.HiddenInput)
    nota = forms.CharField(
        label=gettext_lazy("Qué cambió"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Lo lee quien edita la ficha. No se publica."),
        error_messages={"max_length": gettext_lazy("Son más de 2.000 letras: cuente aquí lo principal.")},
    )
    fin = forms.DateField(
        label=gettext_lazy("Cuándo terminó"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("Si no sabe el día, déjelo vacío."),
        error_messages={"invalid": gettext_lazy("Esa fecha no existe: escriba año, mes y día.")},
    )

    def __init__(self, *args, practica, **kwargs):
        super().__init__(*args, **kwargs)
        self.practica = practica

    def clean_nota(self):
        nota = self.cleaned_data["nota"]
        if self.data.get("respuesta") == Vigencia.Respuesta.CAMBIO and not nota:
            raise forms.ValidationError(_("Diga en una frase qué cambió: por ahí empezará quien corrija la ficha."))
        return nota

    def clean_fin(self):
        fin = self.cleaned_data["fin"]
        if fin and fin > timezone.localdate():
            raise forms.ValidationError(_("Esa fecha no ha llegado: si todavía no termina, sigue igual o cambió."))
        if fin and self.practica.fecha_inicio and fin < self.practica.fecha_inicio:
            raise forms.ValidationError(_("Terminó antes de empezar: revise la fecha."))
        return fin


@pagina_de_enlace
def responder(request, token):
    contexto = {"titulo": _("¿Sigue igual?")}
    try:
        enlace = enlaces.abrir(vigencia.FIN, token)
    except NoSirve:
        return _pagina(request, contexto, "no_sirve", 404)
    pregunta, quien = vigencia.del_enlace(enlace)
    if pregunta is None:
        return _pagina(request, contexto, "no_sirve", 404)
    practica = pregunta.practica
    contexto |= {"practica": practica, "ultima": practica.vigencias.exclude(respondida=None).last()}
    if not practica.live:
        return _pagina(request, contexto, "no_publicada", 404)
    formulario = RespuestaForm(request.POST or None, practica=practica)
    contexto["formulario"] = formulario
    if request.method == "POST" and formulario.is_valid():
        datos = formulario.cleaned_data
        # Each answer has its own field, and what was typed in another's is not part of it.
        es_fin = datos["respuesta"] == Vigencia.Respuesta.TERMINO
        es_cambio = datos["respuesta"] == Vigencia.Respuesta.CAMBIO
        contexto["ultima"] = vigencia.responder(
            pregunta,
            quien,
            datos["respuesta"],
            datos["nota"] if es_cambio else "",
            datos["fin"] if es_fin else None,
        )
        enlace.anotar(UsoDeEnlace.Que.HIZO)
        return _pagina(request, contexto, "gracias")
    # The answer of another, or an earlier one of theirs, to this question.
    contexto["ya"] = contexto["ultima"] if pregunta.respondida else None
    return _pagina(request, contexto, "preguntar", 200 if not formulario.errors else 422)


@require_POST
def sigue_igual(request, pk):
    """A punto focal says on the dashboard that a practice of their entity is still so."""
    practica = get_object_or_404(vigencia.vivas(), pk=pk)
    if not vigencia.puede_responder(request.user, practica):
        raise PermissionDenied
    abierta = vigencia.situacion(practica).abierta
    if abierta is None:
        messages.info(request, _("Ya estaba dicho: «%(titulo)s» sigue igual.") % {"titulo": practica.title})
    else:
        yo = vigencia.Destinatario(request.user.email, Vigencia.Papel.FOCAL, request.user)
        vigencia.responder(abierta, yo, Vigencia.Respuesta.IGUAL)
        messages.success(
            request, _("Gracias: la página de «%(titulo)s» dice que se verificó este mes.") % {"titulo": practica.title}
        )
    return redirect("wagtailadmin_home")


def _pagina(request, contexto, paso, estado=200):
    return render(request, "practicas/vigencia.html", contexto | {"paso": paso}, status=estado)
