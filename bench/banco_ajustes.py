"""Production settings for a measure on one's own machine."""

import os

os.environ.setdefault("SECRET_KEY", "".join(chr(33 + numero % 90) for numero in range(80)))
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")

from sitio.settings.produccion import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.sitemaps"]  # noqa: F405  # what ours is compared with
ROOT_URLCONF = "bench.banco_urls"
# Collected files would need a run of collectstatic first: the names as they are.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
