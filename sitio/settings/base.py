"""Settings shared by every environment. What differs comes from the environment (django-environ)."""

from datetime import timedelta
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
    "banco",
    "estudio",
    "intercambios",
    "promocion",
    "practicas",
    "eventos",
    "redes",
    "sistema",
    "publicables",
    "traducciones",
    "formularios",
    "aval",
    "vocabulario",
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_countries",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
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
    "base.generacion.PorPeticion",
    "base.middleware.PaginasEnCache",
    "base.middleware.PoliticaDeContenido",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "base.middleware.Idioma",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "actores.middleware.Sesiones",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "base.middleware.DireccionPosible",
    "base.obligatorios.NombrarLoObligatorio",
    "base.hojas.SinHojasVacias",
    "aval.middleware.MensajesDeAval",
    "practicas.middleware.FichasAjenas",
    "aval.middleware.FormulariosDeRetiro",
    "aval.middleware.LoRetirado",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
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
# PDF and pictures, which take a while to make; each generation of the site makes its own. All processes read it.
CACHE_DE_DOCUMENTOS = env.path("CACHE_DE_DOCUMENTOS", default=str(DATA_DIR / "documentos"))
CACHES = {
    "default": env.cache_url("CACHE_URL")
    if env("CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    "documentos": {
        "BACKEND": "base.cache.ArchivosTolerantes",
        "LOCATION": CACHE_DE_DOCUMENTOS,
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    # The versions of a picture are those of the database: a process that remembered one that a withdrawal deleted would
    # go on writing its address.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
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
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "actores.backends.Cuentas"]
# A link that its holder follows to choose a password, from an invitation or for a lost one. It serves once.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds

# A session ends when nobody uses it, and in any case at the end of a day's work.
SESION_SIN_USO = 2 * 3600  # seconds
SESION_MAXIMA = SESSION_COOKIE_AGE = 12 * 3600  # seconds

# Entering is allauth's, and nothing else of it: no accounts made by whoever comes, no other services, no codes by mail.
ACCOUNT_ADAPTER = "actores.cuenta.Adaptador"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = False  # kept in the cache of each process; axes counts for all of them
MFA_ADAPTER = "actores.cuenta.AdaptadorDeSegundoFactor"
MFA_FORMS = {"authenticate": "actores.cuenta.CodigoForm", "reauthenticate": "actores.cuenta.CodigoOtraVezForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds, before and after: the clocks of telephones differ
MFA_ALLOW_UNVERIFIED_EMAIL = True  # mails are proved by the invitation, not by allauth

# User names that need no second factor; the key of the demonstration. Both are refused where DEBUG is off (checks.py).
EXENTAS_DE_SEGUNDO_FACTOR = ()
CLAVE_DE_DEMOSTRACION = "bogota-ensena-2600"

# Failures of entering, in the database: the same count for every process (the limits are in actores/freno.py).
AXES_HANDLER = "actores.freno.Freno"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_LOCKOUT_CALLABLE = "actores.freno.respuesta"
AXES_CLIENT_IP_CALLABLE = "actores.freno.direccion_de"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # insisting does not lengthen the wait of the holder
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "credential", "email", "csrfmiddlewaretoken"]
# Proxies in front whose X-Forwarded-For is believed; 0: nobody's.
PROXIES_DE_CONFIANZA = env.int("PROXIES_DE_CONFIANZA", default=1) if env.bool("BEHIND_PROXY", default=False) else 0

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
# The pictures of the manuals, which are read in the Help of the admin.
STATICFILES_DIRS = [("manual", BASE_DIR / "docs" / "imagenes")]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "estaticos"))
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# The internal address of nginx that has MEDIA_ROOT (X-Accel-Redirect); empty: the application sends each file itself.
MEDIA_INTERNO = env("MEDIA_INTERNO", default="")
SENDFILE_BACKEND = "aval.medios"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = _("Banco de Buenas Prácticas de Bogotá")
# Weekly, whether the links of live texts open. Never towards our own network: only tests, which have no other.
REVISAR_ENLACES = env.bool("REVISAR_ENLACES", default=True)
ENLACES_HACIA_DENTRO = False

WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("es", "Español"), ("en", "English")]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# A password is set by its holder alone, by a link; a mail is changed where it is confirmed (actores/views_entrada.py).
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "actores.forms.PedirClaveForm"  # noqa: S105  # a dotted name
# Addresses that survive being copied into a letter or a PDF: without accents, as the snippets' own fields ask.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# No page of the admin calls outside.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# A key word is one, whatever its capitals; and its accents: see base/etiquetas.py.
TAGGIT_CASE_INSENSITIVE = True
WAGTAILIMAGES_IMAGE_MODEL = "base.Imagen"
WAGTAILIMAGES_IMAGE_FORM_BASE = "aval.archivos.ImagenSinReemplazoForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jfif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes; DDRI manual 2014, ficha, 5.d
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 128_000_000  # of all its frames together: what a server can hold in memory
WAGTAILDOCS_DOCUMENT_MODEL = "base.Documento"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "aval.archivos.DocumentoSinReemplazoForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "odt", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "mp4", "webm", "vtt"]
# What the tables of the machine may lack.
WAGTAILDOCS_CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt"}
VIDEOS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes; DDRI manual 2014, ficha, 5.d
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes; DDRI manual 2014, ficha, 5.d
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a ficha with its rows and comments passes Django's thousand

# A request for an exchange: working days in which it is answered, and days that its person is remembered (Ley 1581).
PEDIDOS_DIAS_HABILES = 20
PEDIDOS_DIAS_DE_DATOS = 730
# Days in which an entity says whether it can; days in which a link to answer is of use, and those of its reminders.
PEDIDOS_DIAS_DE_LA_ENTIDAD = 15
INTERCAMBIOS_DIAS_DEL_ENLACE = 60
INTERCAMBIOS_DIAS_DE_RECORDAR = (15, 30)
# New practices by mail: days between two letters of the same subscription.
SUSCRIPCIONES_DIAS = 7

# The aval publishes: what finishing a workflow does is decided in aval/, for every workflow.
WAGTAIL_FINISH_WORKFLOW_ACTION = "aval.al_terminar.publicar_lo_avalado"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False

WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "base.atajos", "SEARCH_CONFIG": "spanish"},
}

# What goes round Wagtail to be faster (base/atajos.py). Without it the site says the same, slower.
ATAJOS = env.bool("ATAJOS", default=True)

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
# What the address bears after its «?» lands in a setting that Django does not read: of that, the limit is taken.
_de_la_direccion = EMAIL_CONFIG.pop("OPTIONS", {})
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=int(_de_la_direccion.get("timeout", 8)))  # seconds
# Who writes a mail leaves it in the queue; the task delivers it with this backend (see base/buzon.py).
CORREO_ENTREGA = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "base.buzon.EmailBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="banco@localhost")

# --- Work that is left for later ------------------------------------------------------------------

# Two stores, because what leaves and what must hold at once do not go together:
# - default: what Wagtail leaves to be done (what a page cites, what it is found by, a deleted file) is done on the
#   spot, in the transaction. The guard reads it: nothing of it waits for a worker.
# - cola: ours, and whatever asks another machine (mails, the cache in front) or takes long (PDF, words of files).
#   COLA=base keeps it in the database for ``manage.py db_worker``; «inmediata» does it when the transaction ends, and
#   is for development and demonstration.
COLAS_DE_TAREAS = {
    "inmediata": "django_tasks.backends.immediate.ImmediateBackend",
    "base": "django_tasks_db.DatabaseBackend",
}
TASKS: dict[str, dict] = {
    "default": {"BACKEND": COLAS_DE_TAREAS["inmediata"]},
    "cola": {"BACKEND": COLAS_DE_TAREAS[env("COLA", default="inmediata")], "QUEUES": []},  # the queues: base/tareas.py
}

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
