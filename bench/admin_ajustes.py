"""Those of the benchmark, with accounts that enter the admin without a second factor."""

from actores.checks import SIN_EXENTAS

from .banco_ajustes import *  # noqa: F403

EXENTAS_DE_SEGUNDO_FACTOR = ("*",)
SILENCED_SYSTEM_CHECKS = [SIN_EXENTAS]
