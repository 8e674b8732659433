"""The comments that the study put beside a rich text without saying where in it: nowhere in particular.

Its editor reads where as JSON, and stumbled over an empty text: such a comment was in no place at all.
"""

from django.db import migrations

PROSA = (
    *("resultados", "lecciones", "dificultades", "transferencia", "innovacion"),
    *("asociacion", "antecedentes", "visibilidad"),
)


def decir_donde(apps, schema_editor):
    comentarios = apps.get_model("wagtailcore", "Comment").objects
    de_fichas = apps.get_model("practicas", "PracticaPage").objects.values("pk")
    comentarios.filter(position="", contentpath__in=PROSA, page__in=de_fichas).update(position="[]")


class Migration(migrations.Migration):
    dependencies = [
        ("estudio", "0003_conversacion"),
        ("practicas", "0016_mudanza_organizaciones_sin_entidad"),
        ("wagtailcore", "0098_apitoken"),
    ]

    # What they said before said nothing: it need not come back.
    operations = [migrations.RunPython(decir_donde, migrations.RunPython.noop)]
