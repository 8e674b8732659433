"""What must hold of the queue before the site starts."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from .buzon import entregar
from .tareas import COLA, la_hace_un_trabajador


@register(Tags.compatibility)
def revisar_la_cola(app_configs, **kwargs):
    """With a real mail server, and not in development, mails wait for a worker: no decision waits for the server."""
    if settings.DEBUG or la_hace_un_trabajador(entregar) or not settings.CORREO_ENTREGA.endswith("smtp.EmailBackend"):
        return []
    return [
        Error(
            f'TASKS["{COLA}"] does its tasks in the request, and mails leave by SMTP: a silent server would hold it.',
            hint="Set COLA=base and run manage.py db_worker.",
            id="base.E001",
        )
    ]
