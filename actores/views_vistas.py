"""Saved views: the buttons of each list, the form that keeps one, and the list of one's own."""

from django import forms
from django.contrib.auth.models import Group
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from .vistas import VistaGuardada, consulta_de, vistas_de

CUANTAS = 50  # of one person; more would not be found either


def botones(lista):
    """What ``lista`` (a listing view) offers: the views that its reader has of it, and to keep this one."""
    pantalla, usuario = getattr(lista, "index_url_name", None), lista.request.user
    if not pantalla or lista.kwargs:
        return []  # a list of something, that has no address without it
    suyas = [una for una in vistas_de(usuario) if una.pantalla == pantalla]
    botones = [
        Button(_("Vista: %(nombre)s") % {"nombre": una.nombre}, url=una.url, icon_name="view", priority=10)
        for una in suyas
        if una.url
    ]
    if consulta := consulta_de(lista.request.GET.urlencode()):
        datos = urlencode({"pantalla": pantalla, "consulta": consulta})
        botones.append(
            Button(
                _("Guardar esta vista"), url=f"{reverse('vistas:guardar')}?{datos}", icon_name="thumbtack", priority=20
            )
        )
    if suyas:
        botones.append(Button(_("Mis vistas guardadas"), url=reverse("vistas:lista"), icon_name="cog", priority=30))
    return botones


class _VistaForm(forms.ModelForm):
    class Meta:
        model = VistaGuardada
        fields = ["nombre", "grupo"]
        labels = {"grupo": gettext_lazy("Compartirla con")}
        help_texts = {
            "grupo": gettext_lazy("Quien la abra ve solo lo que su papel le permite ver."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grupo"].queryset = Group.objects.filter(user=self.instance.usuario).order_by("name")
        self.fields["grupo"].empty_label = _("Nadie: solo para mí")
        self.fields["nombre"].widget.attrs["autofocus"] = True

    def clean_nombre(self):
        # The person and the list are not fields, and the name has to be one among both.
        nombre, suya = self.cleaned_data["nombre"], self.instance
        if VistaGuardada.objects.filter(usuario=suya.usuario, pantalla=suya.pantalla, nombre=nombre).exists():
            raise forms.ValidationError(_("Ya tiene una vista con ese nombre en esta lista."))
        return nombre


class GuardarView(WagtailAdminTemplateMixin, FormView):
    template_name = "actores/vistas/guardar.html"
    form_class = _VistaForm
    page_title = gettext_lazy("Guardar esta vista")
    header_icon = "thumbtack"
    _show_breadcrumbs = True

    @cached_property
    def vista(self):
        datos = self.request.POST or self.request.GET
        pantalla = datos.get("pantalla", "")[:100]
        return VistaGuardada(
            usuario=self.request.user, pantalla=pantalla, consulta=consulta_de(datos.get("consulta", "")[:2000])
        )

    def dispatch(self, request, *args, **kwargs):
        # Only lists of the admin, that are found without anything else.
        try:
            de_aqui = reverse(self.vista.pantalla).startswith(reverse("wagtailadmin_home"))
        except NoReverseMatch:
            de_aqui = False
        if not de_aqui or not self.vista.consulta:
            return redirect("vistas:lista")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [{"url": self.vista.url, "label": _("Volver a la lista")}, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.vista}

    def form_valid(self, form):
        if VistaGuardada.objects.filter(usuario=self.request.user).count() >= CUANTAS:
            form.add_error(None, _("Tiene %(n)s vistas: borre alguna antes de guardar otra.") % {"n": CUANTAS})
            return self.form_invalid(form)
        vista = form.save()
        messages.success(
            self.request,
            _("La vista «%(nombre)s» quedó guardada: está en el menú de esta lista y en su tablero.")
            % {"nombre": vista.nombre},
        )
        return redirect(vista.url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(vista=self.vista, **kwargs)


class ListaDeVistasView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "actores/vistas/lista.html"
    page_title = gettext_lazy("Mis vistas guardadas")
    header_icon = "thumbtack"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(vistas=[una for una in vistas_de(self.request.user) if una.url], **kwargs)


@require_POST
def borrar(request, pk):
    """One's own only: what others share is theirs."""
    vista = get_object_or_404(VistaGuardada, pk=pk, usuario=request.user)
    vista.delete()
    messages.success(request, _("La vista «%(nombre)s» se borró.") % {"nombre": vista.nombre})
    return redirect("vistas:lista")


class VistasPanel(Component):
    """On the dashboard: the lists that one comes back to."""

    name = "vistas"
    template_name = "actores/vistas/tablero.html"
    order = 105

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"vistas": [una for una in vistas_de(self.request.user) if una.url]}
