"""Errors that reach somebody: Sentry, or whatever takes its protocol, when there is an address for it."""

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from .logs import sin_datos


def avisar_a_sentry(dsn, entorno):
    """Errors only: no performance, no bodies, no variables of the stack, no breadcrumbs, no person."""
    sentry_sdk.init(
        dsn=dsn,
        environment=entorno,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        auto_session_tracking=False,
        server_name="",
        default_integrations=True,
        integrations=[DjangoIntegration(), LoggingIntegration(level=None)],
        before_send=limpiar,
    )


def limpiar(event, hint=None):
    """``before_send``: without the request and the user; texts without e-mail addresses nor values of rows."""
    # ``transaction`` names the view; an address may carry the key of a reset link.
    for campo in ("request", "user", "breadcrumbs", "modules"):
        event.pop(campo, None)
    return _sin_datos(event)


def _sin_datos(valor):
    if isinstance(valor, str):
        return sin_datos(valor)
    if isinstance(valor, dict):
        return {clave: _sin_datos(uno) for clave, uno in valor.items()}
    if isinstance(valor, (list, tuple)):
        return [_sin_datos(uno) for uno in valor]
    return valor
