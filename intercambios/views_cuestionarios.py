"""What each side of a transfer answers: that of Bogotá in the admin, and what the other city said by its link."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages

from formularios.forms import FormaDeFormulario
from formularios.medida import medir

from . import permisos, replica_de_la_respuesta, seguimiento
from .models import Cuestionario, PlantillaDeCarta
from .views_mesa import PantallaDeMesa


class CuestionarioView(PantallaDeMesa):
    """The answers of one side. That of Bogotá writes them here; of the other, the DDRI sends or copies its link."""

    template_name = "intercambios/admin/cuestionario.html"
    header_icon = "form"
    boton = gettext_lazy("Guardar las respuestas")

    def puede(self, usuario):
        return permisos.puede_entrar(usuario)

    @cached_property
    def cuestionario(self):
        filas = Cuestionario.objects.filter(proceso__in=permisos.visibles_para(self.request.user))
        filas = filas.select_related("proceso__entidad", "proceso__metodo", "llenado__formulario")
        return get_object_or_404(filas, pk=self.kwargs["pk"])

    def get_page_title(self):
        return str(self.cuestionario)

    def get_page_subtitle(self):
        return self.cuestionario.proceso.titulo

    def get_breadcrumbs_items(self):
        proceso = self.cuestionario.proceso
        return [
            *self.breadcrumbs_items,
            {"url": reverse("procesos:lista"), "label": _("Hojas de ruta y procesos")},
            {"url": reverse("procesos:ver", args=[proceso.pk]), "label": proceso.titulo},
            {"url": "", "label": str(self.cuestionario)},
        ]

    @property
    def de_bogota(self):
        return self.cuestionario.lado == Cuestionario.Lado.BOGOTA

    @property
    def escribe(self):
        return self.de_bogota and permisos.puede_escribir_en(self.request.user, self.cuestionario.proceso)

    def get_form(self, datos=None):
        if not self.escribe:
            return None
        formulario = seguimiento.formulario_de(self.cuestionario)
        return FormaDeFormulario(formulario, self.cuestionario.valores, data=datos)

    def get_context_data(self, **kwargs):
        cuestionario = self.cuestionario
        formulario, valores = seguimiento.formulario_de(cuestionario), cuestionario.valores
        pedido = seguimiento.pedido_de(cuestionario.proceso)
        dirige = permisos.dirige(self.request.user)
        puede_enviar = not self.de_bogota and not cuestionario.respondido and cuestionario.proceso.abierta
        return super().get_context_data(
            cuestionario=cuestionario,
            formulario=formulario,
            de_bogota=self.de_bogota,
            respuestas=[(campo.etiqueta(), _dicho(campo, valores)) for campo in formulario.campos.all()],
            puede_enviar=puede_enviar and dirige,
            cuenta_una_replica=permisos.dirige(self.request.user)
            and replica_de_la_respuesta.cuenta_una_replica(cuestionario),
            hay_correo=bool(pedido and pedido.correo),
            **kwargs,
        )

    def post(self, request, **kwargs):
        acto = request.POST.get("acto", "")
        if acto in ("enviar", "enlace"):
            return self._del_enlace(acto)
        if acto == "replica":
            return self._replica()
        if not self.escribe:
            raise PermissionDenied
        form = self.get_form(request.POST)
        faltas = {}
        if form.is_valid():
            faltas = {
                uno.clave: _("Falta la respuesta.") for uno in medir(form.formulario, form.respuestas) if uno.impide
            }
        form.senalar(faltas)
        if form.errors:
            return self.con_errores(form)
        seguimiento.responder(self.cuestionario, form.formulario, form.respuestas, request.user)
        messages.success(request, _("Quedaron guardadas."))
        return redirect("procesos:ver", self.cuestionario.proceso_id)

    def _replica(self):
        if not permisos.dirige(self.request.user):
            raise PermissionDenied
        if not replica_de_la_respuesta.cuenta_una_replica(self.cuestionario):
            raise Http404
        try:
            replica = replica_de_la_respuesta.anotar_replica(self.cuestionario, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect("mesa:cuestionario", self.cuestionario.pk)
        messages.success(self.request, _("Quedó anotada: la otra ciudad ya dijo que es así."))
        return redirect("replicas:ver", replica.pk)

    def _del_enlace(self, acto):
        cuestionario = self.cuestionario
        if not permisos.dirige(self.request.user):
            raise PermissionDenied
        if self.de_bogota or cuestionario.respondido or not cuestionario.proceso.abierta:
            raise Http404
        if acto == "enlace":
            enlace = seguimiento.enlace_para_responder(cuestionario)
            # Once: the table has only its digest.
            return self.render_to_response(self.get_context_data(enlace=enlace))
        ocasion = PlantillaDeCarta.Ocasion
        es_lista = cuestionario.clase != Cuestionario.Clase.SEGUIMIENTO
        if seguimiento.escribir(cuestionario, ocasion.LISTA if es_lista else ocasion.SEGUIMIENTO):
            messages.success(self.request, _("La carta con el enlace va por correo."))
        else:
            messages.warning(self.request, _("No hay a quién escribirle: copie el enlace y envíelo por otro medio."))
        return redirect("mesa:cuestionario", cuestionario.pk)


def _dicho(campo, valores):
    """What was answered to ``campo``, in the language of who reads."""
    valor = valores.get(campo.clave) or ""
    if isinstance(valor, list):
        return "\n".join(valor)
    for opcion in campo.opciones:
        if opcion["codigo"] == valor:
            return opcion["en" if get_language() == "en" else "es"]
    return valor
