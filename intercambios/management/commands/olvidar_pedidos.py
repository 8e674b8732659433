from django.core.management.base import BaseCommand

from intercambios import servicio


class Command(BaseCommand):
    help = "Forgets the persons of the requests for an exchange whose term is over. To be run each day."

    def handle(self, **options):
        self.stdout.write(str(servicio.olvidar_viejos()))
