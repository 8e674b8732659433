from django.core.management.base import BaseCommand

from aval import enlaces_rotos
from base.basedatos import nombre_de_la_base


class Command(BaseCommand):
    help = "Begins the weekly round that asks whether the links of live texts still open. The queue does it."

    def handle(self, **options):
        cuantas = enlaces_rotos.empezar()
        dicho = "REVISAR_ENLACES=0, no se revisa" if cuantas is None else f"{cuantas} direcciones por revisar"
        self.stdout.write(f"{nombre_de_la_base()}: {dicho}.")
