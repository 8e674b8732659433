"""What both sides say of a replica: the screen of the DDRI, and the page that a link opens to the other side."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from base import enlaces
from base.enlaces import NoSirve, UsoDeEnlace, pagina_de_enlace

from . import confirmacion
from .forms_replicas import PreguntarForm, ResponderForm
from .models import Replica
from .permisos_replicas import PoliticaDeReplicas, confirma

LISTA = "wagtailsnippets_intercambios_replica:list"


class ReplicaView(WagtailAdminTemplateMixin, TemplateView):
    """Bogotá, the other side and the public: what each knows of a replica, and what is next."""

    template_name = "intercambios/admin/replica.html"
    header_icon = "site"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not PoliticaDeReplicas(Replica).user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def replica(self):
        filas = Replica.objects.de(self.request.user)
        filas = filas.select_related("practica__entidad", "practica__locale", "ciudad", "actor", "transferencia")
        return get_object_or_404(filas, pk=self.kwargs["pk"])

    def get_page_title(self):
        return str(self.replica)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse(LISTA), "label": _("Réplicas")},
            {"url": "", "label": str(self.replica)},
        ]

    def get_context_data(self, **kwargs):
        usuario = self.request.user
        kwargs.setdefault("formulario", PreguntarForm())
        return super().get_context_data(
            replica=self.replica,
            confirma=confirma(usuario),
            escribe=PoliticaDeReplicas(Replica).user_has_permission_for_instance(usuario, "change", self.replica),
            prepara=usuario.has_perm("intercambios.add_transferencia"),
            enlace=confirmacion.enlace_en_curso(self.replica),
            anotaciones=registry.get_logs_for_instance(self.replica)
            .filter(action=confirmacion.ACTO)
            .select_related("user")[:50],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        acto = request.POST.get("acto", "")
        if acto == "preparar" and request.user.has_perm("intercambios.add_transferencia"):
            return self._preparar()
        if not confirma(request.user):
            raise PermissionDenied
        if acto == "preguntar":
            formulario = PreguntarForm(request.POST)
            if not formulario.is_valid():
                return self.render_to_response(self.get_context_data(formulario=formulario), status=422)
            datos = formulario.cleaned_data
            confirmacion.preguntar(self.replica, datos["correo"], datos["idioma"], request)
            messages.success(request, _("Se envió el enlace. Aquí se verá lo que responda."))
        elif acto == "confirmar":
            confirmacion.confirmar_por_bogota(self.replica, request.user)
            messages.success(request, _("Quedó confirmada por Bogotá."))
        elif acto == "revocar":
            enlaces.revocar(confirmacion.FIN, self.replica.pk)
            messages.success(request, _("El enlace ya no sirve."))
        else:
            raise Http404
        return redirect("replicas:ver", pk=self.replica.pk)

    def _preparar(self):
        try:
            texto = confirmacion.preparar_transferencia(self.replica, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect("replicas:ver", pk=self.replica.pk)
        return redirect("wagtailsnippets_intercambios_transferencia:edit", texto.pk)


# --- Without an account -----------------------------------------------------------------------------


@pagina_de_enlace
def responder(request, token):
    """The other side reads what Bogotá has of it, and says whether it is so with a POST."""
    try:
        replica, enlace = confirmacion.la_del_enlace(token)
    except NoSirve:
        contexto = {"titulo": _("Este enlace ya no sirve"), "paso": "vencido"}
        return render(request, "intercambios/replica.html", contexto, status=404)
    contexto = {"titulo": _("¿Es así?"), "replica": replica, "enlace": enlace, "paso": "preguntar"}
    contexto["practica"] = confirmacion.practica_de(replica)
    inicial = {"respuesta": replica.respuesta, "comentario": replica.comentario} if replica.respuesta else {}
    formulario = ResponderForm(request.POST or None, initial=inicial)
    if request.method == "POST" and formulario.is_valid():
        replica = confirmacion.responder(replica, **formulario.cleaned_data, request=request)
        enlace.anotar(UsoDeEnlace.Que.HIZO)
        contexto |= {"titulo": _("Gracias"), "paso": "respondida", "replica": replica}
    estado = 422 if formulario.is_bound and formulario.errors else 200
    return render(request, "intercambios/replica.html", contexto | {"formulario": formulario}, status=estado)
