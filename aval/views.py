"""The screens on which the DDRI decides. What is decided there is carried out by ``flujo``."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Comment, Page, PreviewableMixin, TaskState

from actores.correo import idioma_de
from actores.grupos import MODERACION, pertenece
from base.idiomas import es_traduccion, original_de

from . import actos, flujo
from .contenido import canonico_de_revision, diferencias
from .desde_la_carta import comentarios_de, ultima_carta
from .dictamen import Dictamen
from .errores import ErrorDeAval, MismaPersona, TextoCambiado, YaResuelto
from .forms import DecisionForm
from .models import Autoria, TareaAval


class PantallaDeTarea(WagtailAdminTemplateMixin, TemplateView):
    """Base of the review screens: the text that was sent, section by section, and the decision beside it."""

    header_icon = "check"
    breadcrumbs_items = []
    tarea_de: Any = None  # the kind of task that the screen decides

    def dispatch(self, request, tarea_id):
        if not pertenece(request.user, MODERACION):
            raise PermissionDenied
        self.tarea = get_object_or_404(TaskState.objects.select_related("revision", "workflow_state"), pk=tarea_id)
        if not isinstance(self.tarea.task.specific, self.tarea_de):
            raise PermissionDenied
        if self.tarea.status != TaskState.STATUS_IN_PROGRESS and request.method != "POST":
            messages.warning(request, str(YaResuelto()))
            return redirect("wagtailadmin_home")
        self.revision = self.tarea.revision
        self.objeto = self.revision.as_object()
        return super().dispatch(request, tarea_id)

    def get_page_subtitle(self):
        return str(self.objeto)

    def get_form(self, datos=None):
        return DecisionForm(
            datos,
            secciones=self.secciones,
            rutas=self.get_rutas(),
            initial={"huella": flujo.huella(self.revision)},
        )

    def get_rutas(self):
        return {}

    def get_dictamenes(self):
        """What the public will read of what the DDRI found: list of pairs of language and ``Dictamen``."""
        return []

    @property
    def secciones(self):
        if not hasattr(self, "_secciones"):
            self._secciones = self.objeto.secciones(todas=True)
        return self._secciones

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            mensaje = actos.en_un_acto(lambda: self._decidir(form), self.objeto)
        except ErrorDeAval as error:
            return self._responder_error(form, error)
        messages.success(request, mensaje)
        return redirect(self.get_success_url())

    def _decidir(self, form):
        self.tarea.refresh_from_db()
        if self.tarea.status != TaskState.STATUS_IN_PROGRESS:
            raise YaResuelto
        return self.decidir(self.request.POST.get("decision"), form)

    def get_success_url(self):
        return reverse("wagtailadmin_home")

    def _responder_error(self, form, error):
        """Say why not, with all that was typed still there; a text that changed is shown as it is now."""
        botones = []
        if isinstance(error, TextoCambiado):
            form.data = {**form.data.dict(), "huella": flujo.huella(self.revision)}
            if isinstance(self.objeto, Page):
                url = reverse("wagtailadmin_pages:revisions_compare", args=[self.objeto.pk, "earliest", "latest"])
                botones = [messages.button(url, _("Ver qué cambió"))]
        messages.error(self.request, str(error), buttons=botones)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def decidir(self, decision, form):
        """Carry out ``decision``; returns the sentence that says what happened. May raise ``ErrorDeAval``."""
        raise NotImplementedError

    def devolver(self, form):
        carta = componer_carta(self.tarea, form.cleaned_data["carta"], form.comentarios())
        if not carta:
            raise ErrorDeAval(_("Para devolver el texto escriba la carta o comente al menos una sección."))
        self.guardar_comentarios(form)
        flujo.devolver(self.tarea, self.request.user, form.cleaned_data["huella"], carta)
        return _("«%(titulo)s» se devolvió con su carta.") % {"titulo": self.objeto}

    def guardar_comentarios(self, form):
        """Put each comment beside its field in the editor, where the person who improves the text reads it."""
        if isinstance(self.objeto, Page):
            for seccion, texto in form.comentarios():
                Comment.objects.create(
                    page_id=self.objeto.pk,
                    user=self.request.user,
                    text=texto,
                    contentpath=seccion.campo,
                    position="[]",  # the editor of a rich text reads where in it: nowhere in particular
                    revision_created=self.revision,
                )

    def get_context_data(self, form, **kwargs):  # type: ignore[override]  # never without its form
        objeto = self.objeto
        ultimo = objeto.avales.first()
        actual = canonico_de_revision(self.revision)
        cambios = diferencias(type(objeto), ultimo.contenido, actual) if ultimo else []
        origen = original_de(objeto) if es_traduccion(objeto) else None
        secciones_de_origen = {una.campo: una for una in origen.secciones()} if origen else {}
        carta, dichos = ultima_carta(objeto, self.revision), comentarios_de(objeto)
        incumplimientos = {}
        for campo, frase in objeto.impedimentos():
            incumplimientos.setdefault(campo, []).append(frase)
        filas = [
            {
                "seccion": seccion,
                "origen": secciones_de_origen.get(seccion.campo),
                "cambio": seccion.campo in cambios,
                "desde_la_carta": carta and carta.cambios.get(seccion.campo),
                "comentarios": dichos.get(seccion.campo, []),
                "fallas": incumplimientos.pop(seccion.campo, []),
                "comentario": form[f"comentario-{seccion.campo}"],
            }
            for seccion in self.secciones
            # What a translation and its original both leave empty was read with the original.
            if not origen or seccion.html or seccion.campo in secciones_de_origen
        ]
        return super().get_context_data(
            form=form,
            objeto=objeto,
            tarea=self.tarea,
            ultimo_aval=ultimo,
            es_autor=self.request.user.pk in Autoria.de_la_revision(objeto, self.revision),
            razon_de_autor=MismaPersona.mensaje,
            origen=origen,
            dictamenes=self.get_dictamenes(),
            carta=carta,
            filas=filas,
            cambiadas_desde_la_carta=[fila for fila in filas if fila["desde_la_carta"]],
            comentadas_y_sin_cambio=[
                fila
                for fila in filas
                if carta
                and not fila["desde_la_carta"]
                and any(uno.revision_created_id == carta.tarea.revision_id for uno in fila["comentarios"])
            ],
            fallas_sin_seccion=incumplimientos,
            url_de_edicion=AdminURLFinder(self.request.user).get_edit_url(objeto),
            url_de_previa=reverse("aval:previa", args=[self.tarea.pk]) if _se_puede_ver(objeto) else "",
            **kwargs,
        )


def _se_puede_ver(objeto):
    return isinstance(objeto, PreviewableMixin) and objeto.is_previewable()


@require_GET
@xframe_options_sameorigin
def previa(request, tarea_id):
    """The text that waits, as the public will see it."""
    if not pertenece(request.user, MODERACION):
        raise PermissionDenied
    tarea = get_object_or_404(TaskState.objects.select_related("revision"), pk=tarea_id)
    objeto = tarea.revision.as_object()
    if not _se_puede_ver(objeto):
        raise Http404
    return objeto.make_preview_request(request, objeto.default_preview_mode)


class AvalView(PantallaDeTarea):
    """The aval: reads the whole text, and publishes it or returns it."""

    template_name = "aval/revisar.html"
    page_title = gettext_lazy("Aval")
    tarea_de = TareaAval

    def get_rutas(self):
        return self.objeto.rutas_propuestas()

    def get_context_data(self, form, **kwargs):  # type: ignore[override]  # never without its form
        ganchos = hooks.get_hooks("al_lado_del_aval")
        al_lado = [parte for gancho in ganchos if (parte := gancho(self.request, self.objeto))]
        return super().get_context_data(form=form, al_lado=al_lado, **kwargs)

    def get_dictamenes(self):
        datos = self.objeto.dictamen_propuesto()
        return [(idioma, Dictamen(datos, idioma)) for idioma, _nombre in settings.LANGUAGES] if datos else []

    def decidir(self, decision, form):
        if decision == "devolver":
            return self.devolver(form)
        if decision != "avalar":
            raise ErrorDeAval(_("Elija dar el aval o devolver el texto."))
        rutas = form.rutas_elegidas()
        if rutas and not any(rutas.values()):
            raise ErrorDeAval(_("Elija al menos una ruta."))
        flujo.avalar(self.tarea, self.request.user, form.cleaned_data["huella"], form.cleaned_data["carta"], **rutas)
        return _("«%(titulo)s» tiene el aval y ya está publicada.") % {"titulo": self.objeto}


def revisar(request, tarea_id):
    """The screen of the aval. A room above may have its own for some kinds of text: hook ``pantalla_del_aval``.

    Its function takes the task state, and returns a view or None. What a room has to show beside the text it returns
    by the hook ``al_lado_del_aval``, which takes the request and the text: a component of Wagtail, or None.
    """
    tarea = get_object_or_404(TaskState.objects.select_related("revision"), pk=tarea_id)
    for gancho in hooks.get_hooks("pantalla_del_aval"):
        if vista := gancho(tarea):
            return vista(request, tarea_id)
    return AvalView.as_view()(request, tarea_id)


def componer_carta(tarea, carta, comentarios, extra=()):
    """The letter to the person who sent a text, in their language: the words of the DDRI, then each comment."""
    destinatario = tarea.workflow_state.requested_by
    with override(idioma_de(destinatario)):
        partes = [carta.strip(), *extra]
        if comentarios:
            lineas = [f"- {seccion.etiqueta}: {texto}" for seccion, texto in comentarios]
            partes.append("\n".join([_("Comentarios por sección:"), *lineas]))
        return "\n\n".join(parte for parte in partes if parte)
