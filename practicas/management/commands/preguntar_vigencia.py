from django.core.management.base import BaseCommand

from base.basedatos import nombre_de_la_base
from practicas import vigencia


class Command(BaseCommand):
    help = "Asks whether the live practices are still so, reminds, and marks those nobody answers for. Each day."

    def handle(self, **options):
        self.stdout.write(f"{nombre_de_la_base()}: {vigencia.preguntar()} cartas.")
