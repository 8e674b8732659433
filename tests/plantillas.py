"""Databases made once and copied: ``INSTALADO``, the installed site, ``DEMOSTRACION``, that and its demonstration, and
those that some tests make for themselves because they take a minute.

The first worker that needs a template makes it, and the others wait. Each worker has a copy of its own, which is made
again from the template after a test with real transactions: a tenth of a second, where emptying the tables and
installing takes seconds. The templates stay after the run; the next one makes them anew, unless it has ``--reuse-db``.
"""

import fcntl
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases

from sitio.instalacion import instalar

INSTALADO, DEMOSTRACION = "instalado", "demostracion"
# Practices of the demonstration that the browser opens often: the sizes of their pictures take seconds to make.
CON_FOTOS = ("ciclovia", "ciclorrutas", "bogota-aprende")


class Plantillas:
    """``carpeta`` is common to the workers of one run, and empty when it begins; ``obrero`` is the name of this one."""

    de_esta_sesion = None  # for the command ``flush``

    def __init__(self, carpeta, obrero, reusar=False):
        self._carpeta, self._reusar = carpeta, reusar
        self._comun = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        self._copia = self._nombre(obrero)

    def copiar(self, cual=INSTALADO, hacer=None):
        """The database of this worker is, from now on, as the template ``cual``.

        One that is neither of the two is made by ``hacer()``, over an installed site.
        """
        self._hacer_si_falta(cual, hacer)
        _copiar(self._nombre(cual), self._copia)
        # A test that migrated back and forth left there the numbers that its database gave to the kinds.
        ContentType.objects.clear_cache()
        if cual == DEMOSTRACION:
            shutil.copytree(self._carpeta / DEMOSTRACION, settings.MEDIA_ROOT, dirs_exist_ok=True)

    def quitar_copia(self):
        connection.close()
        if connection.vendor == "sqlite":
            Path(self._copia).unlink()
        else:
            _mandar(f'DROP DATABASE "{self._copia}" WITH (FORCE)')

    def _nombre(self, cual):
        return str(self._comun.with_stem(f"{self._comun.stem}_{cual}"))

    def _hacer_si_falta(self, cual, hacer):
        hecha = self._carpeta / f"{cual}.hecha"
        with hecha.with_suffix(".turno").open("w") as turno:
            fcntl.flock(turno, fcntl.LOCK_EX)
            if not hecha.exists():
                if cual == INSTALADO:
                    self._instalar()
                else:
                    _copiar(self._nombre(INSTALADO), self._nombre(cual))
                    (hacer or self._cargar_la_demostracion)()
                connection.close()
                hecha.touch()

    def _instalar(self):
        settings.DATABASES["default"]["TEST"]["NAME"] = self._nombre(INSTALADO)
        setup_databases(verbosity=0, interactive=False, keepdb=self._reusar, serialized_aliases=set())
        instalar()

    def _cargar_la_demostracion(self):
        with override_settings(MEDIA_ROOT=self._carpeta / DEMOSTRACION):
            call_command("demo", aqui_si=True, verbosity=0)
            for practica in CON_FOTOS:
                Client().get(f"/es/practicas/{practica}/")


def _copiar(origen, destino):
    """A copy of the database ``origen``, which is from now on the one that this process works with."""
    connection.close()
    connection.settings_dict["NAME"] = destino
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(origen)) as plantilla:
            plantilla.backup(connection.connection)
    else:
        _mandar(f'DROP DATABASE IF EXISTS "{destino}" WITH (FORCE)', f'CREATE DATABASE "{destino}" TEMPLATE "{origen}"')


def _mandar(*ordenes):
    with connection._nodb_cursor() as cursor:
        for orden in ordenes:
            cursor.execute(orden)
