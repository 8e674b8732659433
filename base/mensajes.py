"""The messages of a request that its view left and nobody has read: Django shows none of them before they are sent."""

from django.contrib.messages.storage import default_storage
from django.utils.html import escape

from .prestado import prestado

prestado(
    "django.contrib.messages.middleware.MessageMiddleware.process_request",
    "(self, request)",
    por="What a view said of its success is not true any more when what it did was undone.",
    dice="_messages",
)
prestado(
    "django.contrib.messages.storage.base.BaseStorage",
    por="Reading them as Django offers would take them from who they are for.",
    dice="_queued_messages",
)


def olvidar(request):
    """Take back what was said in this request; what an earlier one left is still there."""
    request._messages = default_storage(request)


def nuevos(request):
    """The messages of this request, still to be shown."""
    return getattr(getattr(request, "_messages", None), "_queued_messages", ())


def callar(request, dichos):
    """Take back, of what was said in this request, what begins as one of ``dichos``."""
    nuestros = tuple(escape(uno) for uno in dichos if uno)
    if (cola := nuevos(request)) and nuestros:
        cola[:] = [uno for uno in cola if not str(uno).strip().startswith(nuestros)]
