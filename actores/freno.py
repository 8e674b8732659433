"""How many times one may be wrong at the entrance: with a password, with a code, and asking for links by mail.

The count is django-axes', in the database, so that all the processes of the server share it. Three bounds at once: for
an account from one address, for an address, and for an account from anywhere. The last one is the widest: closing the
door of a moderator to everybody takes as many addresses as a real attack would.
"""

import ipaddress

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

ENLACE = "enlace:"  # in the place of a user name: a link asked for, of a mail that is kept as a digest
# Failures within AXES_COOLOFF_TIME, in the order of AXES_LOCKOUT_PARAMETERS: account and address, address, account.
LIMITES = (5, 30, 50)
LIMITES_DE_ENLACES = (5, 30, 5)


def direccion_de(request):
    """The address of whoever asks; None if unknown. Of an IPv6 one, its /64: one house has as many as it likes.

    X-Forwarded-For is believed only for as many proxies as PROXIES_DE_CONFIANZA says, counted from the right.
    """
    puesta = request.META.get("REMOTE_ADDR", "")
    pasos = [paso.strip() for paso in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < settings.PROXIES_DE_CONFIANZA <= len(pasos):
        puesta = pasos[-settings.PROXIES_DE_CONFIANZA] or puesta
    try:
        direccion = ipaddress.ip_address(puesta)
    except ValueError:
        return None
    if direccion.version == 6:
        if direccion.ipv4_mapped:
            return str(direccion.ipv4_mapped)
        return str(ipaddress.ip_network(f"{direccion}/64", strict=False).network_address)
    return str(direccion)


class Freno(AxesDatabaseHandler):
    """Axes' own, with a bound for each of its parameters instead of one for all."""

    def get_failures(self, request, credentials=None):
        nombre = (credentials or {}).get("username") or ""
        limites = LIMITES_DE_ENLACES if nombre.startswith(ENLACE) else LIMITES
        cuentas = [
            intentos.aggregate(suma=Sum("failures_since_start"))["suma"] or 0
            for intentos in self.get_user_attempts(request, credentials)
        ]
        # Axes compares one number with one limit: each count is measured against its own.
        return max(
            cuenta * settings.AXES_FAILURE_LIMIT // limite for cuenta, limite in zip(cuentas, limites, strict=True)
        )

    def reset_user_attempts(self, request, credentials=None):
        # Those of this account from this address. Clearing the address too would let an account of one's own
        # clear the guesses at another's.
        cuantos, _por_modelo = AccessAttempt.objects.filter(
            username=(credentials or {}).get("username"), ip_address=request.axes_ip_address
        ).delete()
        return cuantos


def _credenciales(usuario):
    return {"username": usuario.get_username()}


def cerrado(request, usuario):
    """Whether ``usuario`` may not try again now; the answer then becomes the page that says so."""
    if AxesProxyHandler.is_allowed(request, _credenciales(usuario)):
        return False
    request.axes_locked_out = True
    request.axes_credentials = _credenciales(usuario)
    return True


def anotar_fallo(request, usuario):
    """A wrong code counts as a wrong password."""
    AxesProxyHandler.user_login_failed(sender=Freno, credentials=_credenciales(usuario), request=request)


def contar_enlace(request, correo):
    """Count a link asked for ``correo``; False when there were too many from there or for it, whoever it belongs to."""
    huella = salted_hmac(ENLACE, correo.strip().lower()).hexdigest()[:32]
    credenciales = {"username": ENLACE + huella}
    if not AxesProxyHandler.is_allowed(request, credenciales):
        return False
    AxesProxyHandler.user_login_failed(sender=Freno, credentials=credenciales, request=request)
    request.axes_locked_out = False  # the last one allowed is answered like the others
    return True


def respuesta(request, original=None, credentials=None):
    """429, with how long to wait, in the language of whoever reads."""
    segundos = int(settings.AXES_COOLOFF_TIME.total_seconds())
    pagina = render(request, "actores/bloqueo.html", {"minutos": segundos // 60}, status=429)
    pagina["Retry-After"], pagina["Cache-Control"] = str(segundos), "no-store"
    return pagina


def bloqueos():
    """What is closed at this moment: dicts with ``username``, ``ip_address`` (either may be missing), count, since."""
    recientes = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME).order_by()
    cerrados = []
    for campos, limite, de_enlaces in zip(
        (("username", "ip_address"), ("ip_address",), ("username",)), LIMITES, LIMITES_DE_ENLACES, strict=True
    ):
        filas = recientes.values(*campos).annotate(veces=Sum("failures_since_start"), ultima=Max("attempt_time"))
        for fila in filas:
            de_enlace = (fila.get("username") or "").startswith(ENLACE)
            if fila["veces"] >= (de_enlaces if de_enlace else limite):
                cerrados.append({"username": None, "ip_address": None, **fila, "enlace": de_enlace})
    return cerrados


def liberar(username=None, ip_address=None):
    """Open again what ``bloqueos`` names. Returns how many rows were forgotten."""
    campos = {"username": username, "ip_address": ip_address}
    filtro = {campo: valor for campo, valor in campos.items() if valor}
    return AccessAttempt.objects.filter(**filtro).delete()[0] if filtro else 0
