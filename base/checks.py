"""What must hold before the site starts: of the queue, and of what is taken from the libraries."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver

from . import cache, middleware, prestado  # noqa: F401  # the first two are named in a setting only, and declare too
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


_BLOQUE = re.compile(r"{%-?\s*block\s+([\w-]+)")
_EXTIENDE = re.compile(r"""{%-?\s*extends\s+["']([^"']+)["']""")


@register
def las_plantillas_ajenas_tienen_donde(app_configs, **kwargs):
    """A template of ours in the place of one of Wagtail fills blocks that that one still has."""
    errores = []
    for carpeta in _carpetas(nuestras=True):
        for ruta in carpeta.glob("wagtail*/**/*.html"):
            nombre = ruta.relative_to(carpeta).as_posix()
            texto = ruta.read_text()
            for bloque in sorted(set(_BLOQUE.findall(texto)) - _bloques_de(_EXTIENDE.findall(texto))):
                errores.append(
                    Error(
                        f"{nombre} fills the block «{bloque}», which no template that it extends has any more.",
                        hint=f"What it says is not shown: read the template of the library and put {ruta} right.",
                        id="base.E004",
                    )
                )
    return errores


@register
def toda_clase_dice_si_el_publico_la_lee(app_configs, **kwargs):
    """So that none is forgotten: what a page shows and starts no generation would be shown stale for a day."""
    salas = [una for una in apps.get_app_configs() if Path(una.path).parent == Path(settings.BASE_DIR)]
    return [
        Error(
            f"{modelo._meta.label} does not say whether the public reads it.",
            hint="Give it ``empieza_generacion``: see base/generacion.py for its values.",
            id="base.E005",
        )
        for sala in salas
        for modelo in sala.get_models()
        if not hasattr(modelo, "empieza_generacion")
    ]


def _carpetas(nuestras):
    raiz = Path(settings.BASE_DIR)
    for una in map(Path, get_app_template_dirs("templates")):
        if (una.is_relative_to(raiz) and "site-packages" not in una.parts) is nuestras:
            yield una


def _bloques_de(nombres):
    """The blocks of the templates under ``nombres`` and of those that they extend; a name of Wagtail is its own."""
    bloques, vistas, pendientes = set(), set(), list(nombres)
    while pendientes:
        nombre = pendientes.pop()
        if nombre in vistas:
            continue
        vistas.add(nombre)
        propias = () if nombre.startswith("wagtail") else _carpetas(nuestras=True)
        for carpeta in (*_carpetas(nuestras=False), *propias):
            if (ruta := carpeta / nombre).is_file():
                texto = ruta.read_text()
                bloques |= set(_BLOQUE.findall(texto))
                pendientes += _EXTIENDE.findall(texto)
    return bloques
