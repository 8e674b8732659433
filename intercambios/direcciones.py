"""Where an exchange is asked for, and about what."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from eventos.models import Evento
from practicas.models import PracticaPage
from redes.models import Red


def donde_se_pide(clave=None):
    """The address of the form in the active language; filled in about what has that ``translation_key``."""
    return reverse("intercambios:pedir") + (f"?{urlencode({'sobre': clave})}" if clave else "")


def llamado(clave):
    """The name of the live practice, network or event with that key, in the active language; empty of any other."""
    try:
        clave = UUID(str(clave))
    except ValueError:
        return ""
    idioma = get_language()
    for modelo, campo in ((PracticaPage, "title"), (Red, "nombre"), (Evento, "nombre")):
        vivos = modelo.objects.filter(live=True, translation_key=clave, locale__language_code=idioma)
        if nombre := vivos.values_list(campo, flat=True).first():
            return nombre
    return ""
