"""``manage.py comprobar_registro``: whether the ledger is what another machine was told of it."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy, ngettext

from aval.espejo import comprobar
from base.basedatos import nombre_de_la_base

QUE = {
    "ilegible": gettext_lazy("el renglón no se puede leer"),
    "desconocida": gettext_lazy("no hay registros de esa clase"),
    "falta": gettext_lazy("está en el archivo y no en la base"),
    "distinta": gettext_lazy("en la base no dice lo que dice el archivo"),
    "contradictoria": gettext_lazy("el archivo la cuenta de dos maneras"),
    "cadena": gettext_lazy("la cadena no sigue: el archivo cambió"),
    "sin_linea": gettext_lazy("está en la base y no en el archivo"),
}


class Command(BaseCommand):
    help = "Compara la base con los renglones guardados. Termina con estado 1 si algo no corresponde."

    def add_arguments(self, parser):
        parser.add_argument("archivo", help="los renglones que otra máquina guardó")

    def handle(self, *args, archivo, **options):
        with open(archivo, encoding="utf-8") as renglones:
            problemas = list(comprobar(renglon for renglon in renglones if renglon.strip()))
        for clase, numero, que in problemas:
            self.stdout.write(f"{clase} {numero}: {QUE[que]}")
        self.stdout.write(
            ngettext("%(base)s: %(n)s problema.", "%(base)s: %(n)s problemas.", len(problemas))
            % {"base": nombre_de_la_base(), "n": len(problemas)}
        )
        if problemas:
            raise SystemExit(1)
