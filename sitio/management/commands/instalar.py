from django.core.management.base import BaseCommand

from sitio.instalacion import instalar


class Command(BaseCommand):
    help = "Makes what a new site needs (lists, roles, workflows, pages). Adds what is missing; changes nothing else."

    def handle(self, *args, **options):
        instalar()
        self.stdout.write(self.style.SUCCESS("El sitio está instalado."))
