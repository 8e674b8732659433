"""``manage.py limpiar_medios``: what came in before files were cleaned, without what it says of people."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aval.limpieza import DANADO, FALTA, LIMPIO, OTRO, SIN_CAMBIO, limpiar_todo


class Command(BaseCommand):
    help = (
        "Quita de las imágenes, los documentos y los retratos lo que dicen de las personas (posición, cámara, autor). "
        "Los avales siguen valiendo. Se puede repetir. Termina con estado 1 si algún archivo no se pudo leer."
    )

    def add_arguments(self, parser):
        parser.add_argument("--en-seco", action="store_true", help="solo dice qué cambiaría")

    def handle(self, *args, en_seco, **options):
        en_palabras = {
            LIMPIO: _("por limpiar") if en_seco else _("limpios"),
            SIN_CAMBIO: _("ya estaban bien"),
            FALTA: _("no está el archivo"),
            DANADO: _("no se puede leer"),
            OTRO: _("no es el archivo que se subió: se deja para la auditoría"),
        }

        def avisar(fila, resultado):
            self.stdout.write(f"{fila._meta.label} {fila.pk}: {en_palabras[resultado]}")

        cuentas = limpiar_todo(en_seco, avisar)
        for (etiqueta, resultado), cuantos in sorted(cuentas.items()):
            nombre = capfirst(apps.get_model(etiqueta)._meta.verbose_name_plural)
            self.stdout.write(f"{nombre}: {cuantos} {en_palabras[resultado]}")
        if any(resultado in (FALTA, DANADO, OTRO) for _etiqueta, resultado in cuentas):
            raise SystemExit(1)
