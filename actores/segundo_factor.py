"""Who has to prove with something else than a password who they are, and whether a session did."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings

from .checks import SIN_EXENTAS
from .grupos import PROTEGIDOS, pertenece

# Recovery codes stand in for one of these, and are none by themselves.
FACTORES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def vale_lo_de_la_demostracion():
    """Whether this is a demonstration on one's own machine, or a test that silences the check on purpose."""
    return settings.DEBUG or SIN_EXENTAS in settings.SILENCED_SYSTEM_CHECKS


def exenta(usuario):
    """Whether the settings of development spare the account (EXENTAS_DE_SEGUNDO_FACTOR; ``*``: all of them)."""
    nombres = settings.EXENTAS_DE_SEGUNDO_FACTOR
    return bool(nombres) and vale_lo_de_la_demostracion() and ("*" in nombres or usuario.get_username() in nombres)


def lo_necesita(usuario):
    """Whether the account opens nothing without a second factor."""
    return not exenta(usuario) and (usuario.is_superuser or pertenece(usuario, *PROTEGIDOS))


def tiene(usuario):
    """Whether there is one on the account."""
    return Authenticator.objects.filter(user=usuario, type__in=FACTORES).exists()


def falta(request, usuario):
    """Whether ``usuario``, whose session it is, is someone who needs a second factor and used none that still stands.

    So a session ends when its factor is taken away, and one that began before the person got their role is not enough.
    """
    if not usuario.is_authenticated or not lo_necesita(usuario):
        return False
    usados = {uno.get("id") for uno in get_authentication_records(request, usuario) if uno["method"] == "mfa"}
    suyos = dict(Authenticator.objects.filter(user=usuario).values_list("pk", "type"))
    return not (usados & suyos.keys() and set(FACTORES) & set(suyos.values()))


def anotar_en_la_sesion(request, autenticador):
    """Setting a factor up, or taking new recovery codes, proves that one has it."""
    record_authentication(request, request.user, "mfa", id=autenticador.pk, type=autenticador.type)
