"""On PostgreSQL the record tables refuse UPDATE, DELETE and TRUNCATE by themselves, below Python too.

A link may become NULL, and nothing else: the person or the revision that it named was deleted, and its number and name
stay beside it. The locks are put on after each ``migrate``, on every kind of record that there is then; while there
are migrations to carry out they are off, so that one of them may fill a new column.

They are triggers: whoever owns the tables can take them off. ``sin_candado`` tells it to ``/salud/`` and to ``check``.

In a database whose name begins with ``test_`` (Django's tests) TRUNCATE passes, since they empty the tables between
one test and the next; there, and only there, ``banco.candado`` may also be set to ``cerrado`` or to ``abierto``.
"""

from django.apps import apps
from django.core import checks
from django.db import connections, models, transaction
from django.db.models.signals import post_migrate, pre_migrate

FUNCION = "banco_registro_no_cambia"
CANDADOS = {"banco_candado": "UPDATE OR DELETE ON {} FOR EACH ROW", "banco_candado_todo": "TRUNCATE ON {}"}

SQL_FUNCION = f"""
CREATE OR REPLACE FUNCTION {FUNCION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    enlace text;
    antes jsonb;
    despues jsonb;
    en_pruebas boolean := current_database() LIKE 'test\\_%';
    candado text := coalesce(current_setting('banco.candado', true), '');
BEGIN
    IF en_pruebas AND (candado = 'abierto' OR (TG_OP = 'TRUNCATE' AND candado <> 'cerrado')) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        antes := to_jsonb(OLD);
        despues := to_jsonb(NEW);
        FOREACH enlace IN ARRAY coalesce(TG_ARGV, ARRAY[]::text[]) LOOP
            IF despues -> enlace = 'null'::jsonb THEN
                antes := antes - enlace;
                despues := despues - enlace;
            END IF;
        END LOOP;
        IF antes = despues THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A record is not changed nor deleted: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def modelos_de_registro():
    """Every kind of record that is only added to, of this room and of any other: what comes of the topmost base."""
    from .models import Auditoria, _Registro

    base = [uno for uno in _Registro.__mro__ if issubclass(uno, models.Model) and uno is not models.Model][-1]
    return [modelo for modelo in apps.get_models() if issubclass(modelo, (base, Auditoria))]


def enlaces(modelo):
    """The columns of ``modelo`` that may become NULL: what they name may be deleted."""
    return sorted(
        campo.column
        for campo in modelo._meta.local_concrete_fields
        if campo.remote_field and campo.remote_field.on_delete is models.SET_NULL
    )


def sin_candado(using="default"):
    """Labels of the records whose table is not locked as it should be, in order. One query; empty without locks."""
    conexion = connections[using]
    if conexion.vendor != "postgresql":
        return []
    with conexion.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, encode(t.tgargs, 'escape')"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE pg_table_is_visible(c.oid) AND t.tgname = ANY(%s) AND t.tgenabled IN ('O', 'A')",
            [list(CANDADOS)],
        )
        puestos = {(tabla, nombre): argumentos for tabla, nombre, argumentos in cursor.fetchall()}
    faltan = []
    for modelo in modelos_de_registro():
        argumentos = "".join(f"{columna}\\000" for columna in enlaces(modelo))
        if any(puestos.get((modelo._meta.db_table, nombre)) != argumentos for nombre in CANDADOS):
            faltan.append(modelo._meta.label)
    return sorted(faltan)


def _quitar(conexion, cursor, tabla):
    for nombre in CANDADOS:
        cursor.execute(f"DROP TRIGGER IF EXISTS {nombre} ON {conexion.ops.quote_name(tabla)}")


def abrir(sender, using, plan=(), **kwargs):
    """``pre_migrate``: with something to carry out, the locks come off until it is."""
    conexion = connections[using]
    if conexion.vendor != "postgresql" or not plan:
        return
    with transaction.atomic(using), conexion.cursor() as cursor:
        tablas = set(conexion.introspection.table_names(cursor))
        for modelo in modelos_de_registro():
            if modelo._meta.db_table in tablas:
                _quitar(conexion, cursor, modelo._meta.db_table)


def cerrar(sender, using, **kwargs):
    """``post_migrate``: each record table that there is gets its locks, unless it has them."""
    conexion = connections[using]
    if conexion.vendor != "postgresql":
        return
    faltan = sin_candado(using)
    with transaction.atomic(using), conexion.cursor() as cursor:
        cursor.execute(SQL_FUNCION)
        tablas = set(conexion.introspection.table_names(cursor))
        for modelo in modelos_de_registro():
            tabla = modelo._meta.db_table
            if modelo._meta.label not in faltan or tabla not in tablas:
                continue
            _quitar(conexion, cursor, tabla)
            argumentos = ", ".join(f"'{columna}'" for columna in enlaces(modelo))  # names of our own columns
            for nombre, cuando in CANDADOS.items():
                sobre = cuando.format(conexion.ops.quote_name(tabla))
                cursor.execute(f"CREATE TRIGGER {nombre} BEFORE {sobre} EXECUTE FUNCTION {FUNCION}({argumentos})")


@checks.register(checks.Tags.database)
def comprobar_candados(app_configs=None, databases=None, **kwargs):
    """``manage.py check --database default``: every record table is locked, in a database that is not one of tests.

    A warning and no error: ``migrate`` asks for these checks before it does anything, and it is what puts the locks
    on. ``/salud/`` counts what lacks them.
    """
    hallados = []
    for using in databases or ():
        conexion = connections[using]
        if conexion.vendor != "postgresql" or "aval_aval" not in conexion.introspection.table_names():
            continue
        hallados += [
            checks.Warning(f"The table of {etiqueta} takes UPDATE or DELETE.", hint="Run migrate.", id="aval.W001")
            for etiqueta in sin_candado(using)
        ]
    return hallados


def conectar(configuracion):
    pre_migrate.connect(abrir, sender=configuracion, dispatch_uid="aval.candado")
    post_migrate.connect(cerrar, sender=configuracion, dispatch_uid="aval.candado")
