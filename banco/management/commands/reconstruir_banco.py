from django.core.management.base import BaseCommand

from base import generacion

from ... import entradas, proyeccion


class Command(BaseCommand):
    help = "Builds the read model of the Bank (search, filters, lists, feeds, open data) anew from the live pages."

    def handle(self, *args, **options):
        hechas = proyeccion.reconstruir()
        entradas.reconstruir()
        generacion.nueva(fondo=True)
        self.stdout.write(self.style.SUCCESS(f"{hechas} prácticas leídas."))
