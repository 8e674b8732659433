"""What the machine writes down: lines of JSON, each with its request, and no personal data.

A line says the number of the user and never a name; the path without its query, and without what opens a door (the
key of a reset link); no address of the reader. What others wrote (the message of an exception) goes without e-mail
addresses and without the values of a row. Set up in ``sitio.settings.logs``; ``docs/seguridad.md`` lists the events.
"""

import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings
from pythonjsonlogger.json import JsonFormatter

from . import mensajes
from .prestado import prestado

acceso = logging.getLogger("banco.acceso")
seguridad = logging.getLogger("banco.seguridad")

_en_curso = ContextVar("peticion_en_curso", default=None)

CABECERA = "X-Request-ID"
_SENSATO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
# Parts of an address that open a door by themselves.
LLAVES = {"token", "uidb64", "uidb36", "key", "clave", "firma"}
_CORREO = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_VALORES = re.compile(r"(Key \([^)]*\)=)\(.*?\)(?= )|(Failing row contains )\(.*\)")
_CONSULTA = re.compile(r"(?<=[\w/])\?[^\s\"']*=[^\s\"']*")


def sin_datos(texto):
    """``texto`` without e-mail addresses, values of rows of PostgreSQL's messages, and queries of addresses."""
    texto = _VALORES.sub(lambda hallado: f"{hallado[1] or hallado[2]}(…)", texto)
    return _CONSULTA.sub("?…", _CORREO.sub("[correo]", texto))


def ruta_de(request):
    """The path of a request as it may be written down."""
    ruta = request.path
    if request.resolver_match:
        for nombre, valor in request.resolver_match.kwargs.items():
            if nombre in LLAVES and valor:
                ruta = ruta.replace(str(valor), "…")
    return sin_datos(ruta)


prestado(
    "django.contrib.auth.middleware.get_user",
    "(request)",
    por="Asking for the user would ask the database at each line of the log.",
    dice="_cached_user",
)


def persona_de(request):
    """The number of the user of a request, if it was asked for already; None, or the database would be asked."""
    usuario = getattr(request, "_cached_user", None)
    return getattr(usuario, "pk", None)


class Peticion:
    """Middleware, the first: each request has a number, which its lines carry and its answer says; and one line.

    The number is the one that the web server in front gave, if it looks like one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        dado = request.headers.get(CABECERA, "")
        request.numero = dado if _SENSATO.fullmatch(dado) else uuid4().hex
        ficha, comienzo = _en_curso.set(request), time.monotonic()
        try:
            respuesta = self.get_response(request)
            respuesta.headers[CABECERA] = request.numero
            self._anotar(request, respuesta, round(1000 * (time.monotonic() - comienzo)))
        finally:
            _en_curso.reset(ficha)
        return respuesta

    def _anotar(self, request, respuesta, milisegundos):
        if respuesta.status_code in (401, 403, 429) or _la_negaron(request):
            suceso("denegado", estado=respuesta.status_code)
        if respuesta.status_code < 400 and request.path.startswith((settings.STATIC_URL, "/salud/")):
            return
        acceso.info("acceso", extra={"estado": respuesta.status_code, "ms": milisegundos})


def _la_negaron(request):
    """Wagtail's admin refuses with a message, and leads to its home."""
    from django.utils.translation import gettext

    nuevos = mensajes.nuevos(request)
    negativa = gettext("Sorry, you do not have permission to access this area.") if nuevos else ""
    return any(str(uno.message).strip() == negativa for uno in nuevos)


def suceso(nombre, **datos):
    """Write down something that matters to security. ``datos``: numbers and codes, never names nor what was typed."""
    seguridad.info(nombre, extra={"suceso": nombre, **datos})


class ConPeticion(logging.Filter):
    """Gives each line its request: number, method, path, user."""

    def filter(self, record):
        request = getattr(record, "request", None)
        request = request if hasattr(request, "numero") else _en_curso.get()
        if request is not None:
            record.peticion = request.numero
            record.metodo = request.method
            record.ruta = ruta_de(request)
            if getattr(record, "persona", None) is None:
                record.persona = persona_de(request)
        return True


class SinLoSabido(logging.Filter):
    """Django's warnings about what was asked for and is not, or is no more: the line of the request says it."""

    def filter(self, record):
        return getattr(record, "status_code", None) not in (404, 410)


class CorreoAAdmins(logging.Handler):
    """Mails an error to ``ADMINS``: the line and its trace, without the request, its cookies and what was typed.

    At most one a minute from each process: a fault that repeats itself is still one fault.
    """

    CADA = 60  # seconds
    _ultimo = float("-inf")

    def emit(self, record):
        from django.core.mail import mail_admins

        ahora = time.monotonic()
        if ahora - self._ultimo < self.CADA:
            return
        type(self)._ultimo = ahora
        try:
            renglon = Renglon(json_ensure_ascii=False, json_indent=2).format(record).replace("\\n", "\n")
            mail_admins(sin_datos(record.getMessage())[:200].splitlines()[0], renglon, fail_silently=True)
        except Exception:  # the mail of a fault is never another fault
            self.handleError(record)


class Renglon(JsonFormatter):
    """A line of JSON: ``momento`` (ISO, UTC), ``nivel``, ``logger``, ``mensaje``, and what the line brings."""

    DE_MAS = ("request", "server_time", "color_message", "taskName", "linea")

    def process_log_record(self, log_data):
        for campo in self.DE_MAS:
            log_data.pop(campo, None)
        return {
            campo: sin_datos(valor) if isinstance(valor, str) else valor
            for campo, valor in log_data.items()
            if valor is not None
        }

    def add_fields(self, log_data, record, message_dict):
        super().add_fields(log_data, record, message_dict)
        mensaje = log_data.pop("message", "")
        excepcion = log_data.pop("exc_info", None)
        resto = dict(log_data)
        log_data.clear()
        log_data |= {
            "momento": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": record.levelname,
            "logger": record.name,
            "mensaje": mensaje,
            **resto,
        }
        if excepcion:
            log_data["excepcion"] = excepcion
