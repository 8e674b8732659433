"""What can be done with answers beyond keeping them. Who knows how says so in ``ready()``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Accion:
    """``url`` gets ``(llenado, usuario)`` and answers an address, or ``None`` where it is not for them."""

    texto: str | Promise
    url: Callable


ACCIONES: list[Accion] = []


def de(llenado, usuario):
    """``(text, address)`` of what ``usuario`` may do with ``llenado``."""
    return [(una.texto, url) for una in ACCIONES if (url := una.url(llenado, usuario))]
