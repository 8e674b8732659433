"""Gives the avales of before a public name, the kind of their text, and the entity that its content names."""

import uuid

from django.db import migrations


def completar(apps, schema_editor):
    Aval = apps.get_model("aval", "Aval")
    entidades = {
        entidad.pk: entidad for entidad in apps.get_model("actores", "Entidad").objects.only("codigo", "nombre_es")
    }
    Page = apps.get_model("wagtailcore", "Page")
    tipos = {tipo.pk: f"{tipo.app_label}.{tipo.model}" for tipo in apps.get_model("contenttypes", "ContentType").objects.all()}
    paginas = dict(Page.objects.values_list("pk", "content_type_id"))
    for aval in Aval.objects.filter(publico=None).select_related("revision").iterator():
        aval.publico = uuid.uuid4()
        propio = None
        if tipos[aval.content_type_id] == "wagtailcore.page":
            propio = paginas.get(int(aval.object_id))
        if propio is None and aval.revision_id:
            propio = aval.revision.content_type_id
        aval.clase = tipos[propio or aval.content_type_id]
        numero = aval.contenido.get("entidad")
        entidad = entidades.get(numero) if isinstance(numero, int) else None
        if entidad:
            aval.entidad_codigo, aval.entidad_nombre = entidad.codigo, entidad.nombre_es
        aval.save(update_fields=["publico", "clase", "entidad_codigo", "entidad_nombre"])


class Migration(migrations.Migration):

    dependencies = [("aval", "0003_retiros"), ("actores", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(completar, migrations.RunPython.noop)]
