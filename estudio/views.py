"""The study screen: the ficha on one side, the rubric on the other."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.correo import idioma_de
from aval import actos
from aval.errores import ErrorDeAval, YaResuelto
from aval.lectura import nombre_de
from aval.permisos import puede_leer_su_historia
from aval.views import PantallaDeTarea, componer_carta
from practicas.models import PracticaPage
from practicas.reglas import sin_decir_para_adoptarla

from . import secciones, tecleado
from . import servicio as estudios
from .forms import EstudioForm, formularios_de_valoracion
from .hilos import Conversacion
from .models import Lado, SeccionDevuelta, TareaEstudio
from .views_conversacion import decir, dicho_de

# What a button of the conversation does → how the name of its box begins.
_DE_LA_CONVERSACION = {
    "preguntar": "pregunta-",
    "responder": "respuesta-",
    "devolver-seccion": "motivo-",
    "retomar": "retomar-",
}


class EncontradoView(WagtailAdminTemplateMixin, TemplateView):
    """What the last favourable study found, for whoever works on the practice. Scores and all: it is not public."""

    template_name = "estudio/encontrado.html"
    page_title = gettext_lazy("Lo que encontró la DDRI")
    header_icon = "form"
    breadcrumbs_items = []

    def dispatch(self, request, practica_id):
        self.practica = get_object_or_404(PracticaPage, pk=practica_id)
        if not puede_leer_su_historia(request.user, self.practica):
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_subtitle(self):
        return str(self.practica)

    def get_context_data(self, **kwargs):
        estudio = estudios.ultimo_favorable(self.practica)
        return super().get_context_data(
            estudio=estudio,
            valoraciones=secciones.con_lo_que_cambio(estudio) if estudio else [],
            url_de_edicion=reverse("wagtailadmin_pages:edit", args=[self.practica.pk]),
            **kwargs,
        )


class EstudioView(PantallaDeTarea):
    """Score each criterion, decide the route, and pass the ficha on to the aval or return it."""

    template_name = "estudio/estudiar.html"
    page_title = gettext_lazy("Estudio")
    header_icon = "form"
    tarea_de = TareaEstudio

    def get(self, request, *args, **kwargs):
        self._preparar(None)
        self.escrito = tecleado.sacar(request, self._clave)
        return super().get(request, *args, **kwargs)

    @property
    def _clave(self):
        return f"estudio:{self.tarea.pk}"

    def get_form(self, datos=None):
        form = super().get_form(datos)
        if datos is None:
            form.initial |= self.escrito
        return form

    def post(self, request, *args, **kwargs):
        self.escrito = request.POST.dict()
        try:
            # What is typed is kept whatever is decided: the rubric is saved first, on its own.
            actos.en_un_acto(self._recibir, self.objeto)
        except ErrorDeAval as error:
            return self._responder_error(self.get_form(request.POST), error)
        return super().post(request, *args, **kwargs)

    def _recibir(self):
        self._preparar(self.request.POST)
        if not all([formulario.is_valid() for formulario in (self.estudio_form, *self.valoraciones)]):
            raise ErrorDeAval(_("Revise los criterios señalados: hay una respuesta que no es de la lista."))
        self.tarea.refresh_from_db()
        if self.tarea.status != self.tarea.STATUS_IN_PROGRESS:
            raise YaResuelto  # a study that was decided stays as it was
        self._guardar()

    def _preparar(self, datos):
        self.estudio = estudios.estudio_de(self.tarea, self.request.user)
        self.estudio_form = EstudioForm(datos, instance=self.estudio)
        self.valoraciones = formularios_de_valoracion(self.estudio, datos)

    def _guardar(self):
        estudio = self.estudio_form.save(commit=False)
        estudio.asesor = estudio.asesor or self.request.user
        estudio.save()
        self.estudio_form.save_m2m()
        for formulario in self.valoraciones:
            valoracion = formulario.save(commit=False)
            valoracion.estudio = estudio
            if formulario.has_changed():
                valoracion.leida = self._version_leida()
            if valoracion.pk or formulario.has_changed():
                valoracion.save()

    def _version_leida(self):
        """The number of the revision that was on the screen: the scores were given for that text."""
        dicha = self.request.POST.get("version", "")
        return min(int(dicha), self.revision.pk) if dicha.isdecimal() and len(dicha) < 19 else self.revision.pk

    def get_success_url(self):
        decision, _separa, cual = self.request.POST.get("decision", "").partition(":")
        de_nuevo = reverse("estudio:estudiar", args=[self.tarea.pk])
        if decision in ("guardar", "traer"):
            return de_nuevo + (f"#criterio-{cual}" if cual else "")
        if decision in _DE_LA_CONVERSACION:
            return f"{de_nuevo}#seccion-{self.seccion}"
        return super().get_success_url()

    def _conversar(self, decision, cual):
        """Ask, answer, give a section back or take it back; returns the sentence that says what happened."""
        practica = PracticaPage.objects.get(pk=self.objeto.pk)
        caja, self.seccion = f"{_DE_LA_CONVERSACION[decision]}{cual}", cual
        if decision == "devolver-seccion":
            devuelta = secciones.devolver(self.tarea, self.request.user, cual, self.request.POST.get(caja))
            frase = _("«%(seccion)s» se devolvió a la entidad, que recibe su razón por correo. El estudio sigue.") % {
                "seccion": devuelta.etiqueta
            }
        elif decision == "retomar":
            devuelta = get_object_or_404(SeccionDevuelta, pk=cual if cual.isdecimal() else 0, tarea=self.tarea)
            self.seccion = devuelta.campo
            secciones.retomar(devuelta, self.request.user)
            frase = _("«%(seccion)s» ya no está devuelta: queda como estaba.") % {"seccion": devuelta.etiqueta}
        else:
            mensaje = decir(self.request, practica, decision, cual)
            self.seccion, frase = mensaje.campo, dicho_de(mensaje)
        tecleado.guardar(self.request, self._clave, menos=(caja,))
        return frase

    def _exigir_enviado(self):
        """Refuse to decide while a question, an answer or a reason was typed and not sent."""
        if tecleado.de_la_conversacion(self.request.POST):
            raise ErrorDeAval(
                _("No se decidió nada: hay algo escrito para la entidad que no se envió. Envíelo o bórrelo primero.")
            )

    def decidir(self, decision, form):
        que, _separa, cual = (decision or "").partition(":")
        if que in _DE_LA_CONVERSACION:
            return self._conversar(que, cual)
        if que in ("pasar", "devolver"):
            self._exigir_enviado()
        if decision == "guardar":
            self.guardar_comentarios(form)
            tecleado.guardar(self.request, self._clave, menos=("comentario-",))
            return _("El estudio quedó guardado; puede seguir cuando quiera.")
        if que == "traer":
            self.guardar_comentarios(form)
            tecleado.guardar(self.request, self._clave, menos=("comentario-",))
            cuantos = estudios.traer(self.estudio, cual or None)
            return ngettext(
                "Se trajo %(n)s criterio del estudio anterior. Lo que usted ya había escrito quedó igual.",
                "Se trajeron %(n)s criterios del estudio anterior. Lo que usted ya había escrito quedó igual.",
                cuantos,
            ) % {"n": cuantos}
        if decision == "pasar":
            self._senalar(estudios.faltas(self.estudio))
            self.guardar_comentarios(form)
            estudios.pasar_a_aval(self.estudio, self.request.user, form.cleaned_data["huella"])
            return _("«%(titulo)s» pasó a aval.") % {"titulo": self.objeto}
        if decision == "devolver":
            return self.devolver(form)
        raise ErrorDeAval(_("Elija guardar, pasar a aval o devolver la ficha."))

    def _senalar(self, faltas):
        """Say each of ``faltas`` beside its field. Raises ``EstudioIncompleto`` if there is any."""
        por_criterio = {formulario.criterio.pk: formulario for formulario in self.valoraciones}
        for donde, frase in faltas.items():
            if isinstance(donde, tuple):
                criterio, campo = donde
                por_criterio[criterio].add_error(campo, frase)
            else:
                self.estudio_form.add_error(donde if donde in self.estudio_form.fields else None, frase)
        if faltas:
            raise estudios.EstudioIncompleto

    def devolver(self, form):
        comentarios = form.comentarios()
        if not form.cleaned_data["carta"] and not comentarios:
            raise ErrorDeAval(_("Para devolver la ficha escriba la carta o comente al menos una sección."))
        with override(idioma_de(self.tarea.workflow_state.requested_by)):
            rubrica = estudios.resumen_para_la_carta(self.estudio)
        carta = componer_carta(self.tarea, form.cleaned_data["carta"], comentarios, extra=[rubrica])
        self.guardar_comentarios(form)
        estudios.devolver(self.estudio, self.request.user, form.cleaned_data["huella"], carta)
        return _("«%(titulo)s» se devolvió con su carta.") % {"titulo": self.objeto}

    def get_context_data(self, form, **kwargs):  # type: ignore[override]  # never without its form
        anterior = estudios.anterior_a(self.estudio)
        antes = {una.criterio_id: una for una in anterior.valoraciones.all()} if anterior else {}
        cambio_desde = secciones.cambiadas_desde(self.estudio)
        for formulario in self.valoraciones:
            formulario.anterior = antes.get(formulario.criterio.pk)
            formulario.cambio_desde = cambio_desde(formulario.instance) if formulario.instance.pk else []
        contexto = super().get_context_data(
            form=form,
            anterior=anterior,
            estudio_form=self.estudio_form,
            valoraciones=self.valoraciones,
            por_decir=[nombre_de(PracticaPage, campo) for campo in sin_decir_para_adoptarla(self.objeto)],
            version=self.revision.pk,
            **kwargs,
        )
        suya = Conversacion(PracticaPage.objects.get(pk=self.objeto.pk), Lado.DDRI, self.escrito)
        for fila in contexto["filas"]:
            fila["conversa"] = suya.de(fila["seccion"].campo)
        return contexto | {"conversacion": suya}
