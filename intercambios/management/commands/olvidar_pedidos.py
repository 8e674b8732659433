from django.core.management.base import BaseCommand

from actores import apertura
from base import enlaces
from intercambios import servicio


class Command(BaseCommand):
    help = "Forgets the persons of what people wrote to the DDRI, and the links given, whose term is over. Each day."

    def handle(self, **options):
        enlaces.olvidar()
        self.stdout.write(str(servicio.olvidar_viejos() + apertura.olvidar_viejos()))
