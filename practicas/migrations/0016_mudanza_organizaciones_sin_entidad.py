"""The entity of a partner is the one of its organisation."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("practicas", "0015_mudanza_cada_socio_un_actor"),
    ]

    operations = [
        migrations.RemoveField(model_name="organizacion", name="entidad"),
    ]
