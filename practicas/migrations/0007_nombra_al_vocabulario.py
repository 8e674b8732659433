"""The ficha names the lists where they are now, and knows neither the Bank nor the study. No table changes."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("banco", "0001_initial"),
        ("estudio", "0001_initial"),
        ("eventos", "0003_nombra_al_vocabulario"),
        ("practicas", "0006_mudanza_de_tablas"),
        ("redes", "0004_nombra_al_vocabulario"),
        ("vocabulario", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='practicapage',
                    name='tema',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practicas', to='vocabulario.tema', verbose_name='área temática'),
                ),
                migrations.AlterField(
                    model_name='practicapage',
                    name='subtema',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practicas', to='vocabulario.subtema', verbose_name='subtema'),
                ),
                migrations.AlterField(
                    model_name='practicapage',
                    name='ods',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, to='vocabulario.ods', verbose_name='ODS a los que aporta'),
                ),
                migrations.AlterField(
                    model_name='practicapage',
                    name='poblaciones',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, to='vocabulario.poblacion', verbose_name='población objetivo'),
                ),
                migrations.DeleteModel("Valoracion"),
                migrations.DeleteModel("Estudio"),
                migrations.DeleteModel("TareaEstudio"),
                migrations.DeleteModel("BancoPage"),
                migrations.DeleteModel("Criterio"),
                migrations.DeleteModel("Subtema"),
                migrations.DeleteModel("Tema"),
                migrations.DeleteModel("Poblacion"),
                migrations.DeleteModel("ODS"),
            ]
        ),
    ]
