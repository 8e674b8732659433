from django.core.management.base import BaseCommand

from actores.recordatorios import recordar
from base.basedatos import nombre_de_la_base


class Command(BaseCommand):
    help = (
        "Reminds of the commitments of sessions and processes that are due in 14 or 3 days or today, once each. "
        "To be run every day."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{nombre_de_la_base()}: {recordar()} avisos enviados.")
