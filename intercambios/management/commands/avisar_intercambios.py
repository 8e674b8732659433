from django.core.management.base import BaseCommand

from base.basedatos import nombre_de_la_base
from intercambios import mesa, seguimiento


class Command(BaseCommand):
    help = (
        "Asks how exchanges go at their months, reminds of what has no answer, and of requests put off until today: "
        "once each. To be run every day."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{nombre_de_la_base()}: {seguimiento.preguntar() + mesa.avisar()} cartas enviadas.")
