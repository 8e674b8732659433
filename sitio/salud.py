"""``/salud/``: whether the site can answer, and whether all that runs by itself still runs.

It says how much and since when, never what nor whose: whoever asks need not be known. ``/salud/vivo/`` asks nobody: it
tells a process that is alive from one that is not, also while the database is away.
"""

import shutil
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from aval.candado import sin_candado
from aval.models import Auditoria
from base.tareas import estado_de_la_cola

MB = 1024 * 1024


@never_cache
def vivo(request):
    return JsonResponse({"estado": "vivo"})


@never_cache
def salud(request):
    """200, or 503 with ``mal``: the names of what is wrong. A cache that is away is told, and is not wrong."""
    dice, mal = {}, []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        for nombre, revisar in REVISIONES.items():
            dice[nombre], bien = revisar()
            if not bien:
                mal.append(nombre)
    except DatabaseError:
        return JsonResponse({"estado": "sin base de datos"}, status=503)
    return JsonResponse({"estado": "mal" if mal else "bien", "mal": mal, **dice}, status=503 if mal else 200)


def _migraciones():
    """How many migrations of this code are not in the database."""
    hechas = MigrationRecorder(connection).applied_migrations()
    faltan = sum(
        1
        for llave, sustituye in _del_codigo()
        if llave not in hechas and not (sustituye and sustituye <= hechas.keys())
    )
    return faltan, not faltan


@cache
def _del_codigo():
    """``(migration, those that it replaces)``: what there is on the disk does not change while the process lives."""
    disco = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return [(llave, set(migracion.replaces)) for llave, migracion in disco.items()]


def _auditoria():
    """The last audit: missing, old and with problems are all wrong."""
    ultima = Auditoria.objects.first()
    if ultima is None:
        return None, False
    vieja = timezone.now() - ultima.momento > timedelta(hours=settings.SALUD_HORAS_DE_AUDITORIA)
    dice = {
        "momento": ultima.momento.isoformat(),
        "vieja": vieja,
        "revisados": ultima.revisados,
        "problemas": len(ultima.pendientes),
    }
    return dice, ultima.bien and not vieja


def _candados():
    """How many tables of the record the database would let be changed."""
    abiertas = len(sin_candado())
    return abiertas, not abiertas


def _disco():
    """The free megabytes of the fullest of the disks that are written to."""
    libres = []
    for carpeta in (settings.MEDIA_ROOT, settings.CACHES["documentos"].get("LOCATION"), settings.DATA_DIR):
        try:
            libres.append(shutil.disk_usage(carpeta).free // MB)
        except OSError:
            continue  # it is made when something is first written
    libre = min(libres, default=0)
    return libre, libre >= settings.SALUD_DISCO_LIBRE_MB


def _cola():
    """Tasks that wait for a worker, the seconds of the one that has waited longest, and those that failed for good."""
    dice = estado_de_la_cola()
    return dice, dice["espera"] <= settings.SALUD_MINUTOS_DE_COLA * 60


def _cache():
    """``bien``, ``caida``, or ``de cada proceso`` where none is shared. The site goes on without it."""
    compartida = caches["default"]
    if not hasattr(compartida, "responde"):
        return "de cada proceso", True
    return "bien" if compartida.responde() else "caida", True


REVISIONES = {
    "migraciones": _migraciones,
    "auditoria": _auditoria,
    "candados": _candados,
    "disco_libre_mb": _disco,
    "cola": _cola,
    "cache": _cache,
}
