"""What the tests of asking for an account are made of."""

import re
import time

from bs4 import BeautifulSoup
from django.core import mail, signing

from actores import de_fuera
from actores.models import Entidad

ES, EN = "/es/pedir-cuenta/", "/en/ask-for-an-account/"


CORREO = "nubia.canaria@idu.gov.co"


PERSONA = {
    "dependencia": "Oficina de Cooperación Canaria",
    "nombre": "Nubia",
    "apellidos": "Canaria Pérez",
    "cargo": "Profesional canaria",
    "correo": CORREO,
    "telefono": "601 555 0000",
    "designa": "Directora Canaria",
    "designa_cargo": "Subdirectora general",
    "acto": "Memorando 12 del 3 de marzo de 2026",
}


TODO = set(PERSONA.values())


def datos(entidad="idu", **cambios):
    return {
        **PERSONA,
        "entidad": Entidad.objects.get(codigo=entidad).pk if entidad else "",
        "papel": "titular",
        "autoriza": "on",
        "llegada": signing.dumps(int(time.time()) - 60, salt=de_fuera.SAL_DE_LLEGADA),
        **cambios,
    }


def enlaces(carta=-1):
    """Those of the letter to who asks: to confirm, and to delete."""
    cuerpo = mail.outbox[carta].body
    return [re.search(rf"https?://[^/]+(/\S+{que}\S+)", cuerpo)[1] for que in ("confirm", "(?:borrar|delete)")]


def sopa(respuesta):
    return BeautifulSoup(respuesta.content, "html.parser")


def frases(respuesta):
    return [uno.get_text() for uno in sopa(respuesta).select(".formulario__errores li")]
