from django.core.management.base import BaseCommand

from base.basedatos import nombre_de_la_base

from ...resumen import enviar


class Command(BaseCommand):
    help = "Mails what waits for them to those who asked for one summary a day, once a day. To be run every morning."

    def handle(self, *args, **options):
        self.stdout.write(f"{nombre_de_la_base()}: {enviar()} resúmenes enviados.")
