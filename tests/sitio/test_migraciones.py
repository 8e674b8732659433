"""A version of the site can be left: migrations go back to the first of each room, with what was written, and forth."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from aval import candado
from banco import busqueda, proyeccion
from practicas.models import PracticaPage
from tests import fabrica as f

NUESTRAS = ("actores", "aval", "base", "eventos", "practicas", "redes", "sitio", "traducciones")


def migrar(destinos):
    """As the command does: the locks of the record come off before, and go on again after."""
    candado.abrir(None, "default", plan=destinos)
    MigrationExecutor(connection).migrate(destinos)
    candado.cerrar(None, "default")


@pytest.mark.largo
@pytest.mark.django_db(transaction=True)
def test_se_va_y_se_vuelve():
    f.viva("Ciclovía")
    ultimas = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        migrar([(habitacion, "0001_initial") for habitacion in NUESTRAS if habitacion != "traducciones"])
        assert "banco_fichapublica" not in connection.introspection.table_names()
    finally:
        migrar(ultimas)
    proyeccion.reconstruir()
    assert busqueda.buscar("es", ["ciclovía"]) == [PracticaPage.objects.get(slug="ciclovia").pk]
