"""Settings of ``bench.matar``: those of the tests on a database of its own, written as production writes it."""

import os

from sitio.settings.pruebas import *  # noqa: F403
from sitio.settings.pruebas import DATABASES, INSTALLED_APPS

CARPETA = os.environ["MATAR_CARPETA"]
INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ("zeal", "tests.app_de_prueba")]
ROOT_URLCONF = "sitio.urls"
MEDIA_ROOT = f"{CARPETA}/media"
if "PGHOST" in os.environ:
    DATABASES["default"]["NAME"] = "matar"
else:
    DATABASES["default"] |= {"NAME": f"{CARPETA}/banco.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    )
DATABASES["default"]["CONN_MAX_AGE"] = 0
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING_CONFIG = None
