from django.core.management.base import BaseCommand

from aval.publicos import reconstruir


class Command(BaseCommand):
    help = "Writes down anew which files the public may be given: those that live texts cite."

    def handle(self, *args, **options):
        self.stdout.write(self.style.SUCCESS(f"Archivos públicos: {reconstruir()}."))
