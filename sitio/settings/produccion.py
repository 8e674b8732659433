"""Production. Refuses to start without SECRET_KEY and ALLOWED_HOSTS: every default here is the closed one."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import COLAS_DE_TAREAS, TASKS, env
from .logs import en_renglones

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if len(SECRET_KEY) < 50 or not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Production needs a SECRET_KEY of 50 characters or more, and ALLOWED_HOSTS naming its hosts ('*' is refused)."
    )
if not env("DATABASE_URL", default=""):
    # A command that lacks its variables would work, without a word, on an empty database of its own.
    raise ImproperlyConfigured("Production needs a DATABASE_URL: load the environment file of the service.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS])

# No mail and no PDF holds a request: a worker (``manage.py db_worker``) does them.
TASKS = {**TASKS, "cola": {**TASKS["cola"], "BACKEND": COLAS_DE_TAREAS["base"]}}

# A cache in front, told of each change: CACHE_FRONTAL is the address of a proxy that takes PURGE, or the dotted name of
# another backend of Wagtail, whose options are CACHE_FRONTAL_OPCIONES (ZONEID=…,BEARER_TOKEN=…). See docs/operacion.md.
if frontal := env("CACHE_FRONTAL", default=""):
    de_un_proxy = {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": frontal}
    de_otro = {"BACKEND": frontal, **env.dict("CACHE_FRONTAL_OPCIONES", default={})}
    WAGTAILFRONTENDCACHE = {"default": de_un_proxy if "://" in frontal else de_otro}
    WAGTAILFRONTENDCACHE_LANGUAGES = []  # the addresses of the other languages are others: they are given in full

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
EXENTAS_DE_SEGUNDO_FACTOR = ()
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SECURE_REDIRECT_EXEMPT = [r"^salud/"]  # asked from inside, without TLS; it has nothing to hide

# --- Logs and errors --------------------------------------------------------------------------------

ADMINS = [("", correo) for correo in env.list("ADMINS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL  # noqa: F405
LOGGING = en_renglones(env("REGISTRO_JSON", default="-"), correo_a_admins=bool(ADMINS))

if env("SENTRY_DSN", default=""):
    from base.errores import avisar_a_sentry

    avisar_a_sentry(env("SENTRY_DSN"), env("SENTRY_ENTORNO", default="produccion"))
