"""Lists, Bank and study move to rooms of their own: the tables take their new names; the read model is built anew."""

from importlib import import_module

from django.db import migrations

# Without prefixes since 0004.
_lectura = import_module("practicas.migrations.0002_lectura")
_sin_prefijos = import_module("practicas.migrations.0004_palabras_sin_prefijos").sin_prefijos


def poner_indice(apps, editor):
    _lectura.poner_indice(apps, editor)
    _sin_prefijos(apps, editor)


class Migration(migrations.Migration):
    # Everything that names the tables has named them before they change their name.
    dependencies = [
        ("eventos", "0002_filas_en_orden"),
        ("practicas", "0005_filas_en_orden"),
        ("redes", "0002_filas_en_orden"),
    ]

    operations = [
        migrations.RunPython(_lectura.quitar_indice, poner_indice),
        migrations.DeleteModel("LecturaTexto"),
        migrations.DeleteModel("Vocablo"),
        migrations.DeleteModel("Lectura"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("Tema", "vocabulario_tema"),
                migrations.AlterModelTable("Subtema", "vocabulario_subtema"),
                migrations.AlterModelTable("ODS", "vocabulario_ods"),
                migrations.AlterModelTable("Poblacion", "vocabulario_poblacion"),
                migrations.AlterModelTable("Criterio", "vocabulario_criterio"),
                migrations.AlterModelTable("BancoPage", "banco_bancopage"),
                migrations.AlterModelTable("Estudio", "estudio_estudio"),
                migrations.AlterModelTable("Valoracion", "estudio_valoracion"),
                migrations.AlterModelTable("TareaEstudio", "estudio_tareaestudio"),
            ]
        ),
    ]
