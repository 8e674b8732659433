"""Networks name the lists where they are now. No table changes."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("eventos", "0003_nombra_al_vocabulario"),
        ("redes", "0003_mudanza_de_ciudad"),
        ("vocabulario", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='red',
                    name='sede',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redes', to='vocabulario.ciudad', verbose_name='sede'),
                ),
                migrations.AlterField(
                    model_name='red',
                    name='temas',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='redes', to='vocabulario.tema', verbose_name='áreas temáticas'),
                ),
                migrations.DeleteModel("Ciudad"),
            ]
        ),
    ]
