from django.core.management.base import BaseCommand

from actores import puntos_focales


class Command(BaseCommand):
    help = "Takes the role from the puntos focales whose designation is over. To be run each night."

    def handle(self, **options):
        self.stdout.write(str(puntos_focales.terminar()))
