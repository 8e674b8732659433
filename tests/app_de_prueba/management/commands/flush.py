from django.core.management.commands import flush

from tests.plantillas import Plantillas


class Command(flush.Command):
    help = "Django calls it after each test with real transactions: the installed site again, and not empty tables."

    def handle(self, **options):
        Plantillas.de_esta_sesion.copiar()
