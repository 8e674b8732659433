"""Tests: the development settings with a cheap password hash, mail kept in memory and files in a scratch folder.

The database is that of ``DATABASE_URL``; without it, the server that PostgreSQL's own variables name
(``pg_virtualenv`` sets them); without either, SQLite.
"""

import atexit
import os
import shutil
import tempfile

from .desarrollo import *  # noqa: F403
from .desarrollo import BASE_DIR, CACHES, DATA_DIR, DATABASES, INSTALLED_APPS

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "zeal",  # finds queries repeated for each row, where a test asks it to
    "django_migration_linter",  # make migraciones
    "tests.app_de_prueba",  # a kind of its own that needs the aval and is no page
]
ROOT_URLCONF = "tests.app_de_prueba.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="banco-pruebas-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
CACHES["documentos"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "documentos"}
DEBUG = False
# Nobody needs a second factor and the key of the demonstration opens, except in the tests that are about that.
EXENTAS_DE_SEGUNDO_FACTOR = ("*",)
SILENCED_SYSTEM_CHECKS = ["actores.E001"]
# Each test client makes its own handler: static files are looked for when asked for, not all of them each time.
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]

# What a migration may do while the code of the day before still answers (CONTRIBUTING.md). One that moves tables asks
# for the site to be stopped, and says «mudanza» in its name. The two named were applied before anybody looked.
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [nombre for nombre in INSTALLED_APPS if (BASE_DIR / nombre / "migrations").is_dir()],
    "ignore_name_contains": "mudanza",
    "ignore_name": ["0005_nombre_publico_unico", "0006_autoria_por_contenido"],
    "no_cache": True,
    "quiet": ["ok", "ignore"],
}

if "PGHOST" in os.environ and "DATABASE_URL" not in os.environ:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ.get("PGPORT", ""),
        "USER": os.environ.get("PGUSER", ""),
        "PASSWORD": os.environ.get("PGPASSWORD", ""),
        "NAME": os.environ.get("PGDATABASE", "postgres"),
    }
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server of the browser tests reads it from another thread.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "pruebas.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
else:
    # The name begins with test_: the tables of the record open only there (aval/candado.py).
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}"}
    # No thread of the live server keeps a connection to a database that is made again after each of its tests.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
