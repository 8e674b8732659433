"""The screens of a process: the list, the sheet with its line of steps, and the form of its rows."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Min, Q, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from practicas.models import PracticaPage

from . import contar, dinero, marcha, permisos
from .forms_procesos import panel
from .metodos import Metodo
from .procesos import LARGO_DE_MOTIVO, CompromisoDeProceso, Destino, Proceso

_ABIERTOS = ("abierto", "en_curso")


def _miga(texto, url=""):
    return {"url": url, "label": texto}


class _Entrada(View):
    """Whoever has no process to read does not come in."""

    def dispatch(self, request, *args, **kwargs):
        if not permisos.puede_entrar(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _DeUnProceso(_Entrada):
    @cached_property
    def proceso(self):
        filas = permisos.visibles_para(self.request.user)
        filas = filas.select_related("metodo", "fase", "practica", "entidad", "responsable_ddri")
        return get_object_or_404(filas, pk=self.kwargs["pk"])


class ProcesosView(_Entrada, WagtailAdminTemplateMixin, ListView):
    """The processes that one may read, those that ask something first."""

    template_name = "intercambios/admin/procesos.html"
    page_title = gettext_lazy("Hojas de ruta y procesos")
    header_icon = "tasks"
    paginate_by = 50
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, _miga(str(self.page_title))]

    def get_queryset(self):
        pendientes = Q(compromisos__estado__in=_ABIERTOS)
        filas = permisos.visibles_para(self.request.user).select_related(
            "metodo", "fase", "entidad", "responsable_ddri"
        )
        if self.request.GET.get("ver") != "todos":
            filas = filas.exclude(estado__in=Proceso.FINALES)
        return filas.annotate(
            abiertos=Count("compromisos", filter=pendientes), proximo=Min("compromisos__vence", filter=pendientes)
        ).order_by("proximo", "-abierto", "-pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            hoy=timezone.localdate(),
            todos=self.request.GET.get("ver") == "todos",
            propone=permisos.puede_proponer(self.request.user),
            **kwargs,
        )


class ProcesoView(_DeUnProceso, WagtailAdminTemplateMixin, TemplateView):
    """The sheet of a process, that can be printed; and the acts that move it."""

    template_name = "intercambios/admin/proceso.html"
    header_icon = "tasks"
    _show_breadcrumbs = True

    def get_page_title(self):
        return self.proceso.titulo

    def get_breadcrumbs_items(self):
        lista = _miga(_("Hojas de ruta y procesos"), reverse("procesos:lista"))
        return [*self.breadcrumbs_items, lista, _miga(self.proceso.titulo)]

    def get_context_data(self, **kwargs):
        usuario, proceso = self.request.user, self.proceso
        compromisos = list(proceso.compromisos.select_related("persona", "actor"))
        destinos = proceso.destinos.select_related("red", "plataforma", "premio", "evento", "actor")
        siguientes = [Proceso.Estado(uno) for uno in Proceso.SIGUIENTES[proceso.estado]]
        for donde in ("escrito", "siguen_escrito", "siguen_error"):
            kwargs.setdefault(donde, "")
        return super().get_context_data(
            proceso=proceso,
            pasos=proceso.pasos(),
            destinos=destinos,
            socios=proceso.participaciones.select_related("actor"),
            piezas=proceso.piezas.all(),
            columnas=_en_columnas(compromisos),
            anotaciones=proceso.anotaciones.select_related("quien")[:100],
            lleva_plan=marcha.lleva_plan(proceso),
            dirige=permisos.dirige(usuario),
            lleva_la_mesa=permisos.lleva_la_mesa(usuario),
            escribe=permisos.puede_escribir_en(usuario, proceso),
            siguientes=siguientes,
            hoy=timezone.localdate(),
            siguen_abiertos=[uno for uno in compromisos if uno.estado in _ABIERTOS],
            largo_de_motivo=LARGO_DE_MOTIVO,
            **self._dinero(),
            **self._lo_del_programa(),
            **kwargs,
        )

    def _dinero(self):
        """Who puts what, for who leads: nobody else reads it."""
        if not permisos.dirige(self.request.user):
            return {}
        aportes = list(self.proceso.aportes.select_related("actor", "fase"))
        return {
            "aportes": aportes,
            "totales_del_dinero": dinero.totales(aportes),
            "sin_valorar": sum(uno.monto is None for uno in aportes),
        }

    def _lo_del_programa(self):
        """What a process has besides its rows of promotion: the need, who and with whom, what was done, the survey."""
        proceso, usuario = self.proceso, self.request.user
        if proceso.linea == Metodo.Linea.PROMOCION:
            return {}
        actividades = proceso.actividades.annotate(personas=Sum("asistencia__cuantos"))
        return {
            "preguntas": list(proceso.preguntas.select_related("quien")),
            "beneficiarias": proceso.beneficiarias.select_related("entidad"),
            "externas": proceso.practicas_externas.select_related("ciudad"),
            "expertos": proceso.expertos.select_related("actor"),
            "evaluadores": proceso.evaluadores.select_related("actor") if proceso.linea == Metodo.Linea.ENSENA else [],
            "actividades": actividades,
            "encuestas": proceso.encuestas.annotate(respondidas=Count("respuestas")),
            "sin_nombre": proceso.metodo.fases.filter(nombre_es="").exists(),
            "ve_honorarios": permisos.dirige(usuario),
            "cuenta": contar.se_puede_contar(proceso) and permisos.puede_contar(usuario),
        }

    def post(self, request, *args, **kwargs):
        acto, texto = request.POST.get("acto", ""), request.POST.get("texto", "")
        try:
            self._hacer(acto, texto)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            # What was typed is not lost.
            donde = "preguntado" if acto == "preguntar" else "escrito"
            faltas = error.message_dict if hasattr(error, "error_dict") else {}
            siguen = {
                "siguen_escrito": request.POST.get("por_que_siguen", ""),
                "siguen_error": " ".join(faltas.get("por_que_siguen", [])),
            }
            return self.render_to_response(self.get_context_data(**{donde: texto}, **siguen), status=422)
        return redirect("procesos:ver", pk=self.proceso.pk)

    def _hacer(self, acto, texto):
        usuario = self.request.user
        if acto == "anotar":
            if not permisos.puede_escribir_en(usuario, self.proceso):
                raise PermissionDenied
            marcha.anotar(self.proceso, usuario, texto)
            messages.success(self.request, _("Quedó en la bitácora."))
            return
        if acto == "preguntar":
            if not permisos.puede_escribir_en(usuario, self.proceso):
                raise PermissionDenied
            marcha.preguntar(self.proceso, usuario, texto)
            messages.success(self.request, _("Quedó escrito; lo de antes se conserva."))
            return
        if acto == "contar":
            if not permisos.puede_contar(usuario):
                raise PermissionDenied
            contar.preparar(self.proceso, usuario)
            messages.success(self.request, _("El texto está en borrador: escríbalo y envíelo a la DDRI."))
            return
        if not permisos.dirige(usuario):
            raise PermissionDenied
        siguen = self.request.POST.get("por_que_siguen", "")
        if acto == "fase":
            marcha.dejar_fase(self.proceso, usuario, por_que_siguen=siguen)
        elif acto == "omitir":
            if not texto.strip():
                raise ValidationError(_("Diga por qué se omite la fase."))
            marcha.dejar_fase(self.proceso, usuario, texto, siguen)
        elif acto in Proceso.Estado.values:
            marcha.pasar(self.proceso, acto, usuario, texto)
        else:
            raise Http404
        messages.success(self.request, _("Hecho: está en la bitácora."))


def _en_columnas(compromisos):
    """The commitments of the DDRI beside those of all the others, as the manual of the DDRI draws them."""
    ddri = [uno for uno in compromisos if uno.papel == CompromisoDeProceso.Papel.DDRI]
    otros = [uno for uno in compromisos if uno.papel != CompromisoDeProceso.Papel.DDRI]
    return [(_("DDRI"), ddri), (_("Punto focal y otros"), otros)]


class EditarProcesoView(_DeUnProceso, EditView):
    """The rows of a process."""

    model = Proceso
    header_icon = "tasks"
    permission_required = None  # ``permisos`` says who
    edit_url_name = "procesos:editar"
    index_url_name = "procesos:lista"
    success_message = gettext_lazy("Se guardó «%(object)s».")

    def dispatch(self, request, *args, **kwargs):
        if not permisos.puede_entrar(request.user):
            raise PermissionDenied
        if not permisos.puede_escribir_en(request.user, self.proceso):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        return self.proceso

    def get_panel(self):
        return panel(permisos.dirige(self.request.user), self.proceso.linea)

    def get_edit_url(self):
        return reverse("procesos:editar", args=[self.object.pk])

    def get_success_url(self):
        return reverse("procesos:ver", args=[self.object.pk])

    def get_breadcrumbs_items(self):
        lista = _miga(_("Hojas de ruta y procesos"), reverse("procesos:lista"))
        ver = _miga(self.proceso.titulo, reverse("procesos:ver", args=[self.proceso.pk]))
        return [*self.breadcrumbs_items, lista, ver, _miga(_("Editar"))]


class EmpezarView(WagtailAdminTemplateMixin, TemplateView):
    """After the aval: the hoja de ruta of a practice, with what fits it proposed. Read first, begun by a POST."""

    template_name = "intercambios/admin/empezar.html"
    page_title = gettext_lazy("Proponer la hoja de ruta")
    header_icon = "tasks"
    _show_breadcrumbs = True

    def dispatch(self, request, practica_id):
        if not permisos.dirige(request.user):
            raise PermissionDenied
        self.practica = get_object_or_404(PracticaPage, pk=practica_id)
        if abierta := marcha.hoja_abierta_de(self.practica):
            return redirect("procesos:ver", pk=abierta.pk)
        return super().dispatch(request)

    def get_breadcrumbs_items(self):
        lista = _miga(_("Hojas de ruta y procesos"), reverse("procesos:lista"))
        return [*self.breadcrumbs_items, lista, _miga(str(self.page_title))]

    def get_context_data(self, **kwargs):
        propuestos = [Destino(**destino) for destino in marcha.propuestos_para(self.practica)]
        return super().get_context_data(practica=self.practica, propuestos=propuestos, **kwargs)

    def post(self, request):
        practica = self.practica
        try:
            proceso = marcha.empezar_hoja_de_ruta(practica, request.user, marcha.propuestos_para(practica))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailadmin_pages:edit", practica.pk)
        return redirect("procesos:ver", pk=proceso.pk)
