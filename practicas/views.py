"""Screens of the ficha beside the editor: a District's format proposed as one, and one that goes out as a format."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages

from formularios import servicio
from formularios.permisos import visibles
from formularios.views import DeFormatos, en_word
from vocabulario.models import Poblacion

from . import desde_formato, origen
from .ficha import FICHA
from .models import PracticaPage
from .panels import contado


class PropuestaForm(forms.Form):
    """What a person decides before the draft is made: a title that fits, and for whom it was."""

    titulo = forms.CharField(
        label=gettext_lazy("Título de la ficha"),
        max_length=desde_formato.LETRAS_DEL_TITULO,
        help_text=gettext_lazy(
            "De 10 palabras, fácil de recordar. Si lo cambia, el nombre largo queda al comienzo de los antecedentes."
        ),
    )
    poblaciones = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Población objetivo"),
        queryset=Poblacion.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ProponerView(DeFormatos, TemplateView):
    """What the draft would be, before it is made."""

    template_name = "practicas/admin/proponer.html"
    page_title = gettext_lazy("Proponer como ficha")

    def dispatch(self, request, pk):
        self.llenado = get_object_or_404(visibles(request.user), pk=pk)
        if self.llenado.pagina_id:
            return redirect("wagtailadmin_pages:edit", self.llenado.pagina_id)
        if not origen.se_puede_proponer(self.llenado):
            messages.error(request, _("Para proponerlo como ficha ha de ser una buena práctica y estar registrado."))
            return redirect("formularios:ver", pk)
        if desde_formato.banco_de(request.user) is None:
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request):
        self.form = PropuestaForm(initial={"titulo": self.llenado.nombre[: desde_formato.LETRAS_DEL_TITULO]})
        return self.render_to_response(self.get_context_data())

    def post(self, request):
        self.form = PropuestaForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        datos = self.form.cleaned_data
        pagina = desde_formato.proponer(self.llenado, request.user, datos["titulo"], datos["poblaciones"])
        messages.success(
            request,
            _("Es un borrador de ficha: complete lo que falta y envíela. El formato queda como estaba."),
            buttons=[messages.button(reverse("formularios:ver", args=[self.llenado.pk]), _("Ver el formato"))],
        )
        return redirect("wagtailadmin_pages:edit", pagina.pk)

    def get_page_subtitle(self):
        return self.llenado.nombre

    def get_context_data(self, **kwargs):
        escrito = self.form["titulo"].value() or ""
        campo = self.llenado.formulario.campos.filter(fuente="poblaciones").first()
        dice = (self.llenado.valores.get(campo.clave) or "") if campo else ""
        return super().get_context_data(
            llenado=self.llenado,
            form=self.form,
            propuesta=desde_formato.proponer_en_memoria(self.llenado, escrito),
            contado=contado(FICHA.limites["title"]),
            poblacion_escrita=dice,
            nombradas=desde_formato.nombradas(dice),
            **kwargs,
        )


@require_safe
def como_formato(request, pk):
    """The ficha as the District's format, in Word."""
    practica = get_object_or_404(PracticaPage, pk=pk)
    if not practica.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    formulario = next((uno for uno in servicio.vigentes() if uno.codigo == origen.CODIGO), None)
    if formulario is None:
        raise PermissionDenied
    borrador = practica.get_latest_revision_as_object()
    return en_word(formulario, desde_formato.como_formato(borrador, formulario), f"FT-1311-{practica.slug}"[:80])
