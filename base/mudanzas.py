"""What a migration needs when models change rooms. Migrations of any age call it: what it does does not change."""

from django.db import migrations
from django.db.models import F


def mudar_clases(de, a, modelos):
    """Operation: the kinds ``modelos`` (lower case) of the app ``de`` are of the app ``a``, with all that names them.

    Their content types keep their numbers, and so do permissions, records, revisions, references and workflows.
    """

    def pasar(origen, destino):
        def operacion(apps, editor):
            clases = apps.get_model("contenttypes", "ContentType").objects.using(editor.connection.alias)
            # What a half-done migration left of the new name is nobody's yet.
            clases.filter(app_label=destino, model__in=modelos).delete()
            clases.filter(app_label=origen, model__in=modelos).update(app_label=destino)

        return operacion

    return migrations.RunPython(pasar(de, a), pasar(a, de), elidable=False)


def sin_sus_paginas_al_volver(habitacion, modelo):
    """Operation, the last of the migration that makes ``modelo``, a kind of page: going back, its pages leave the tree.

    A page whose kind has no table any more would be an address that breaks.
    """

    def volver(apps, editor):
        conexion = editor.connection
        pagina = apps.get_model("wagtailcore", "Page").objects.using(conexion.alias)
        suyas = dict(apps.get_model(habitacion, modelo).objects.using(conexion.alias).values_list("pk", "path"))
        if not suyas:
            return
        for camino in suyas.values():
            pagina.filter(path=camino[:-4]).update(numchild=F("numchild") - 1)
        # Not only by the models that this migration knows: a redirect, a comment, are of rooms that it does not name.
        tabla, nombre = pagina.model._meta.db_table, conexion.ops.quote_name
        numeros = ", ".join(str(int(numero)) for numero in suyas)
        with conexion.cursor() as cursor:
            for otra in conexion.introspection.table_names(cursor):
                relaciones = conexion.introspection.get_relations(cursor, otra)
                for columna, (_destino, de) in relaciones.items():
                    if de == tabla and otra != tabla:
                        cursor.execute(f"DELETE FROM {nombre(otra)} WHERE {nombre(columna)} IN ({numeros})")  # noqa: S608
            cursor.execute(f"DELETE FROM {nombre(tabla)} WHERE id IN ({numeros})")  # noqa: S608

    return migrations.RunPython(migrations.RunPython.noop, volver, elidable=False)
