"""Where people write to the DDRI, and about what."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from base.idiomas import ESPANOL
from eventos.models import Evento, Premio
from redes.models import Plataforma, Red

_CLASES: tuple[Any, ...] = (Page, Red, Plataforma, Evento, Premio)


@dataclass(frozen=True)
class Asunto:
    """A live thing that the public reads: in the active language or, while it is not in it, in Spanish."""

    clave: UUID
    nombre: str
    idioma: str
    url: str


def _direccion(nombre, clave):
    return reverse(f"intercambios:{nombre}") + (f"?{urlencode({'sobre': clave})}" if clave else "")


def donde_se_pide(clave=None):
    """The address of the form in the active language; filled in about what has that ``translation_key``."""
    return _direccion("pedir", clave)


def donde_se_corrige(clave):
    """Where one says that the page of what has that ``translation_key`` is wrong."""
    return _direccion("corregir", clave)


def asunto_de(clave):
    """The live ``Asunto`` with that key; None of any other. Who asks need not read it in both languages."""
    try:
        clave = UUID(str(clave))
    except ValueError:
        return None
    for modelo in _CLASES:
        vivos = modelo.objects.filter(live=True, translation_key=clave).select_related("locale")
        por_idioma = {una.locale.language_code: una for una in vivos}
        for idioma in (get_language(), ESPANOL):
            if (una := por_idioma.get(idioma)) and (url := una.get_url()):
                return Asunto(clave, una.title if modelo is Page else una.nombre, idioma, url)
    return None
