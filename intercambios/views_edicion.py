"""What surveys and checklists ask, in the admin: which there are, their questions, and how they look to who answers."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import edicion_de_cuestionarios as edicion
from . import permisos
from .forms_aprende import ResponderForm
from .forms_cuestionarios import PreguntasBase, TextosForm, preguntas
from .forms_enlaces import RespuestaForm

_LISTA = gettext_lazy("Cuestionarios y encuestas")
_IDIOMAS = {"es": "Ver en español", "en": "See it in English"}  # each in its own language


class _Redacta(View):
    """Whoever words questionnaires: the DDRI."""

    def dispatch(self, request, *args, **kwargs):
        if not permisos.redacta_cuestionarios(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def formulario(self):
        return get_object_or_404(edicion.todos(), pk=self.kwargs["formulario_id"])


class CuestionariosView(_Redacta, WagtailAdminTemplateMixin, TemplateView):
    template_name = "intercambios/admin/cuestionarios.html"
    page_title = _LISTA
    header_icon = "form"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": str(_LISTA)}]

    def get_context_data(self, **kwargs):
        por_codigo: dict[str, list] = {}
        for uno in edicion.todos().prefetch_related("campos"):
            por_codigo.setdefault(uno.codigo, []).append(uno)
        filas = [
            {"ultima": suyas[0], "anonima": edicion.es_anonimo(suyas[0]), "anteriores": suyas[1:]}
            for suyas in por_codigo.values()
        ]
        return super().get_context_data(filas=filas, **kwargs)


class RedactarView(_Redacta, WagtailAdminTemplateMixin, TemplateView):
    """The questions of a questionnaire, all in one form. Of a version that is not the last one they are only read."""

    template_name = "intercambios/admin/redactar.html"
    header_icon = "form"
    _show_breadcrumbs = True

    def get_page_title(self):
        return self.formulario.nombre()

    def get_page_subtitle(self):
        return _("versión %(version)s") % {"version": self.formulario.version}

    def get_breadcrumbs_items(self):
        lista = {"url": reverse("procesos:cuestionarios"), "label": str(_LISTA)}
        return [*self.breadcrumbs_items, lista, {"url": "", "label": self.formulario.nombre()}]

    @cached_property
    def es_la_ultima(self):
        return edicion.es_la_ultima(self.formulario)

    def get_context_data(self, **kwargs):
        if self.es_la_ultima:
            kwargs.setdefault("textos", TextosForm(self.formulario))
            kwargs.setdefault("filas", preguntas(self.formulario))
        return super().get_context_data(
            formulario=self.formulario,
            es_la_ultima=self.es_la_ultima,
            en_uso=self.formulario.en_uso,
            anonima=edicion.es_anonimo(self.formulario),
            **kwargs,
        )

    def post(self, request, **kwargs):
        if not self.es_la_ultima:
            messages.error(request, _("Hay una versión más nueva: es la que se cambia."))
            return self.render_to_response(self.get_context_data(), status=422)
        textos = TextosForm(self.formulario, request.POST)
        if request.POST.get("acto") == "otra":
            suelto = TextosForm(self.formulario)
            suelto.initial = {nombre: textos[nombre].data for nombre in textos.fields}
            filas = preguntas(self.formulario, request.POST, una_mas=True)
            return self.render_to_response(
                self.get_context_data(textos=suelto, filas=filas, nueva=len(filas.forms) - 1)
            )
        filas = preguntas(self.formulario, request.POST)
        if not all((textos.is_valid(), filas.is_valid())):
            return self._con_errores(textos, filas)
        try:
            guardada = edicion.guardar(self.formulario, textos.cleaned_data, filas.filas, request.user)
        except ValidationError as error:
            textos.add_error(None, error.messages)
            return self._con_errores(textos, filas)
        if guardada.pk == self.formulario.pk:
            messages.success(request, _("Se guardaron las preguntas."))
        else:
            messages.success(
                request,
                _("Se guardó la versión %(version)s. Lo que ya se preguntó sigue con la suya.")
                % {"version": guardada.version},
            )
        return redirect("procesos:redactar", guardada.pk)

    def _con_errores(self, textos, filas: PreguntasBase):
        return self.render_to_response(self.get_context_data(textos=textos, filas=filas), status=422)


class VistaPreviaView(_Redacta):
    """The page of who answers, in either language. It keeps nothing."""

    http_method_names = ("get", "head")

    def get(self, request, formulario_id, idioma):
        if idioma not in _IDIOMAS:
            raise Http404
        formulario, otro = self.formulario, next(uno for uno in _IDIOMAS if uno != idioma)
        vista_previa = {
            "otra": reverse("procesos:vista_previa", args=[formulario.pk, otro]),
            "idioma": otro,
            "en_el_otro": _IDIOMAS[otro],
            "volver": reverse("procesos:redactar", args=[formulario.pk]),
        }
        with override(idioma):
            if edicion.es_anonimo(formulario):
                contexto = {
                    "formulario": ResponderForm(formulario),
                    "encuesta": {"formulario": formulario, "momento": "antes"},
                }
                plantilla = "intercambios/encuesta.html"
            else:
                contexto = {
                    "titulo": formulario.nombre(),
                    "paso": "responder",
                    "nota": formulario.nota(),
                    "tema": _("la práctica de la que se trate"),
                    "forma": RespuestaForm(formulario),
                }
                plantilla = "intercambios/responder.html"
            return render(request, plantilla, contexto | {"vista_previa": vista_previa})
