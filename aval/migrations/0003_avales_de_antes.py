"""Gives the avales of before a public name, and the entity that their content names."""

import uuid

from django.db import migrations


def completar(apps, schema_editor):
    Aval = apps.get_model("aval", "Aval")
    entidades = {
        entidad.pk: entidad for entidad in apps.get_model("actores", "Entidad").objects.only("codigo", "nombre_es")
    }
    for aval in Aval.objects.filter(publico=None).iterator():
        aval.publico = uuid.uuid4()
        numero = aval.contenido.get("entidad")
        entidad = entidades.get(numero) if isinstance(numero, int) else None
        if entidad:
            aval.entidad_codigo, aval.entidad_nombre = entidad.codigo, entidad.nombre_es
        aval.save(update_fields=["publico", "entidad_codigo", "entidad_nombre"])


class Migration(migrations.Migration):

    dependencies = [("aval", "0002_retiros"), ("actores", "0001_initial")]

    operations = [migrations.RunPython(completar, migrations.RunPython.noop)]
