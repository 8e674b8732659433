"""Where an exchange is asked for, and about what."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from base.idiomas import ESPANOL
from eventos.models import Evento
from practicas.models import PracticaPage
from redes.models import Red


def donde_se_pide(clave=None):
    """The address of the form in the active language; filled in about what has that ``translation_key``."""
    return reverse("intercambios:pedir") + (f"?{urlencode({'sobre': clave})}" if clave else "")


def llamado(clave):
    """The name of the live practice, network or event with that key; empty of any other.

    In the active language, or in Spanish while it is in no other: who asks need not read it in both.
    """
    try:
        clave = UUID(str(clave))
    except ValueError:
        return ""
    for modelo, campo in ((PracticaPage, "title"), (Red, "nombre"), (Evento, "nombre")):
        vivos = modelo.objects.filter(live=True, translation_key=clave)
        nombres = dict(vivos.values_list("locale__language_code", campo))
        if nombre := nombres.get(get_language()) or nombres.get(ESPANOL):
            return nombre
    return ""
