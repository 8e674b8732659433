import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("aval", "0004_avales_de_antes")]

    operations = [
        migrations.AlterField(
            model_name="aval",
            name="publico",
            field=models.UUIDField(
                default=uuid.uuid4, editable=False, unique=True, verbose_name="identificador público"
            ),
        ),
    ]
