"""A document between its preview and its confirmation: a file apart, and a signed token that only its owner can use.

Nothing is in the database meanwhile. What nobody confirmed in a day is taken away when somebody sends another.
"""

import datetime
import posixpath
import uuid

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

_CARPETA = "formularios/espera"
_SAL = "formularios.espera"
_DURA = datetime.timedelta(days=1)


def dejar(datos: bytes, nombre: str, usuario) -> str:
    """Keep ``datos`` for ``usuario``; answers the token to take it with."""
    _barrer()
    donde = default_storage.save(f"{_CARPETA}/{uuid.uuid4().hex}", ContentFile(datos))
    return signing.dumps({"de": usuario.pk, "donde": donde, "nombre": nombre[-200:]}, salt=_SAL)


def tomar(token: str, usuario) -> tuple[bytes, str] | None:
    """The bytes and the name of what ``usuario`` left; ``None`` if it is not theirs, or is no longer there."""
    try:
        dicho = signing.loads(token, salt=_SAL, max_age=_DURA)
        if dicho["de"] != usuario.pk:
            return None
        with default_storage.open(dicho["donde"]) as archivo:
            return archivo.read(), dicho["nombre"]
    except (signing.BadSignature, OSError):
        return None


def soltar(token: str) -> None:
    """Take away what ``tomar`` gave."""
    default_storage.delete(signing.loads(token, salt=_SAL)["donde"])


def _barrer() -> None:
    if not default_storage.exists(_CARPETA):
        return
    vence = timezone.now() - _DURA
    for nombre in default_storage.listdir(_CARPETA)[1]:
        donde = posixpath.join(_CARPETA, nombre)
        if default_storage.get_modified_time(donde) < vence:
            default_storage.delete(donde)
