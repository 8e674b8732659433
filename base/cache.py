"""Caches that may be away: what cannot be read was not kept, what cannot be written is not, and the site goes on.

While Redis is away a page costs what it costs without a cache. What is kept under a key of the generation is never
served after a change, also if the change came while the cache could not be told of it (see ``base.generacion``).
"""

import logging
import time
from contextlib import suppress
from functools import wraps

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY

from . import generacion
from .prestado import prestado

registro = logging.getLogger(__name__)

prestado(
    "wagtail.coreutils.get_locales_display_names",
    "()",
    por="Wagtail keeps the names of the languages in the cache under a key that has no name of its own.",
    dice="wagtail_locales_display_name",
)
prestado("wagtail.models.sites.SITE_ROOT_PATHS_CACHE_KEY", por="The same of the addresses of the site.")

# Wagtail deletes these when what they are made of changes; a cache that is away is not told.
DE_LA_GENERACION = {SITE_ROOT_PATHS_CACHE_KEY, "wagtail_locales_display_name"}
PAUSA = 5  # seconds in which a cache that failed is not asked again
SIN_REPETIR = 60  # seconds between two lines of the log about the same cache


def clave(key, key_prefix, version):
    """``KEY_FUNCTION``: Django's, and what Wagtail keeps of the whole site belongs to the generation in force."""
    if key in DE_LA_GENERACION:
        key = f"{key}:{generacion.actual()}"
    return f"{key_prefix}:{version}:{key}"


class _Estado:
    """Of one cache, in this process: until when it is left alone, and when it was last spoken of."""

    def __init__(self):
        self.hasta = self.dicho = float("-inf")


_estados = {}


def _o_nada(nombre, sin):
    """The operation ``nombre`` of the backend; ``sin(*args, **kwargs)``, what it answers when the cache is away."""

    def operacion(self, *args, **kwargs):
        estado = _estados.setdefault(self.nombre_del_estado, _Estado())
        if time.monotonic() < estado.hasta:
            return sin(*args, **kwargs)
        try:
            return getattr(super(_Tolerante, self), nombre)(*args, **kwargs)
        except self.fallas as error:
            ahora = time.monotonic()
            estado.hasta = ahora + self.pausa
            if ahora - estado.dicho >= SIN_REPETIR:
                estado.dicho = ahora
                registro.error("The cache does not answer (%s): the site goes on without it.", type(error).__name__)
            return sin(*args, **kwargs)

    return wraps(getattr(RedisCache, nombre))(operacion)


def _nada(*args, **kwargs):
    return None


def _no_existe(key, *args, **kwargs):
    raise ValueError(f"Key '{key}' not found.")


class _Tolerante:
    fallas = ()  # exceptions that mean that the cache is away
    pausa = PAUSA
    nombre_del_estado = ""

    get = _o_nada("get", lambda key, default=None, version=None: default)
    get_many = _o_nada("get_many", lambda keys, version=None: {})
    set = _o_nada("set", _nada)
    set_many = _o_nada("set_many", lambda data, *args, **kwargs: list(data))
    # Who adds a key takes it for a lock, or for the sign of a first time: without a cache, each time is the first.
    add = _o_nada("add", lambda *args, **kwargs: True)
    touch = _o_nada("touch", lambda *args, **kwargs: False)
    delete = _o_nada("delete", lambda *args, **kwargs: False)
    delete_many = _o_nada("delete_many", _nada)
    has_key = _o_nada("has_key", lambda *args, **kwargs: False)
    incr = _o_nada("incr", _no_existe)
    clear = _o_nada("clear", lambda *args, **kwargs: False)

    def responde(self):
        """Whether what is written can be read: asks the cache itself, also while it is left alone."""
        _estados.pop(self.nombre_del_estado, None)
        self.set("salud", "1", 30)
        return self.get("salud") == "1"


class RedisTolerante(_Tolerante, RedisCache):
    """Django's, for a server that may be away: half a second at most, once."""

    def __init__(self, server, params):
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self.fallas = (redis.exceptions.RedisError, OSError)
        opciones = {
            "socket_connect_timeout": 0.5,  # seconds
            "socket_timeout": 0.5,  # seconds
            # A connection that the server closed (it was started again) is opened again, once.
            "retry": Retry(NoBackoff(), 1),
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": opciones})
        self.nombre_del_estado = str(server)


class ArchivosTolerantes(_Tolerante, FileBasedCache):
    """Django's, for a folder that may be full or not ours: then each file is made again."""

    fallas = (OSError,)
    pausa = 0

    def __init__(self, dir, params):
        self.nombre_del_estado = str(dir)
        with suppress(OSError):  # the folder is made at once, and again at each writing
            super().__init__(dir, params)
