"""The letter box: a mail that somebody writes is left in the queue, and a task delivers it (``EMAIL_BACKEND``).

So Wagtail's own mails, sent in the middle of the transaction of an aval, wait for no server. The task delivers with the
backend that ``EMAIL_URL`` names (``CORREO_ENTREGA``), which waits ``EMAIL_TIMEOUT`` seconds for each answer.
"""

from base64 import b64decode, b64encode
from email.utils import make_msgid
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.utils import DNS_NAME

from .tareas import encolar, tarea


class NoEntregado(Exception):
    """A mail did not leave. Says why without the words of the server, which repeat addresses."""


class EmailBackend(BaseEmailBackend):
    """Leaves the mails in the queue, in the transaction in course: if it is undone, nothing leaves."""

    def send_messages(self, email_messages):
        cartas = [carta for carta in email_messages if carta.recipients()]
        for carta in cartas:
            encolar(entregar, _en_json(carta))
        return len(cartas)


@tarea("correo")
def entregar(carta):
    """Deliver ``carta`` (see ``_en_json``). Raises ``NoEntregado``."""
    adjuntos = [(nombre, b64decode(contenido), tipo) for nombre, contenido, tipo in carta["adjuntos"]]
    mensaje = EmailMultiAlternatives(
        **carta["campos"], attachments=adjuntos, connection=get_connection(settings.CORREO_ENTREGA)
    )
    for contenido, tipo in carta["alternativas"]:
        mensaje.attach_alternative(contenido, tipo)
    try:
        mensaje.send()
    except (SMTPException, OSError) as error:
        raise NoEntregado(_razon(error)) from None


def _razon(error):
    if isinstance(error, SMTPRecipientsRefused):
        numeros = sorted({str(numero) for numero, _palabras in error.recipients.values()})
        return f"{type(error).__name__} {' '.join(numeros)}"
    if isinstance(error, SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    detalle = getattr(error, "strerror", "") or ("" if isinstance(error, SMTPException) else str(error))
    return f"{type(error).__name__} {detalle}".strip()


def _en_json(carta):
    """``carta`` as the queue keeps it. It has its Message-ID already: delivered twice, it is read once."""
    cabeceras = {nombre: str(valor) for nombre, valor in carta.extra_headers.items()}
    if "message-id" not in {nombre.lower() for nombre in cabeceras}:
        cabeceras["Message-ID"] = make_msgid(domain=DNS_NAME)
    return {
        "campos": {
            "subject": str(carta.subject),
            "body": str(carta.body),
            "from_email": str(carta.from_email),
            **{campo: [str(uno) for uno in getattr(carta, campo)] for campo in ("to", "cc", "bcc", "reply_to")},
            "headers": cabeceras,
        },
        "alternativas": [[str(una[0]), una[1]] for una in getattr(carta, "alternatives", ())],
        "adjuntos": [_adjunto(uno) for uno in carta.attachments],
    }


def _adjunto(uno):
    if not isinstance(uno, tuple):  # a part of a mail, made by hand
        uno = (uno.get_filename(), uno.get_payload(decode=True), uno.get_content_type())
    nombre, contenido, tipo = uno
    contenido = contenido.encode() if isinstance(contenido, str) else contenido
    return [nombre, b64encode(contenido).decode(), tipo]
