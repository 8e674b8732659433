"""What was known already: the practice of each request, and which phases of the installed method ask how it goes."""

from django.db import migrations

MESES = {5: 6, 6: 12}  # place of the phase in the method as it is installed → months


def escribir(apps, schema_editor):
    Pedido, Fase = apps.get_model("intercambios", "Pedido"), apps.get_model("intercambios", "Fase")
    PracticaPage = apps.get_model("practicas", "PracticaPage")
    pedidos = Pedido.objects.filter(practica=None).exclude(clave=None)
    originales = dict(
        PracticaPage.objects.filter(
            translation_key__in=pedidos.values("clave"), locale__language_code="es"
        ).values_list("translation_key", "pk")
    )
    for clave, practica in originales.items():
        Pedido.objects.filter(clave=clave).update(practica_id=practica)
    for orden, meses in MESES.items():
        de_serie = Fase.objects.filter(metodo__codigo="transferencia", metodo__version=1, orden=orden, meses=0)
        de_serie.filter(nombre_es__startswith="Seguimiento").update(meses=meses)


class Migration(migrations.Migration):
    dependencies = [("intercambios", "0005_mesa_de_transferencias")]

    operations = [migrations.RunPython(escribir, migrations.RunPython.noop, elidable=True)]
