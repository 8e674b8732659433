from django.db import migrations


class Migration(migrations.Migration):
    """Another name for the model; the table stays as it is, and so does whoever reads it."""

    dependencies = [
        ("base", "0003_rendicion_por_archivo"),
    ]

    operations = [
        migrations.AlterModelTable(name="edicion", table="base_edicion"),
        migrations.RenameModel(old_name="Edicion", new_name="Generacion"),
        migrations.AlterModelOptions(
            name="generacion",
            options={"verbose_name": "generación", "verbose_name_plural": "generaciones"},
        ),
    ]
