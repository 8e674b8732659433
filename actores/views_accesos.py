"""Screens of Administración: what waits for a second person, which doors are shut, and what changed of the accounts."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import freno, segundo_factor, solicitudes
from .accesos import RegistroDeAcceso, Solicitud
from .forms import MotivoForm
from .grupos import administra_accesos
from .invitaciones import invitar, sin_estrenar
from .models import Usuario

POR_PAGINA = 30


class _DeAdministracion(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "key"

    def get_breadcrumbs_items(self):
        aqui = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, aqui]

    def dispatch(self, request, *args, **kwargs):
        if not administra_accesos(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def _con_permiso(solicitud, usuario):
    solicitud.la_confirma = solicitudes.puede_confirmar(solicitud, usuario) and not solicitud.vencida
    return solicitud


def _pendientes():
    return Solicitud.objects.filter(estado=Solicitud.Estado.PENDIENTE).select_related("persona", "pedida_por")


class AccesosView(_DeAdministracion):
    """Everything of one look; deciding is by form."""

    template_name = "actores/accesos.html"
    page_title = gettext_lazy("Accesos")

    def get_context_data(self, **kwargs):
        registro = Paginator(RegistroDeAcceso.objects.all(), POR_PAGINA)
        return super().get_context_data(
            solicitudes=[_con_permiso(una, self.request.user) for una in _pendientes()],
            bloqueos=freno.bloqueos(),
            minutos=int(freno.settings.AXES_COOLOFF_TIME.total_seconds() // 60),
            registro=registro.get_page(self.request.GET.get("p")),
            **kwargs,
        )

    def post(self, request):
        """``liberar``: open the door of an account, of an address, or of the two together."""
        nombre, direccion = request.POST.get("username", ""), request.POST.get("ip_address", "")
        if freno.liberar(nombre, direccion):
            persona = Usuario.objects.filter(username=nombre).first()
            if persona:
                RegistroDeAcceso.anotar(persona, RegistroDeAcceso.Que.LIBERADA, quien=request.user)
            messages.success(request, _("La entrada se abrió de nuevo."))
        return redirect("accesos")


def resolver(request, pk):
    """Confirm or turn down one request; the reason of a refusal is a message."""
    if request.method != "POST" or not administra_accesos(request.user):
        raise PermissionDenied
    try:
        if "confirmar" in request.POST:
            solicitud = solicitudes.confirmar(pk, request.user)
            messages.success(request, _("Confirmado: %(que)s.") % {"que": solicitud})
        else:
            solicitud = solicitudes.rechazar(pk, request.user)
            messages.success(request, _("No se hizo: %(que)s.") % {"que": solicitud})
    except solicitudes.NoSePuede as error:
        messages.error(request, str(error))
    return redirect("accesos")


class AccesoDeView(_DeAdministracion):
    """How one person enters, and what can be done about it without ever touching their password."""

    template_name = "actores/acceso_de.html"
    page_title = gettext_lazy("Acceso")

    def dispatch(self, request, *args, **kwargs):
        if not administra_accesos(request.user):
            raise PermissionDenied
        self.persona = get_object_or_404(Usuario, pk=kwargs["pk"])
        if self.persona.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.persona)

    def get_context_data(self, **kwargs):
        suyas = _pendientes().filter(persona=self.persona)
        contexto = {
            "persona": self.persona,
            "sin_estrenar": sin_estrenar(self.persona),
            "tiene_factor": segundo_factor.tiene(self.persona),
            "lo_necesita": segundo_factor.lo_necesita(self.persona),
            "es_propia": self.persona == self.request.user,
            "solicitudes": [_con_permiso(una, self.request.user) for una in suyas],
            "registro": RegistroDeAcceso.objects.filter(persona_numero=self.persona.pk)[:POR_PAGINA],
            "form": MotivoForm(),
        }
        return super().get_context_data(**contexto | kwargs)

    def post(self, request, pk):
        if "invitar" in request.POST and sin_estrenar(self.persona) and self.persona.is_active:
            invitar(self.persona, request.user)
            messages.success(
                request, _("Se envió de nuevo la invitación a %(correo)s.") % {"correo": self.persona.email}
            )
        elif "quitar" in request.POST and segundo_factor.tiene(self.persona) and self.persona != request.user:
            form = MotivoForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            self._quitar(request, form.cleaned_data["motivo"])
        return redirect(reverse("acceso_de", args=[pk]))

    def _quitar(self, request, motivo):
        # A second person for everybody: with the mail and without the factor, an account is taken.
        solicitud = solicitudes.pedir(self.persona, Solicitud.Clase.SEGUNDO_FACTOR, request.user, motivo=motivo)
        messages.warning(
            request, _("Falta que otra persona confirme: %(que)s. Está en «Accesos».") % {"que": solicitud}
        )
