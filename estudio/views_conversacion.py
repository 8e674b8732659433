"""The screens of the entity while its ficha is studied: the ficha with its conversation, and one section to correct."""

from functools import cache

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from aval import actos
from aval.errores import ErrorDeAval, FichaIncompleta
from aval.permisos import puede_leer_su_historia
from practicas import panels
from practicas.ficha import FICHA
from practicas.forms import FichaForm
from practicas.models import PracticaPage

from . import conversacion, secciones, tecleado
from .hilos import Conversacion
from .models import Lado, Mensaje, SeccionDevuelta


class ConversarView(WagtailAdminTemplateMixin, TemplateView):
    """The ficha as it is studied, section by section, with what is said of each. Who works on it reads it."""

    template_name = "estudio/conversar.html"
    page_title = gettext_lazy("Conversación con la DDRI")
    header_icon = "comment"
    breadcrumbs_items = []

    def dispatch(self, request, practica_id):
        self.practica = get_object_or_404(PracticaPage, pk=practica_id)
        if not puede_leer_su_historia(request.user, self.practica):
            raise PermissionDenied
        self.lado = conversacion.lado_de(request.user, self.practica)
        return super().dispatch(request)

    def get_page_subtitle(self):
        return self.practica.get_admin_display_title()

    def get(self, request, *args, **kwargs):
        return self._mostrar(tecleado.sacar(request, self._clave))

    @property
    def _clave(self):
        return f"conversar:{self.practica.pk}"

    def _mostrar(self, escrito, estado=200):
        suya = Conversacion(self.practica, self.lado, escrito)
        revision = suya.tarea.revision if suya.tarea else self.practica.get_latest_revision()
        texto = revision.as_object() if revision else self.practica
        con_hilo = set(suya.hilos)
        filas = [
            {"seccion": seccion, "conversa": suya.de(seccion.campo)}
            for seccion in texto.secciones(todas=True)
            if suya.tarea or seccion.campo in con_hilo
        ]
        contexto = self.get_context_data(
            conversacion=suya,
            filas=filas,
            objeto=texto,
            url_de_edicion=reverse("wagtailadmin_pages:edit", args=[self.practica.pk]),
            ddri=self.lado == Lado.DDRI,
        )
        return self.render_to_response(contexto, status=estado)

    def post(self, request, *args, **kwargs):
        que, _separa, cual = request.POST.get("decision", "").partition(":")
        try:
            mensaje = actos.en_un_acto(lambda: decir(request, self.practica, que, cual), self.practica)
        except ErrorDeAval as error:
            messages.error(request, str(error))
            return self._mostrar(request.POST.dict(), 409)
        messages.success(request, dicho_de(mensaje))
        tecleado.guardar(request, self._clave, menos=(f"{_CAJA[que]}{cual}",))
        return redirect(reverse("estudio:conversar", args=[self.practica.pk]) + f"#seccion-{mensaje.campo}")


_CAJA = {"preguntar": "pregunta-", "responder": "respuesta-"}


def decir(request, practica, que, cual):
    """Send what the box of a button has: a question on ``cual``, or an answer to the question ``cual``."""
    if que == "preguntar" and cual in FICHA.nombres:
        return conversacion.preguntar(practica, request.user, cual, request.POST.get(f"pregunta-{cual}"))
    if que == "responder" and cual.isdecimal():
        preguntas = Mensaje.objects.filter(practica=practica, clase=Mensaje.Clase.PREGUNTA)
        pregunta = get_object_or_404(preguntas, pk=cual)
        return conversacion.responder(pregunta, request.user, request.POST.get(f"respuesta-{cual}"))
    raise Http404


def dicho_de(mensaje):
    """The sentence for who sent ``mensaje``."""
    if mensaje.clase == Mensaje.Clase.PREGUNTA:
        return _("Su pregunta sobre «%(seccion)s» quedó al lado del texto, y la otra parte la recibe por correo.") % {
            "seccion": mensaje.etiqueta
        }
    return _("Su respuesta sobre «%(seccion)s» quedó al lado del texto, y la otra parte la recibe por correo.") % {
        "seccion": mensaje.etiqueta
    }


@cache
def _editor(campo):
    """The edit handler of the section ``campo``, of the ficha."""
    return panels.solo(secciones.campos_de(campo), FichaForm).bind_to_model(PracticaPage)


