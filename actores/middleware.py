"""A session is worth what it proved: without the second factor that its role needs, it is a visitor's."""

import time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from . import puntos_focales, segundo_factor

ENTRO, VISTO = "entro", "visto"  # seconds since 1970
DIA = "dia"  # the day in which it was last seen that a designation goes on
CADA = 300  # seconds: a session is written no oftener to say that it is in use


def empezar(request, **kwargs):
    """When somebody enters: from now on their session is measured (receiver of ``user_logged_in``)."""
    if request is not None and hasattr(request, "session"):
        request.session[ENTRO] = request.session[VISTO] = time.time()
        request.session[DIA] = timezone.localdate().isoformat()  # it has just been seen (``senales.al_entrar``)


class Sesiones:
    """Ends the sessions that are too old, and shows as a visitor whoever still lacks the second factor.

    Only at the entrance itself do they go on being who they are, so as to set it up or to leave.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.entrada = reverse("account_login")
        pasos = ("account_login", "account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
        self.para_completar = {reverse(paso) for paso in pasos}

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        quien = request.user
        if not request.path_info.startswith(self.entrada):
            request.user = SimpleLazyObject(lambda: self._si_vale(request, quien))
            return self.get_response(request)
        request.user = SimpleLazyObject(lambda: self._si_no_vencio(request, quien))
        if not request.user.is_authenticated:
            return self._sin_guardar(request)
        if self._cambiaria_lo_que_no_uso(request):
            return redirect("account_login")
        # As in the admin; whoever never chose a language there reads their browser's.
        perfil = getattr(request.user, "wagtail_userprofile", None)
        with override(perfil.get_preferred_language() if perfil else get_language()):
            return self._sin_guardar(request)

    def _cambiaria_lo_que_no_uso(self, request):
        """Whether a session that lacks the factor of its account asks for something else than using it, or leaving."""
        usuario = request.user
        return (
            request.path_info not in self.para_completar
            and segundo_factor.falta(request, usuario)
            and segundo_factor.tiene(usuario)
        )

    def _sin_guardar(self, request):
        """Its pages show keys and codes: no browser nor proxy keeps them."""
        respuesta = self.get_response(request)
        add_never_cache_headers(respuesta)
        return respuesta

    def _si_vale(self, request, quien):
        usuario = self._si_no_vencio(request, quien)
        return AnonymousUser() if segundo_factor.falta(request, usuario) else usuario

    def _si_no_vencio(self, request, quien):
        if not quien.is_authenticated:
            return quien
        ahora, entro, visto = time.time(), request.session.get(ENTRO, 0), request.session.get(VISTO, 0)
        if ahora - entro > settings.SESION_MAXIMA or ahora - visto > settings.SESION_SIN_USO:
            request.session.flush()
            return AnonymousUser()
        if ahora - visto > CADA:
            request.session[VISTO] = ahora
        if request.session.get(DIA) != (hoy := timezone.localdate().isoformat()):
            request.session[DIA] = hoy
            puntos_focales.terminar(solo=quien)
        return quien
