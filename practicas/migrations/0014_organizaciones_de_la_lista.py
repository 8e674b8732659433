"""The partners of a practice will be chosen from the list of organisations: where to say which."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("actores", "0006_cada_entidad_un_actor"),
        ("practicas", "0013_anexo_de_postulacion"),
    ]

    operations = [
        migrations.AddField(
            model_name="organizacion",
            name="actor",
            field=models.ForeignKey(blank=True, help_text="Entidad del Distrito, empresa, universidad, comunidad, agencia… Si no está en la lista, agréguela.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actores.actor", verbose_name="organización"),
        ),
        migrations.AlterField(
            model_name="organizacion",
            name="nombre",
            field=models.CharField(blank=True, help_text="Así la nombra este texto desde antes de la lista. Vacío, se lee su nombre de la lista.", max_length=200, verbose_name="cómo se la nombra aquí"),
        ),
        migrations.AlterField(
            model_name="organizacion",
            name="nombre_en",
            field=models.CharField(blank=True, db_default="", default="", help_text="Si lo tiene.", max_length=200, verbose_name="y en inglés"),
        ),
        migrations.CreateModel(
            name="OrganizacionDeAntes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entidad_numero", models.BigIntegerField(null=True)),
                ("nombre", models.CharField(blank=True, max_length=200)),
                ("nombre_en", models.CharField(blank=True, max_length=200)),
                ("actor_numero", models.BigIntegerField()),
                ("fusionada", models.BooleanField(default=False, help_text="The entity had been merged into the one of this number.")),
                ("como_antes", models.BooleanField(help_text="The list has another name for it: the row keeps its own.")),
            ],
            options={
                "verbose_name": "organización de antes de la lista",
                "verbose_name_plural": "organizaciones de antes de la lista",
            },
        ),
    ]