class SeccionView(WagtailAdminTemplateMixin, TemplateView):
    """One section to be corrected, and nothing else of its ficha."""

    template_name = "estudio/seccion.html"
    header_icon = "edit"
    breadcrumbs_items = []

    def dispatch(self, request, devuelta_id):
        devueltas = SeccionDevuelta.objects.select_related("practica", "tarea__revision", "pedido")
        self.devuelta = get_object_or_404(devueltas, pk=devuelta_id)
        if not puede_leer_su_historia(request.user, self.devuelta.practica):
            raise PermissionDenied
        self.a_la_conversacion = (
            reverse("estudio:conversar", args=[self.devuelta.practica_id]) + f"#seccion-{self.devuelta.campo}"
        )
        if request.method != "POST":
            if conversacion.lado_de(request.user, self.devuelta.practica) == Lado.DDRI:
                return redirect(self.a_la_conversacion)  # it is read there; correcting it is the entity's
            if not SeccionDevuelta.objects.fuera().filter(pk=self.devuelta.pk).exists():
                messages.warning(request, _("Esta sección ya no espera corrección: se entregó, o el estudio siguió."))
                return redirect(self.a_la_conversacion)
        return super().dispatch(request)

    def get_page_title(self):
        return _("Corregir «%(seccion)s»") % {"seccion": self.devuelta.etiqueta}

    def get_page_subtitle(self):
        return self.devuelta.practica.get_admin_display_title()

    def _abrir(self, datos=None, archivos=None):
        self.pagina = secciones.como_va(self.devuelta)
        editor = _editor(self.devuelta.campo)
        self.form = editor.get_form_class()(datos, archivos, instance=self.pagina, for_user=self.request.user)
        self.panel = editor.get_bound_panel(instance=self.pagina, request=self.request, form=self.form)

    def get(self, request, *args, **kwargs):
        self._abrir()
        return self._mostrar()

    def _mostrar(self, estado=200, **mas):
        hilo = Conversacion(self.devuelta.practica, Lado.ENTIDAD).de(self.devuelta.campo)["hilo"]
        campos = {"huella": secciones.huella(self.devuelta), "nota": self.request.POST.get("nota", "")}
        contexto = self.get_context_data(
            **{**campos, **mas},
            devuelta=self.devuelta,
            panel=self.panel,
            form=self.form,
            media=self.panel.media + self.form.media,
            hilo=hilo,
            edit_handler=self.panel,
            a_la_conversacion=self.a_la_conversacion,
            has_unsaved_changes=self.request.method == "POST",
        )
        return self.render_to_response(contexto, status=estado)

    def post(self, request, *args, **kwargs):
        entrega = request.POST.get("decision") == "entregar"
        self._abrir(request.POST, request.FILES)
        if not entrega:
            self.form.defer_required_fields()
        if not self.form.is_valid():
            messages.error(request, _("No se guardó: corrija lo señalado. Lo que escribió sigue aquí."))
            return self._mostrar(422)
        practica = self.form.save(commit=False)
        try:
            self._exigir_solo_la_seccion()
            actos.en_un_acto(lambda: self._hacer(entrega, practica), self.devuelta.practica)
        except secciones.OtraLaGuardo as error:
            messages.error(request, str(error))
            return self._mostrar(409, otra=secciones.sin_entregar(self.devuelta))
        except ErrorDeAval as error:
            if isinstance(error, FichaIncompleta):
                self._senalar(practica)
            messages.error(request, str(error))
            return self._mostrar(409, perdida=isinstance(error, secciones.YaNoLaTiene))
        if not entrega:
            messages.success(request, _("Quedó guardado y todavía no lo lee la DDRI: entréguelo cuando esté listo."))
            return redirect("estudio:seccion", self.devuelta.pk)
        messages.success(
            request, _("«%(seccion)s» está otra vez en la DDRI, con sus cambios.") % {"seccion": self.devuelta.etiqueta}
        )
        return redirect(self.a_la_conversacion)

    def _hacer(self, entrega, practica):
        vista = self.request.POST.get("huella", "")
        if entrega:
            secciones.entregar(self.devuelta, self.request.user, practica, vista, self.request.POST.get("nota", ""))
        else:
            secciones.guardar(self.devuelta, self.request.user, practica, vista)

    def _exigir_solo_la_seccion(self):
        """Refuse what tries to bring something else of the ficha with it."""
        ajenos = set(FICHA.nombres) - set(secciones.campos_de(self.devuelta.campo))
        if ajenos & {nombre.partition("-")[0] for nombre in self.request.POST}:
            raise secciones.SoloEsaSeccion

    def _senalar(self, practica):
        for campo, frase in practica.incumplimientos():
            self.form.add_error(campo if campo in self.form.fields else None, frase)
