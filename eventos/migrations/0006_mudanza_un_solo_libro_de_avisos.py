"""What was announced of calls moves to the ledger of all rooms: nobody is told twice of the same date."""

import hashlib

from django.db import migrations


def _huella(correo):
    return hashlib.sha256(correo.strip().casefold().encode()).hexdigest()


def llevar(apps, schema_editor):
    Aviso = apps.get_model("actores", "Aviso")
    for uno in apps.get_model("eventos", "AvisoEnviado").objects.select_related("usuario").iterator():
        if uno.usuario.email:
            Aviso.objects.get_or_create(clave=f"{uno.clave}:{uno.dias}", a_quien=_huella(uno.usuario.email))


def traer(apps, schema_editor):
    Aviso, AvisoEnviado = apps.get_model("actores", "Aviso"), apps.get_model("eventos", "AvisoEnviado")
    personas = {_huella(uno.email): uno for uno in apps.get_model("actores", "Usuario").objects.exclude(email="")}
    for uno in Aviso.objects.filter(clave__startswith="cierre:").iterator():
        clave, _dos_puntos, dias = uno.clave.rpartition(":")
        if uno.a_quien in personas:
            AvisoEnviado.objects.get_or_create(clave=clave, dias=int(dias), usuario=personas[uno.a_quien])


class Migration(migrations.Migration):
    dependencies = [("actores", "0004_registro_de_actores"), ("eventos", "0005_sitio_en_ingles")]

    operations = [
        migrations.RunPython(llevar, traer),
        migrations.DeleteModel(name="AvisoEnviado"),
    ]
