"""Events and awards name the lists where they are now. No table changes."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("eventos", "0002_filas_en_orden"), ("vocabulario", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='ediciondepremio',
                    name='ciudad',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulario.ciudad', verbose_name='dónde'),
                ),
                migrations.AlterField(
                    model_name='evento',
                    name='ciudad',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='eventos', to='vocabulario.ciudad', verbose_name='ciudad'),
                ),
                migrations.AlterField(
                    model_name='evento',
                    name='ods',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='eventos', to='vocabulario.ods', verbose_name='ODS'),
                ),
                migrations.AlterField(
                    model_name='evento',
                    name='temas',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='eventos', to='vocabulario.tema', verbose_name='áreas temáticas'),
                ),
                migrations.AlterField(
                    model_name='premio',
                    name='ods',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='premios', to='vocabulario.ods', verbose_name='ODS'),
                ),
                migrations.AlterField(
                    model_name='premio',
                    name='temas',
                    field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='premios', to='vocabulario.tema', verbose_name='áreas temáticas'),
                ),
            ]
        ),
    ]
