"""What a new site needs to exist: languages, roles, closed lists, workflows and the structural pages.

Idempotent, and independent of the order of migrations: ``manage.py instalar`` runs it after ``migrate``,
as often as one likes. It adds what is missing and never overwrites what people have edited since.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Locale

from actores import colecciones, grupos
from aval import publicos
from aval.models import ArchivoPublico
from banco import equivalencias, reconstruccion
from formularios import instalados as formularios
from intercambios import declaradas
from intercambios import instalados as metodos
from promocion import instalados as objetivos
from sistema import instaladas as sistema
from traducciones import glosario

from .. import semillas
from .archivos import repartir_archivos
from .flujos import instalar_flujos, quitar_lo_de_fabrica
from .listas import instalar_listas
from .paginas import instalar_paginas, traducir_paginas
from .permisos import instalar_permisos

__all__ = ["instalar", "repartir_archivos"]


@override(settings.LANGUAGE_CODE)
@transaction.atomic
def instalar():
    """Make everything that a new site needs and does not have yet."""
    espanol, ingles = (Locale.objects.get_or_create(language_code=codigo)[0] for codigo, _ in settings.LANGUAGES)
    instalar_listas()
    colecciones.instalar()
    glosario.instalar()
    equivalencias.instalar()
    formularios.instalar()
    metodos.instalar()
    declaradas.instalar()
    sistema.instalar()
    quitar_lo_de_fabrica()
    roles = {nombre: Group.objects.get_or_create(name=nombre)[0] for nombre in grupos.TODOS}
    inicio, banco = instalar_paginas(espanol)
    instalar_flujos(inicio, banco, roles[grupos.MODERACION])
    traducir_paginas(inicio, ingles)
    instalar_permisos(roles, inicio, banco)
    semillas.instalar(espanol)
    objetivos.instalar()
    reconstruccion.completar()
    if not ArchivoPublico.objects.exists():
        publicos.reconstruir()
    repartir_archivos()
