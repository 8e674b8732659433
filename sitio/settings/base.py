"""Settings shared by every environment. What differs comes from the environment (django-environ)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = BASE_DIR / "datos"

env = environ.Env()

INSTALLED_APPS = [
    # Ours first, so that our templates win over those of the libraries. From the top floor down.
    "sitio",
    "practicas",
    "eventos",
    "redes",
    "traducciones",
    "aval",
    "actores",
    "base",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "actores.apps.UsuariosConfig",
    "wagtail.snippets",
    "wagtail.api.v2",
    "rest_framework",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.contrib.routable_page",
    "django_countries",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "base.logs.Peticion",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "base.edicion.PorPeticion",
    "base.middleware.PaginasEnCache",
    "base.middleware.PoliticaDeContenido",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "base.middleware.Idioma",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aval.middleware.MensajesDeAval",
    "practicas.middleware.FichasAjenas",
    "aval.middleware.PuertasDeRetiro",
    "aval.middleware.LoRetirado",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "sitio.urls"
WSGI_APPLICATION = "sitio.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# --- Database -------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'banco.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Concurrent use: readers never wait for the writer (WAL), a writer takes its lock at the start of
    # the transaction (IMMEDIATE) and so waits for the other one instead of failing half-way.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    )
# Opening a connection costs more than a page from the cache does.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)  # seconds
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Public pages are kept this long for whoever has no session; a change of the site shows at once all the same.
CACHE_DE_PAGINAS = env.int("CACHE_DE_PAGINAS", default=24 * 3600)  # seconds; 0: not at all
CACHES = {
    "default": env.cache_url("CACHE_URL")
    if env("CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # PDF and pictures, which take a while to make; each edition of the site makes its own.
    "documentos": {
        "BACKEND": "base.cache.ArchivosTolerantes",
        "LOCATION": env.path("CACHE_DE_DOCUMENTOS", default=str(DATA_DIR / "documentos")),
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"] |= {"BACKEND": "base.cache.RedisTolerante", "KEY_PREFIX": "banco"}
CACHES["default"]["KEY_FUNCTION"] = "base.cache.clave"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "actores.Usuario"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"

# --- Languages ------------------------------------------------------------------------------------

LANGUAGE_CODE = "es"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("es", _("Español")), ("en", _("Inglés"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_wagtail"]
FORMAT_MODULE_PATH = "sitio.formatos"
TIME_ZONE = "America/Bogota"
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
# The language that a reader chose is remembered a year.
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# A translation is published only by its own aval, never because its source is live.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Drafts by machine. Apertium works on this machine and is used if it is installed; the others send the text outside.
# Seconds that a draft may take: fewer than the web server waits (gunicorn: 30), or nobody would read why it failed.
TRADUCTOR_SEGUNDOS = env.int("TRADUCTOR_SEGUNDOS", default=20)
TRADUCTORES = {
    "apertium": {
        "CLASS": "traducciones.maquina.Apertium",
        "OPTIONS": {"TIMEOUT": TRADUCTOR_SEGUNDOS},
    },
    "deepl": {
        "CLASS": "traducciones.maquina.DeepL",
        "OPTIONS": {
            "AUTH_KEY": env("DEEPL_AUTH_KEY", default=""),
            "URL": env("DEEPL_URL", default=""),
            "TIMEOUT": TRADUCTOR_SEGUNDOS,
            "GLOSSARY_IDS": {("ES", "EN"): glosario} if (glosario := env("DEEPL_GLOSSARY_ID", default="")) else {},
        },
    },
    "libretranslate": {
        "CLASS": "traducciones.maquina.LibreTranslate",
        "OPTIONS": {
            "LIBRETRANSLATE_URL": env("LIBRETRANSLATE_URL", default=""),
            "API_KEY": env("LIBRETRANSLATE_API_KEY", default=""),
            "TIMEOUT": TRADUCTOR_SEGUNDOS,
        },
    },
    "google": {
        "CLASS": "traducciones.maquina.Google",
        "OPTIONS": {
            "PROJECT_ID": env("GOOGLE_TRANSLATE_PROJECT", default=""),
            "CREDENTIALS_PATH": env("GOOGLE_APPLICATION_CREDENTIALS", default=""),
            "TIMEOUT": TRADUCTOR_SEGUNDOS,
        },
    },
}
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = TRADUCTORES.get(env("TRADUCTOR", default="apertium"))  # TRADUCTOR=no: none

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/estatico/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "estaticos"))
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = _("Banco de Buenas Prácticas de Bogotá")
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("es", "Español"), ("en", "English")]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_USER_LOGIN_FORM = "actores.forms.EntradaForm"
# Addresses that survive being copied into a letter or a PDF: without accents, as the snippets' own fields ask.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# No page of the admin calls outside.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

WAGTAILIMAGES_IMAGE_MODEL = "base.Imagen"
WAGTAILIMAGES_IMAGE_FORM_BASE = "aval.archivos.ImagenSinReemplazoForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes; DDRI manual 2014, ficha, 5.d
WAGTAILDOCS_DOCUMENT_MODEL = "base.Documento"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "aval.archivos.DocumentoSinReemplazoForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "odt", "ppt", "pptx", "odp", "xls", "xlsx", "ods"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes; DDRI manual 2014, ficha, 5.d
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a ficha with its rows and comments passes Django's thousand

# The aval publishes: what finishing a workflow does is decided in aval/, for every workflow.
WAGTAIL_FINISH_WORKFLOW_ACTION = "aval.al_terminar.publicar_lo_avalado"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False

WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "base.indice", "SEARCH_CONFIG": "spanish"},
}

WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    },
}

# The public API: read only, and without the pages that the framework would draw for it.
WAGTAILAPI_LIMIT_MAX = 100
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}

# --- Mail -----------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="banco@localhost")

# --- Security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin previews pages in a frame of its own
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Logs -----------------------------------------------------------------------------------------

# For people to read, on the terminal; ``produccion`` writes lines of JSON.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"weasyprint": {"level": "CRITICAL"}},
}

# --- Health: what /salud/ takes for wrong (see docs/operacion.md) -----------------------------------

SALUD_HORAS_DE_AUDITORIA = env.int("SALUD_HORAS_DE_AUDITORIA", default=36)  # an audit older than this is missing
SALUD_MINUTOS_DE_COLA = env.int("SALUD_MINUTOS_DE_COLA", default=15)  # a task that waits longer: nobody works
SALUD_DISCO_LIBRE_MB = env.int("SALUD_DISCO_LIBRE_MB", default=1024)  # less than this is full
