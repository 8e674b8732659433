from django.conf import settings
from django.core.management import call_command
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
        parser.add_argument(
            "--servir", metavar="ADDRESS:PORT", help="migrate before and serve after, by the server of development"
        )

    def handle(self, *args, aqui_si, servir=None, **options):
        """With ``--servir`` all in one process: to start three would take longer than what they do."""
        if not (settings.DEBUG or aqui_si):
            raise CommandError(
                "The demonstration has accounts with a known password: it is refused where DEBUG is off. "
                "Give --aqui-si if this really is a demonstration."
            )
        if servir:
            call_command("migrate", verbosity=0)
        self._cargar()
        if servir:
            direccion = f"http://{servir}/"
            self.stdout.write(f"\nEl Banco está en {direccion} y su administración en {direccion}admin/")
            self.stdout.flush()
            call_command("runserver", servir, use_reloader=False)

    @transaction.atomic
    def _cargar(self):
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
