"""Each entity has its row among the organisations, and each punto focal of today is in the register."""

import datetime

from django.db import migrations

PUNTOS_FOCALES = "Puntos focales"


def _los_actores(apps):
    from base.texto import normalizar

    Entidad, Actor = apps.get_model("actores", "Entidad"), apps.get_model("actores", "Actor")
    NombreDeActor = apps.get_model("actores", "NombreDeActor")
    codigos = set(Actor.objects.values_list("codigo", flat=True))
    for entidad in Entidad.objects.filter(actor=None).order_by("pk"):
        codigo = next(
            uno
            for uno in (entidad.codigo, *(f"{entidad.codigo[:70]}-{n}" for n in range(2, 100)))
            if uno not in codigos
        )
        codigos.add(codigo)
        actor = Actor.objects.create(
            codigo=codigo,
            nombre_es=entidad.nombre_es,
            nombre_en=entidad.nombre_en,
            sigla=entidad.sigla,
            clase="entidad_distrital",
            naturaleza="publica",
            pais="CO",
            entidad=entidad,
        )
        nombres = {normalizar(uno) for uno in (entidad.nombre_es, entidad.nombre_en, entidad.sigla)} - {""}
        NombreDeActor.objects.bulk_create(NombreDeActor(actor=actor, comparado=uno[:200]) for uno in sorted(nombres))


def _los_puntos_focales(apps):
    """Since when each is one, nobody wrote down: since their account is."""
    Usuario, PuntoFocal = apps.get_model("actores", "Usuario"), apps.get_model("actores", "PuntoFocal")
    ya = set(PuntoFocal.objects.exclude(usuario=None).values_list("usuario_id", flat=True))
    con_titular = set(PuntoFocal.objects.filter(papel="titular", hasta=None).values_list("entidad_id", flat=True))
    focales = Usuario.objects.filter(groups__name=PUNTOS_FOCALES, is_active=True).exclude(entidad=None)
    for uno in focales.exclude(pk__in=ya).order_by("date_joined", "pk"):
        papel = "suplente" if uno.entidad_id in con_titular else "titular"
        con_titular.add(uno.entidad_id)
        desde = uno.date_joined.astimezone(datetime.timezone(datetime.timedelta(hours=-5))).date()
        PuntoFocal.objects.create(entidad_id=uno.entidad_id, usuario=uno, papel=papel, desde=desde)


def adelante(apps, schema_editor):
    _los_actores(apps)
    _los_puntos_focales(apps)


def atras(apps, schema_editor):
    """Those of the entities go, so that an entity can be deleted as before; the register stays."""
    Actor = apps.get_model("actores", "Actor")
    apps.get_model("actores", "NombreDeActor").objects.exclude(actor__entidad=None).delete()
    apps.get_model("actores", "OtroNombre").objects.exclude(actor__entidad=None).delete()
    Actor.objects.exclude(entidad=None).delete()


class Migration(migrations.Migration):
    dependencies = [("actores", "0005_registro_de_puntos_focales")]

    operations = [migrations.RunPython(adelante, atras)]
