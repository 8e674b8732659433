"""A version of the site can be left: migrations go back to the first of each room, with what was written, and forth."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from aval import candado
from aval.auditoria import auditar
from banco import busqueda, proyeccion
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.practicas.test_evidencia import NUEVOS

NUESTRAS = ("actores", "aval", "base", "estudio", "eventos", "practicas", "redes", "sitio", "traducciones")


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


@pytest.mark.largo
@pytest.mark.django_db(transaction=True)
def test_un_aval_de_antes_de_la_hoja_de_adopcion_sigue_en_vigor():
    """What was approved before there was anything to tell of adoption and evidence is what it was."""
    hoja = f.viva("De ayer", dificultades="")
    ultimas = MigrationExecutor(connection).loader.graph.leaf_nodes()
    ayer = {campo: valor for campo, valor in hoja.aval.contenido.items() if campo not in NUEVOS}
    with f.candado_abierto():
        type(hoja.aval)._base_manager.filter(pk=hoja.aval_id).update(contenido=ayer)
    try:
        migrar([("practicas", "0008_fechas_y_nombres")])
        columnas = {columna.name for columna in _columnas_de("practicas_practicapage")}
        assert "costo_banda" not in columnas
    finally:
        migrar(ultimas)
    # The index pages of later rooms went with their tables, and the audit says so: here, of the practices.
    assert [uno for uno in auditar().hallazgos if uno["modelo"] == "practicas.PracticaPage"] == []
    assert f.fresca(hoja).formatos == [] and not f.fresca(hoja).evidencias.exists()


def _columnas_de(tabla):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, tabla)
