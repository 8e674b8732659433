"""What the tests of the entrance share: entering by its form, and the codes that an application would show."""

import re

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import TestCase
from django.urls import reverse

from tests import fabrica as f

SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def probar(navegador, nombre, clave=f.CLAVE, **mas):
    """One attempt at the entrance."""
    return navegador.post(reverse("account_login"), {"login": nombre, "password": clave, "next": "/admin/"}, **mas)


def codigo(secreto=SECRETO, paso=0):
    """What the application shows now, or ``paso`` steps of 30 seconds later."""
    contadores = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secreto, contadores[len(contadores) // 2] + paso))


def con_aplicacion(persona):
    return TOTP.activate(persona, SECRETO).instance


def cartas(accion, *args, **kwargs):
    """What ``accion`` returns, and the mails that leave when it is done."""
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        resultado = accion(*args, **kwargs)
    return resultado, list(mail.outbox)


def a(cartas_, direccion):
    """The texts of those to that address, with their subjects."""
    return [f"{una.subject}\n{una.body}" for una in cartas_ if una.to == [direccion]]


def enlace(texto):
    """The path of the link of a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", texto)[1]
