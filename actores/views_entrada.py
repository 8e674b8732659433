"""The entrance: entering, links for a password, and what each person changes of their own account."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin.views.account import PasswordResetView

from base.enlaces import pagina_de_enlace

from . import freno, segundo_factor
from .correo import avisar, direccion_completa
from .forms import MiCorreoForm
from .solicitudes import autorizado


class EntrarView(LoginView):
    """allauth's; who is inside already and cannot go on is told what is missing, instead of going round in circles."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            if segundo_factor.falta(request, request.user):
                return redirect(self._lo_que_falta(request))
            if not request.user.has_perm("wagtailadmin.access_admin"):
                return render(request, "actores/sin_papel.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def _lo_que_falta(request):
        if not segundo_factor.tiene(request.user):
            return reverse("mfa_index")
        tipos = next(
            (uno["types"] for uno in get_reauthentication_flows(request.user) if uno["id"] == "mfa_reauthenticate"), []
        )
        nombre = "mfa_reauthenticate" if {"totp", "recovery_codes"} & set(tipos) else "mfa_reauthenticate_webauthn"
        siguiente = get_next_redirect_url(request) or reverse("wagtailadmin_home")
        return f"{reverse(nombre)}?{urlencode({'next': siguiente})}"


class PedirClaveView(PasswordResetView):
    """Wagtail's, with a bound for each mail and each address; a known mail and an unknown one are answered alike."""

    def form_valid(self, form):
        if not freno.contar_enlace(self.request, form.cleaned_data["email"]):
            return freno.respuesta(self.request)
        return super().form_valid(form)


_con_la_clave_reciente = [
    never_cache,
    login_required,
    reauthentication_required(app="allauth.account"),
]


@method_decorator(_con_la_clave_reciente, name="dispatch")
class CambiarClaveView(PasswordChangeView):
    """One's own password; the other sessions of the account end."""

    template_name = "actores/clave.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        messages.success(
            self.request, _("Su contraseña cambió. Las demás sesiones abiertas con la anterior terminaron.")
        )
        return super().form_valid(form)


@method_decorator(_con_la_clave_reciente, name="dispatch")
class MiCorreoView(FormView):
    """One's own mail: a link goes to the new one; the old one is told when it changes."""

    template_name = "actores/mi_correo.html"
    form_class = MiCorreoForm
    success_url = reverse_lazy("mi_correo")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "persona": self.request.user}

    def form_valid(self, form):
        nuevo = form.cleaned_data["correo"]
        if not freno.contar_enlace(self.request, nuevo):
            return freno.respuesta(self.request)
        enlace = direccion_completa(reverse("confirmar_mi_correo", args=[form.sello()]))

        def redactar():
            return (
                _("Confirme su correo del Banco de Buenas Prácticas"),
                [_("Siga este enlace para que las cartas de su cuenta lleguen aquí. Si no lo pidió, no haga nada.")],
                enlace,
            )

        avisar(self.request.user, redactar, [nuevo])
        messages.success(
            self.request, _("Le enviamos un enlace a %(correo)s: el cambio se hace al seguirlo.") % {"correo": nuevo}
        )
        return super().form_valid(form)


@pagina_de_enlace
def confirmar_mi_correo(request, sello):
    """The page of the link: the mail changes when its button is pressed, not when something opens the address."""
    leido = MiCorreoForm.leer(sello)
    if leido and request.method == "POST":
        persona, nuevo = leido
        persona.email = nuevo
        with autorizado(persona):
            persona.save(update_fields=["email"])
        messages.success(request, _("Su correo cambió."))
        return redirect("account_login")
    return render(request, "actores/confirmar_correo.html", {"nuevo": leido and leido[1]}, status=200 if leido else 404)
