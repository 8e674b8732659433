from django.core.management.base import BaseCommand

from base.basedatos import nombre_de_la_base

from ...suscripciones import escribir, olvidar_sin_confirmar


class Command(BaseCommand):
    help = "Mails the new practices to who asked for them, and forgets who never confirmed. To be run every day."

    def handle(self, *args, **options):
        olvidadas, cartas = olvidar_sin_confirmar(), escribir()
        self.stdout.write(f"{nombre_de_la_base()}: {cartas} cartas de novedades, {olvidadas} sin confirmar olvidadas.")
