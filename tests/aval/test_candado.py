"""On PostgreSQL the tables of the record refuse what Python refuses, also from below it."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, transaction

from aval.auditoria import auditar
from aval.candado import enlaces, modelos_de_registro, sin_candado
from aval.models import Aval, Retiro
from aval.retiro import retirar
from tests import fabrica as f

solo_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL locks its tables.")


def test_toda_clase_de_registro_esta_en_la_lista():
    """Those that other rooms make of ``_Registro`` are found by themselves."""
    assert {"aval.Aval", "aval.Retiro", "aval.Autoria", "aval.Auditoria"} <= {
        modelo._meta.label for modelo in modelos_de_registro()
    }
    assert enlaces(Aval) == ["moderador_id", "revision_id"]
    assert enlaces(Retiro) == ["persona_id"]


@pytest.fixture
def con_registro(focal, asesora, moderadora):
    hoja = f.publicada(focal, asesora, moderadora)
    retirar(f.fresca(hoja), moderadora, "La entidad lo pidió.")
    auditar()
    return hoja


@solo_postgresql
@pytest.mark.parametrize("modelo", modelos_de_registro(), ids=lambda modelo: modelo._meta.label)
def test_la_tabla_no_se_cambia_ni_se_borra_ni_se_vacia(modelo, con_registro):
    tabla = modelo._meta.db_table
    cuantas = modelo.objects.count()
    if not cuantas:
        pytest.skip("Nothing here makes a row of it.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the transaction would stop TRUNCATE
        cursor.execute("SET banco.candado = 'cerrado'")  # as in a database that is not one of tests
        try:
            for orden in (
                "UPDATE {} SET momento = now()",
                "UPDATE {} SET id = id + 1000000",
                "DELETE FROM {}",
                "TRUNCATE {} CASCADE",
            ):
                with pytest.raises(IntegrityError, match="not changed nor deleted"), transaction.atomic():
                    cursor.execute(orden.format(tabla))
        finally:
            cursor.execute("SET banco.candado = ''")
    assert modelo.objects.count() == cuantas


@solo_postgresql
def test_un_enlace_puede_quedar_vacio_y_no_puede_ser_otro(con_registro, focal):
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE aval_aval SET moderador_id = %s WHERE moderador_id IS NOT NULL", [focal.pk])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE aval_aval SET moderador_id = NULL, moderador_numero = NULL")
        cursor.execute("UPDATE aval_aval SET moderador_id = NULL, revision_id = NULL")
    assert not Aval.objects.filter(moderador__isnull=False).exists()


@solo_postgresql
def test_toda_tabla_de_registro_tiene_su_candado(db):
    assert sin_candado() == []
    call_command("check", databases=["default"], fail_level="WARNING")


@solo_postgresql
def test_la_que_no_lo_tiene_se_dice_y_migrar_lo_pone(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER banco_candado ON aval_retiro")
        cursor.execute("ALTER TABLE aval_aval DISABLE TRIGGER banco_candado_todo")
    assert sin_candado() == ["aval.Aval", "aval.Retiro"]
    with pytest.raises(SystemCheckError, match=r"aval\.Retiro"):
        call_command("check", databases=["default"], fail_level="WARNING")
    call_command("migrate", verbosity=0, skip_checks=False)  # as from the command line, which asks first
    assert sin_candado() == []
