"""The suite runs where it says it runs."""

import os

from django.conf import settings
from django.db import connection


def test_los_ajustes_son_los_de_las_pruebas_y_la_base_la_pedida():
    assert settings.SETTINGS_MODULE == "sitio.settings.pruebas"
    pedida = os.environ.get("DATABASE_URL", "")
    postgresql = pedida.startswith("postgres") or (not pedida and "PGHOST" in os.environ)
    assert connection.vendor == ("postgresql" if postgresql else "sqlite")
