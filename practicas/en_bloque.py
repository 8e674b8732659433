"""What is done to many fichas of the list at once: each under the rule of one, and of those refused it is said why."""

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.bulk_action import BulkAction

from actores.grupos import MODERACION, pertenece

from . import recordatorios
from .models import PracticaPage
from .viewsets import FichasView


class _DeLaLista(BulkAction):
    """Over what the list shows to who asks, and nothing else."""

    models = [PracticaPage]

    @cached_property
    def lista(self):
        lista = FichasView()
        lista.setup(self.request)
        return lista

    def get_all_objects_in_listing_query(self, parent_id):
        """All that the list shows, with its filters and what was searched in it."""
        return self.lista.get_queryset().values_list("pk", flat=True)

    def elegidas(self):
        numeros = self.request.GET.getlist("id")
        if "all" in numeros:
            return self.lista.get_queryset()
        return self.lista.get_base_queryset().filter(pk__in=[numero for numero in numeros if numero.isdecimal()])

    def get_actionable_objects(self):
        objetos, negados = [], []
        for ficha in self.elegidas():
            (objetos if self.check_perm(ficha) else negados).append(ficha)
        return objetos, {"items_with_no_access": negados}

    @classmethod
    def execute_action(cls, objects, **kwargs):
        raise NotImplementedError  # ``form_valid`` does it


class Descargar(_DeLaLista):
    """The chosen rows, with the columns of the whole export."""

    display_name = _("Descargar en Excel")
    action_type = "descargar"
    aria_label = _("Descargar en Excel las fichas elegidas")
    template_name = "practicas/admin/descargar.html"
    action_priority = 20

    def form_valid(self, form):
        return self.lista.as_spreadsheet(self.elegidas(), self.lista.FORMAT_XLSX)


class RecordarForm(forms.Form):
    texto = forms.CharField(
        label=_("Algo más que quiera decirles"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Va en el correo, después de las fichas y de dónde está cada una."),
    )


class Recordar(_DeLaLista):
    """Also the act on one: the button of its page leads here with one."""

    display_name = _("Recordar")
    action_type = "recordar"
    aria_label = _("Recordar a las entidades las fichas elegidas")
    template_name = "practicas/admin/recordar.html"
    form_class = RecordarForm
    action_priority = 10

    def dispatch(self, request, *args, **kwargs):
        if not pertenece(request.user, MODERACION):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def check_perm(self, obj):
        return not recordatorios.por_que_no(obj, self.request.user)

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        contexto["items_with_no_access"] = [
            (una.draft_title, recordatorios.por_que_no(una, self.request.user))
            for una in contexto["items_with_no_access"]
        ]
        return contexto

    def form_valid(self, form):
        with transaction.atomic():
            hechas, negadas = recordatorios.recordar(
                list(self.elegidas()), self.request.user, form.cleaned_data["texto"].strip()
            )
        if hechas:
            frase = ngettext(
                "Se recordó %(n)s ficha a su entidad.", "Se recordaron %(n)s fichas a sus entidades.", len(hechas)
            )
            messages.success(self.request, frase % {"n": len(hechas)})
        for ficha, motivo in negadas:
            datos = {"titulo": ficha.draft_title, "motivo": motivo}
            messages.error(self.request, gettext("«%(titulo)s» no: %(motivo)s") % datos)
        return redirect(self.next_url)
