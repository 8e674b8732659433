from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actores import grupos
from actores.accesos import Solicitud
from actores.models import Usuario
from actores.solicitudes import quitar_segundo_factor


class Command(BaseCommand):
    help = (
        "The keys that nobody can ask for yet, or any more: gives a role to the first person of Administración, or "
        "takes the second factor of who lost it where there is no second person. On record, and told by mail."
    )

    def add_arguments(self, parser):
        parser.add_argument("usuario", help="user name")
        que = parser.add_mutually_exclusive_group(required=True)
        que.add_argument("--papel", choices=grupos.TODOS)
        que.add_argument("--quitar-segundo-factor", action="store_true")

    @transaction.atomic
    def handle(self, *args, usuario, papel, quitar_segundo_factor, **options):
        persona = Usuario.objects.filter(username=usuario).first()
        if persona is None:
            raise CommandError(f"There is no account called {usuario}.")
        if quitar_segundo_factor:
            self._quitar(persona)
            return
        persona.groups.add(Group.objects.get(name=papel))
        Solicitud.objects.filter(
            persona=persona, clase=Solicitud.Clase.PAPEL, valor=papel, estado=Solicitud.Estado.PENDIENTE
        ).update(estado=Solicitud.Estado.CONFIRMADA)
        self.stdout.write(f"{persona}: {papel}.")

    def _quitar(self, persona):
        quitar_segundo_factor(persona)
        self.stdout.write(f"{persona} sets up another second factor at the next entrance.")
