from django.core.management.base import BaseCommand

from base.basedatos import nombre_de_la_base

from ...avisos import avisar


class Command(BaseCommand):
    help = "Mails the calls that close in 60, 30 or 7 days, each once. To be run every day."

    def handle(self, *args, **options):
        self.stdout.write(f"{nombre_de_la_base()}: {avisar()} avisos enviados.")
