"""Words are found by the stems that the site writes down, alike on both databases; the read model is built anew."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

_antes = import_module("banco.migrations.0001_initial")

# ``relevante`` is what a result is ranked by.
PESOS = {"titulo": "A", "terminos": "B", "resumen": "B", "lecciones": "C"}
COLUMNAS = ("titulo", "terminos", "resumen", "lecciones", "cuerpo", "adjuntos")


def _postgresql():
    todo = " || ' ' || ".join(COLUMNAS)
    relevante = " || ".join(f"setweight(to_tsvector('simple', {columna}), '{peso}')" for columna, peso in PESOS.items())
    return [
        "ALTER TABLE banco_raicesdeficha "
        f"ADD COLUMN relevante tsvector GENERATED ALWAYS AS ({relevante}) STORED, "
        f"ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', {todo})) STORED",
        "ALTER TABLE banco_raicesdeficha ALTER COLUMN relevante SET STORAGE MAIN",
        "CREATE INDEX raicesdeficha_vector ON banco_raicesdeficha USING gin (vector)",
    ]


def _sqlite():
    columnas, nuevas, viejas = (", ".join(f"{de}{c}" for c in ("idioma", *COLUMNAS)) for de in ("", "new.", "old."))
    quitar = (
        f"INSERT INTO banco_raicesdeficha_fts (banco_raicesdeficha_fts, rowid, {columnas}) "
        f"VALUES ('delete', old.ficha_id, {viejas});"
    )
    poner = f"INSERT INTO banco_raicesdeficha_fts (rowid, {columnas}) VALUES (new.ficha_id, {nuevas});"
    cuando = {"INSERT": poner, "DELETE": quitar, "UPDATE": quitar + poner}
    return [
        f"CREATE VIRTUAL TABLE banco_raicesdeficha_fts USING fts5({columnas}, content='banco_raicesdeficha', "
        "content_rowid='ficha_id')",
        *(
            f"CREATE TRIGGER raicesdeficha_{momento.lower()} AFTER {momento} ON banco_raicesdeficha BEGIN {orden} END"
            for momento, orden in cuando.items()
        ),
    ]


def poner_indice(apps, editor):
    for orden in _postgresql() if editor.connection.vendor == "postgresql" else _sqlite():
        editor.execute(orden, params=None)


def quitar_indice(apps, editor):
    """On PostgreSQL the columns go with their table. On SQLite any table made anew on the way back minds the triggers."""
    if editor.connection.vendor == "sqlite":
        for momento in ("insert", "delete", "update"):
            editor.execute(f"DROP TRIGGER raicesdeficha_{momento}")
        editor.execute("DROP TABLE banco_raicesdeficha_fts")


def quitar_el_de_antes(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE banco_textodeficha DROP COLUMN relevante, DROP COLUMN vector")
    _antes.quitar_indice(apps, editor)


def poner_el_de_antes(apps, editor):
    _antes.poner_indice(apps, editor)
    if editor.connection.vendor == "sqlite":
        editor.execute("INSERT INTO banco_textodeficha_fts (banco_textodeficha_fts) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("banco", "0001_initial")]

    operations = [
        migrations.RunPython(quitar_el_de_antes, poner_el_de_antes, elidable=False),
        migrations.CreateModel(
            name="RaicesDeFicha",
            fields=[
                (
                    "ficha",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="raices",
                        serialize=False,
                        to="banco.fichapublica",
                    ),
                ),
                ("idioma", models.CharField(max_length=10)),
                *((columna, models.TextField()) for columna in COLUMNAS),
            ],
            options={"verbose_name": "raíces de una ficha", "verbose_name_plural": "raíces de las fichas"},
        ),
        migrations.RunPython(poner_indice, quitar_indice, elidable=False),
    ]
