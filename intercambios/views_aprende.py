"""Bogotá Aprende and Bogotá Enseña in the admin: a process that begins, who was in an activity, and its surveys."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.correo import direccion_completa

from . import encuestas, marcha, permisos
from .encuestas import Encuesta
from .forms_aprende import AbrirEncuestaForm, AsistenciaForm, EnlacesForm, NuevoForm
from .views_procesos import _DeUnProceso, _Entrada, _miga


class NuevoView(_Entrada, WagtailAdminTemplateMixin, TemplateView):
    """A process of Bogotá Aprende or Enseña: who leads begins it, a punto focal proposes it for their entity."""

    template_name = "intercambios/admin/nuevo.html"
    page_title = gettext_lazy("Nuevo proceso")
    header_icon = "plus"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not permisos.puede_proponer(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        lista = _miga(_("Hojas de ruta y procesos"), reverse("procesos:lista"))
        return [*self.breadcrumbs_items, lista, _miga(str(self.page_title))]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", NuevoForm(self.request.user))
        return super().get_context_data(**kwargs)

    def post(self, request):
        form = NuevoForm(request.user, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        proceso = marcha.empezar(quien=request.user, **form.cleaned_data)
        messages.success(request, _("Quedó en borrador. La DDRI lo pone en marcha."))
        return redirect("procesos:ver", pk=proceso.pk)


class AsistenciaView(_DeUnProceso, WagtailAdminTemplateMixin, TemplateView):
    """Counting who was in an activity: numbers by kind, one under another, for a phone."""

    template_name = "intercambios/admin/asistencia.html"
    page_title = gettext_lazy("Contar la asistencia")
    header_icon = "group"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not permisos.puede_entrar(request.user) or not permisos.puede_escribir_en(request.user, self.proceso):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def actividad(self):
        return get_object_or_404(self.proceso.actividades, pk=self.kwargs["actividad"])

    def get_page_subtitle(self):
        return self.actividad.que

    def get_breadcrumbs_items(self):
        ver = _miga(self.proceso.titulo, reverse("procesos:ver", args=[self.proceso.pk]))
        return [*self.breadcrumbs_items, ver, _miga(str(self.page_title))]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", AsistenciaForm(self.actividad))
        return super().get_context_data(**kwargs) | {"proceso": self.proceso, "actividad": self.actividad}

    def post(self, request, *args, **kwargs):
        form = AsistenciaForm(self.actividad, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        total = form.guardar()
        messages.success(
            request, ngettext("Se contó %(n)s persona.", "Se contaron %(n)s personas.", total) % {"n": total}
        )
        return redirect("procesos:ver", pk=self.proceso.pk)


class EncuestaView(_DeUnProceso, WagtailAdminTemplateMixin, TemplateView):
    """The surveys of a process: open them, give links, close them, read the totals."""

    template_name = "intercambios/admin/encuesta.html"
    page_title = gettext_lazy("Encuesta")
    header_icon = "form"
    _show_breadcrumbs = True

    def get_page_subtitle(self):
        return self.proceso.titulo

    def get_breadcrumbs_items(self):
        ver = _miga(self.proceso.titulo, reverse("procesos:ver", args=[self.proceso.pk]))
        return [*self.breadcrumbs_items, ver, _miga(str(self.page_title))]

    def _abrir_form(self, suyas, datos=None):
        quedan = [uno for uno in Encuesta.Momento if uno.value not in {una.momento for una in suyas}]
        formularios = [suyas[0].formulario] if suyas else encuestas.cuestionarios()
        return AbrirEncuestaForm(quedan, formularios, datos) if quedan and formularios else None

    def get_context_data(self, **kwargs):
        suyas = list(self.proceso.encuestas.select_related("formulario"))
        kwargs.setdefault("abrir_form", self._abrir_form(suyas))
        kwargs.setdefault("enlaces_form", EnlacesForm())
        return super().get_context_data(
            proceso=self.proceso,
            encuestas=suyas,
            totales=encuestas.totales(self.proceso),
            minimo=encuestas.MINIMO,
            dirige=permisos.dirige(self.request.user),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not permisos.dirige(request.user):
            raise PermissionDenied
        hacer = {"abrir": self._abrir, "enlaces": self._dar, "cerrar": self._cerrar}.get(request.POST.get("acto", ""))
        if hacer is None:
            raise Http404
        try:
            return hacer() or redirect("procesos:encuesta", pk=self.proceso.pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.render_to_response(self.get_context_data(), status=422)

    def _la_que_dice(self):
        return get_object_or_404(self.proceso.encuestas, momento=self.request.POST.get("momento", ""))

    def _abrir(self):
        form = self._abrir_form(list(self.proceso.encuestas.select_related("formulario")), self.request.POST)
        if form is None:
            raise ValidationError(_("Este proceso ya tiene sus dos encuestas."))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(abrir_form=form), status=422)
        datos = form.cleaned_data
        encuestas.abrir_encuesta(
            self.proceso, datos["momento"], datos["cuestionario"], self.request.user, datos["dias"]
        )
        messages.success(self.request, _("Está abierta. Pida ahora los enlaces para repartir."))

    def _dar(self):
        encuesta, form = self._la_que_dice(), EnlacesForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(
                self.get_context_data(enlaces_form=form, enlaces_de=encuesta.momento), status=422
            )
        tokens = encuestas.dar_enlaces(encuesta, form.cleaned_data["cuantos"], self.request.user)
        with override(form.cleaned_data["idioma"]):
            enlaces = [direccion_completa(reverse("intercambios:encuesta", args=[token])) for token in tokens]
        respuesta = self.render_to_response(self.get_context_data(enlaces=enlaces, enlaces_de=encuesta.momento))
        respuesta.headers["Cache-Control"] = "no-store"
        return respuesta

    def _cerrar(self):
        encuesta = encuestas.cerrar(self._la_que_dice(), self.request.user)
        cuantas = encuesta.cuantas
        messages.success(
            self.request,
            ngettext(
                "Se cerró con %(n)s respuesta.",
                "Se cerró con %(n)s respuestas.",
                cuantas,
            )
            % {"n": cuantas},
        )
