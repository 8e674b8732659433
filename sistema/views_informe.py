"""The yearly report in the admin: what was asked and answered, freezing the figures, and what an entity puts in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import es_focal, es_focal_de
from actores.models import Entidad

from . import cifras, informes
from .models import Corte, InformeAnual, Insumo
from .models.diagnostico import anios
from .models.informe import dichas
from .politica import lo_lleva, ve_todo


def _de_los_que_hay(anio):
    if anio not in anios():
        raise Http404
    return anio


class _Pantalla(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "doc-full"
    _show_breadcrumbs = True


class InformeView(_Pantalla):
    """The three steps of the report of a year: inputs, figures, text."""

    template_name = "sistema/informe/pasos.html"
    page_title = gettext_lazy("Informe anual de cooperación")

    def dispatch(self, request, anio=None):
        self.anio = _de_los_que_hay(anio or anios()[0])
        if not ve_todo(request.user):
            if es_focal(request.user):
                return HttpResponseRedirect(reverse("informe_insumo", args=[self.anio, request.user.entidad_id]))
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_subtitle(self):
        return str(self.anio)

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": f"{self.page_title} · {self.anio}"}]

    def get_context_data(self, **kwargs):
        corte = Corte.objects.filter(anio=self.anio).first()
        usuario = self.request.user
        return super().get_context_data(
            anio=self.anio,
            anios=anios(),
            **informes.cuenta(self.anio),
            corte=corte,
            cifras=corte.en_palabras() if corte else dichas(cifras.calcular(self.anio)),
            informe=InformeAnual.objects.filter(anio=self.anio, locale__language_code="es").first(),
            puede=lo_lleva(usuario),
            puede_escribir=usuario.has_perm("sistema.add_informeanual"),
            **kwargs,
        )

    def post(self, request):
        if not lo_lleva(request.user):
            raise PermissionDenied
        if "pedir" in request.POST:
            n = informes.pedir(self.anio)
            salieron = ngettext("Salió %(n)s carta.", "Salieron %(n)s cartas.", n) % {"n": n}
            messages.success(request, salieron if n else _("No había a quién escribir de nuevo."))
        elif "congelar" in request.POST:
            try:
                cifras.congelar(self.anio, request.user)
                messages.success(request, _("Las cifras quedaron congeladas."))
            except cifras.YaCongeladas:
                messages.error(request, _("Las cifras de ese año ya estaban congeladas: no se cambian."))
        return HttpResponseRedirect(reverse("informe_pasos", args=[self.anio]))


class InsumoForm(forms.Form):
    texto = forms.CharField(
        label=gettext_lazy("Qué hizo la entidad en el año"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": gettext_lazy("Escriba qué se hizo, o que no hubo nada que contar.")},
    )


class InsumoView(_Pantalla):
    """What an entity puts into the report of a year."""

    template_name = "sistema/informe/insumo.html"
    page_title = gettext_lazy("Insumos para el informe anual")

    def dispatch(self, request, anio, entidad):
        self.anio = _de_los_que_hay(anio)
        usuario = request.user
        if not (ve_todo(usuario) or es_focal(usuario)):
            raise PermissionDenied
        self.entidad = get_object_or_404(Entidad, pk=entidad)
        self.es_suya = es_focal_de(usuario, self.entidad.pk)
        if not (self.es_suya or ve_todo(usuario)):
            raise Http404
        self.insumo = Insumo.objects.filter(anio=self.anio, entidad=self.entidad).first()
        self.congelado = Corte.objects.filter(anio=self.anio).exists()
        return super().dispatch(request)

    def get_page_subtitle(self):
        return f"{self.entidad} · {self.anio}"

    def get_breadcrumbs_items(self):
        inicio = reverse("informe_pasos", args=[self.anio]) if ve_todo(self.request.user) else ""
        return [{"url": inicio, "label": self.page_title}, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, forma=None, **kwargs):
        texto = self.insumo.texto if self.insumo else ""
        return super().get_context_data(
            anio=self.anio,
            entidad=self.entidad,
            insumo=self.insumo,
            congelado=self.congelado,
            puede_escribir=self.es_suya and not self.congelado,
            forma=forma or InsumoForm(initial={"texto": texto}),
            **kwargs,
        )

    def post(self, request):
        if not self.es_suya:
            raise PermissionDenied
        if self.congelado:
            messages.error(request, _("Las cifras de ese año ya se congelaron: el informe no recibe más insumos."))
            return HttpResponseRedirect(request.path)
        forma = InsumoForm(request.POST)
        if not forma.is_valid():
            return self.render_to_response(self.get_context_data(forma=forma))
        informes.responder(self.anio, self.entidad, forma.cleaned_data["texto"], request.user)
        messages.success(request, _("La DDRI ya lo tiene."))
        return HttpResponseRedirect(request.path)
