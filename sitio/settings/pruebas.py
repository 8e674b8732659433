"""Tests: the development settings with a cheap password hash, mail kept in memory and files in a scratch folder."""

import tempfile

from .desarrollo import *  # noqa: F403
from .desarrollo import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="banco-pruebas-")
DEBUG = False
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server of the browser tests reads it from another thread.
    DATABASES["default"]["TEST"] = {"NAME": f"{MEDIA_ROOT}/pruebas.sqlite3"}
