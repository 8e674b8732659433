"""What is searched says also its ties and what it says most; other kinds are found too; words held for equivalent.

The stems are made anew (``post_migrate``): meanwhile nothing is found by its words.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Value

_antes = import_module("banco.migrations.0002_mudanza_de_raices")

DE_FICHA = ("titulo", "terminos", "resumen", "lecciones", "cuerpo", "adjuntos", "frecuentes")
DE_ENTRADA = ("titulo", "terminos", "resumen", "cuerpo", "frecuentes")
# Column that PostgreSQL looks in → those of the table that it has.
VECTORES = {"en_titulo": ("titulo",), "en_temas": ("terminos", "resumen"), "en_frecuentes": ("frecuentes",)}

# To read a whole table looks as cheap to PostgreSQL as to use the index, because it does not count that each vector is
# stored apart and compressed: it is 25 times dearer. Only within this function it may not.
FUNCION = """
CREATE FUNCTION banco_que_dicen(tabla regclass, llave name, columna name, cual text, dicho tsquery) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    claves text;
BEGIN
    EXECUTE format('SELECT string_agg(%I::text, '','') FROM %s WHERE idioma = $1 AND %I @@ $2', llave, tabla, columna)
    INTO claves USING cual, dicho;
    RETURN claves;
END $$
"""


def _postgresql(tabla, vectores):
    for nombre, columnas in vectores.items():
        todo = " || ' ' || ".join(columnas)
        yield (
            f"ALTER TABLE {tabla} "
            f"ADD COLUMN {nombre} tsvector GENERATED ALWAYS AS (to_tsvector('simple', {todo})) STORED"
        )
        yield f"CREATE INDEX {tabla}_{nombre} ON {tabla} USING gin ({nombre})"


def _sqlite(tabla, llave, disparador, columnas):
    listas = [", ".join(f"{de}{c}" for c in ("idioma", *columnas)) for de in ("", "new.", "old.")]
    propias, nuevas, viejas = listas
    quitar = f"INSERT INTO {tabla}_fts ({tabla}_fts, rowid, {propias}) VALUES ('delete', old.{llave}, {viejas});"
    poner = f"INSERT INTO {tabla}_fts (rowid, {propias}) VALUES (new.{llave}, {nuevas});"
    yield f"CREATE VIRTUAL TABLE {tabla}_fts USING fts5({propias}, content='{tabla}', content_rowid='{llave}')"
    for momento, orden in {"INSERT": poner, "DELETE": quitar, "UPDATE": quitar + poner}.items():
        yield f"CREATE TRIGGER {disparador}_{momento.lower()} AFTER {momento} ON {tabla} BEGIN {orden} END"


def quitar_el_de_antes(apps, editor):
    """Not on PostgreSQL: there the new columns stand beside the old ones."""
    # The stems that there are are none of today's: whoever migrates has them made anew.
    apps.get_model("banco.RaicesDeFicha").objects.all().delete()
    if editor.connection.vendor == "sqlite":
        _antes.quitar_indice(apps, editor)


def poner_el_de_antes(apps, editor):
    if editor.connection.vendor == "sqlite":
        _antes.poner_indice(apps, editor)
        editor.execute("INSERT INTO banco_raicesdeficha_fts (banco_raicesdeficha_fts) VALUES ('rebuild')")


def poner_indices(apps, editor):
    if editor.connection.vendor == "postgresql":
        ordenes = [
            *_postgresql("banco_raicesdeficha", VECTORES),
            *_postgresql("banco_raicesdeentrada", {**VECTORES, "vector": DE_ENTRADA}),
            FUNCION,
        ]
    else:
        ordenes = [
            *_sqlite("banco_raicesdeficha", "ficha_id", "raicesdeficha", DE_FICHA),
            *_sqlite("banco_raicesdeentrada", "entrada_id", "raicesdeentrada", DE_ENTRADA),
        ]
    for orden in ordenes:
        editor.execute(orden, params=None)


def quitar_indices(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION banco_que_dicen(regclass, name, name, text, tsquery)")
        for nombre in VECTORES:  # those of the entries go with their table
            editor.execute(f"ALTER TABLE banco_raicesdeficha DROP COLUMN {nombre}")
        return
    for tabla in ("raicesdeficha", "raicesdeentrada"):
        for momento in ("insert", "delete", "update"):
            editor.execute(f"DROP TRIGGER {tabla}_{momento}")
        editor.execute(f"DROP TABLE banco_{tabla}_fts")


class Migration(migrations.Migration):
    dependencies = [("banco", "0003_precision_de_las_fechas")]

    operations = [
        migrations.RunPython(quitar_el_de_antes, poner_el_de_antes, elidable=False),
        migrations.CreateModel(
            name="Equivalencia",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "idioma",
                    models.CharField(
                        choices=[("es", "Español"), ("en", "Inglés")],
                        default="es",
                        max_length=10,
                        verbose_name="idioma",
                    ),
                ),
                (
                    "palabras",
                    models.TextField(
                        help_text="Una por línea: una palabra, una sigla o una expresión corta. Quien busque una "
                        "encuentra lo que dice cualquiera de las otras. No hacen falta plurales ni tildes: el buscador "
                        "ya los iguala.",
                        verbose_name="palabras equivalentes",
                    ),
                ),
                (
                    "nota",
                    models.CharField(
                        blank=True,
                        help_text="Por qué se juntaron. No se publica.",
                        max_length=250,
                        verbose_name="nota",
                    ),
                ),
            ],
            options={
                "verbose_name": "palabras equivalentes",
                "verbose_name_plural": "palabras equivalentes",
                "ordering": ["idioma", "palabras"],
            },
        ),
        migrations.CreateModel(
            name="EntradaDelSitio",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("idioma", models.CharField(max_length=10)),
                ("clase", models.CharField(help_text="Label of its model.", max_length=100)),
                ("objeto", models.BigIntegerField(help_text="Its primary key.")),
                ("url", models.CharField(help_text="Its address; empty while it has none.", max_length=500)),
                ("titulo", models.TextField()),
                ("resumen", models.TextField()),
            ],
            options={
                "verbose_name": "entrada del sitio",
                "verbose_name_plural": "entradas del sitio",
                "constraints": [models.UniqueConstraint(fields=("clase", "objeto"), name="entrada_unica")],
            },
        ),
        migrations.CreateModel(
            name="RaicesDeEntrada",
            fields=[
                (
                    "entrada",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="raices",
                        serialize=False,
                        to="banco.entradadelsitio",
                    ),
                ),
                ("idioma", models.CharField(max_length=10)),
                *((columna, models.TextField()) for columna in DE_ENTRADA),
            ],
            options={"verbose_name": "raíces de una entrada", "verbose_name_plural": "raíces de las entradas"},
        ),
        migrations.AddField(
            model_name="raicesdeficha", name="frecuentes", field=models.TextField(db_default="", default="")
        ),
        migrations.AddField(
            model_name="textodeficha",
            name="partes",
            field=models.JSONField(
                db_default=Value([], models.JSONField()),
                default=list,
                help_text="Of ``cuerpo``: fields, and how long each is.",
            ),
        ),
        migrations.AddField(
            model_name="textodeficha",
            name="vinculos",
            field=models.TextField(
                db_default="", default="", help_text="Names of the networks, platforms, events and awards it is tied to."
            ),
        ),
        migrations.RunPython(poner_indices, quitar_indices, elidable=False),
    ]
