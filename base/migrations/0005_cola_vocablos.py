from django.db import migrations


def _llamar(antes, despues):
    def cambiar(apps, editor):
        apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(queue_name=antes).update(queue_name=despues)

    return cambiar


class Migration(migrations.Migration):
    """The queue ``lectura`` is ``vocablos``: what waits in it is done all the same."""

    dependencies = [
        ("base", "0004_generacion"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(_llamar("lectura", "vocablos"), _llamar("vocablos", "lectura")),
    ]
