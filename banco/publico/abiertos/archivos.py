"""The files of the open data, on the disk: each is written once for each generation of the site, by who asks first.

On the disk and not in a cache: ten thousand practices are some hundred megabytes, and nobody needs them in memory.
"""

import hashlib
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.core.files import locks

from base import generacion

from .formatos import ESCRITORES
from .tablas import TABLAS

_SIN_GENERACION = "0"
_SE_ESCRIBE = 900  # seconds: what was written to later than that may be being written
_PEDIDO_DURA = 600  # seconds: then it is asked for again, if it is not there


class Archivo(NamedTuple):
    """``suma``: SHA-256 of what is in ``ruta``."""

    ruta: Path
    bytes: int
    suma: str


def _carpeta():
    return Path(settings.CACHE_DE_DOCUMENTOS) / "datos"


def _ruta(tabla, formato, raiz):
    sitio = hashlib.sha256(raiz.encode()).hexdigest()[:16]
    return _carpeta() / f"{generacion.actual() or _SIN_GENERACION}-{sitio}-{tabla}.{formato}"


def hecho(tabla, formato, raiz):
    """The ``Archivo``, if it is there; else None."""
    return _leer(_ruta(tabla, formato, raiz))


def _leer(ruta):
    try:
        return Archivo(ruta, ruta.stat().st_size, _su_suma(ruta).read_text())
    except FileNotFoundError:
        return None


def _su_suma(ruta):
    return ruta.with_name(f"{ruta.name}.sha256")


def archivo(tabla, formato, raiz):
    """The ``Archivo`` of that table of ``TABLAS``, written now if nobody did; one process at a time writes it."""
    ruta = _ruta(tabla, formato, raiz)
    if (ya := _leer(ruta)) is None:
        with _turno(ruta):
            if _leer(ruta) is None:
                _quitar_los_de_antes()
                _escribir(ruta, TABLAS[tabla], formato, raiz)
        ya = _leer(ruta)
    return ya


def _escribir(ruta, tabla, formato, raiz):
    a_medias = ruta.with_name(f"{ruta.name}.{os.getpid()}")
    try:
        with a_medias.open("w+b") as salida:
            ESCRITORES[formato](tabla, raiz, salida)
        with a_medias.open("rb") as escrito:
            suma = hashlib.file_digest(escrito, "sha256").hexdigest()
        a_medias.replace(ruta)
        a_medias.write_text(suma)
        a_medias.replace(_su_suma(ruta))
    finally:
        a_medias.unlink(missing_ok=True)


@contextmanager
def _turno(ruta):
    """Until it is the turn of this process. Who dies lets go of it."""
    _carpeta().mkdir(parents=True, exist_ok=True)
    with (_carpeta() / f"turno-{ruta.name.partition('-')[2]}").open("w") as llave:
        locks.lock(llave, locks.LOCK_EX)
        yield


def _quitar_los_de_antes():
    """Nobody is given those of another generation any more. Who is writing one of them still is let finish."""
    de_ahora, hace_poco = generacion.actual() or _SIN_GENERACION, time.time() - _SE_ESCRIBE
    for otro in _carpeta().iterdir():
        with suppress(FileNotFoundError):  # another process does the same
            if not otro.name.startswith((f"{de_ahora}-", "turno-")) and otro.stat().st_mtime < hace_poco:
                otro.unlink()


def pedir(tabla, formato, raiz):
    """Whether nobody has asked a worker for it in this generation yet; from now on, somebody has."""
    return caches["documentos"].add(f"datos:{_ruta(tabla, formato, raiz).name}:pedido", True, _PEDIDO_DURA)
