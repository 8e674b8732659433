from django.db import migrations, models


class Migration(migrations.Migration):
    """Rows of before keep ``partes`` null: they go on being told by their revision or their moment."""

    dependencies = [("aval", "0005_nombre_publico_unico")]

    operations = [
        migrations.AddField(
            model_name="autoria",
            name="tras_revision",
            field=models.BigIntegerField(null=True, verbose_name="número de la revisión anterior"),
        ),
        migrations.AddField(
            model_name="autoria",
            name="partes",
            field=models.JSONField(null=True, verbose_name="partes que tocó"),
        ),
        migrations.AddField(
            model_name="autoria",
            name="atomos",
            field=models.TextField(blank=True, default="", verbose_name="lo que aportó"),
            preserve_default=False,
        ),
    ]
