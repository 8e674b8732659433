"""The list of cities moves to the room of the lists: its table takes its new name."""

from django.db import migrations


class Migration(migrations.Migration):
    # Going back, both rooms move together.
    dependencies = [("practicas", "0006_mudanza_de_tablas"), ("redes", "0002_filas_en_orden")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Ciudad", "vocabulario_ciudad")]
        ),
    ]
