"""Development and demonstration on one's own machine."""

from .base import *  # noqa: F403
from .base import DATA_DIR, STORAGES, env

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="solo-para-desarrollo-no-usar-en-produccion")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# No manifest: a changed stylesheet shows at once, with nothing to collect.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
DATA_DIR.mkdir(exist_ok=True)

# The accounts of the demonstration enter with their key alone; passkeys are tried without TLS.
EXENTAS_DE_SEGUNDO_FACTOR = ("asesora", "moderadora", "administracion")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
