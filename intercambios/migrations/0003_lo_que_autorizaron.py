from django.db import migrations
from django.db.models import F

# No request was taken without it: these are the words that each form had.
FRASES = {
    "es": "Autorizo a la DDRI a usar estos datos para responderme (Ley 1581 de 2012).",
    "en": "I authorise the DDRI, the city's international relations office, to use these data to answer me (Law 1581 of 2012).",
}


def escribir(apps, schema_editor):
    pedidos = apps.get_model("intercambios.Pedido").objects
    for idioma, frase in FRASES.items():
        pedidos.filter(idioma=idioma, autorizado=None).update(autorizado=F("recibido"), autorizacion=frase)


class Migration(migrations.Migration):
    dependencies = [("intercambios", "0002_recados")]

    operations = [migrations.RunPython(escribir, migrations.RunPython.noop)]
