from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sitio.demo import carga, cuentas
from sitio.instalacion import instalar, repartir_archivos


class Command(BaseCommand):
    help = "Loads the demonstration: accounts, fichas, avales and translations. Adds only what is missing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--aqui-si", action="store_true", help="load it even where DEBUG is off (a public demonstration)"
        )

    @transaction.atomic
    def handle(self, *args, aqui_si, **options):
        if not (settings.DEBUG or aqui_si):
            raise CommandError(
                "The demonstration has accounts with a known password: it is refused where DEBUG is off. "
                "Give --aqui-si if this really is a demonstration."
            )
        instalar()
        with self._correo_callado():
            carga.cargar(avisar=lambda titulo: self.stdout.write(f"  · {titulo}"))
        repartir_archivos()
        self.stdout.write("\nCuentas de demostración (clave de todas: " + cuentas.CLAVE + ")")
        for nombre, (_nombres, _apellidos, rol, _entidad) in cuentas.PERSONAS.items():
            self.stdout.write(f"  {nombre:<16} {rol}")

    def _correo_callado(self):
        """The letters of a loading are nobody's: they are not sent."""
        from django.test.utils import override_settings

        return override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
