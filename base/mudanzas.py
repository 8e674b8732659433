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
        alias = editor.connection.alias
        pagina = apps.get_model("wagtailcore", "Page").objects.using(alias)
        for una in apps.get_model(habitacion, modelo).objects.using(alias).all():
            pagina.filter(path=una.path[:-4]).update(numchild=F("numchild") - 1)
            una.delete()

    return migrations.RunPython(migrations.RunPython.noop, volver, elidable=False)
