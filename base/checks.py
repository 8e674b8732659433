"""What must hold before the site starts: of the queue, and of what is taken from the libraries."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.urls import get_resolver

from . import prestado
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


@register
def lo_prestado_es_lo_que_era(app_configs, **kwargs):
    """What we use of the libraries without their promise is there, and is called as we call it."""
    get_resolver().url_patterns  # noqa: B018  # the views too are read, and declare theirs
    errores = []
    for uno in prestado.PRESTAMOS:
        if reparo := uno.reparo():
            errores.append(
                Error(
                    reparo,
                    hint=f"{uno.sala} stands on it. {uno.por} Read how the library does it now and put that module "
                    "right, or go back to the version of constraints.txt (docs/decisiones/0015).",
                    id="base.E002",
                )
            )
    for clase, nombre in prestado.sustitutos():
        if reparo := prestado.reparo_de(clase, nombre):
            errores.append(
                Error(
                    reparo,
                    hint="Nobody calls it, or not so: see what the library has in its place, or go back to the version "
                    "of constraints.txt (docs/decisiones/0015).",
                    id="base.E003",
                )
            )
    return errores
