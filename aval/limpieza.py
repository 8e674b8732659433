"""Files that came in before they were cleaned: the same picture or text, without what it said of people.

The aval of what uses them holds (see ``Limpieza``). At whatever point this is cut short, the record and the file agree,
and the next run goes on: the record is written first, and the old bytes and the new are then one file for it.
"""

import os
import shutil
import tempfile
from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile
from wagtail.utils.file import hash_filelike

from base import generacion

from .citados import conocidos, modelos_de_archivo
from .models import Limpieza

SIN_CAMBIO, LIMPIO, FALTA, OTRO, DANADO = "sin cambio", "limpio", "falta", "otro", "dañado"


def limpiar_todo(en_seco=False, avisar=lambda *_que: None):
    """Clean every file that a row has. Counts by ``(model, result)``; ``avisar(row, result)`` for what needs a look.

    ``OTRO``: its bytes are not those that were uploaded; it is left for the audit to tell. ``FALTA``: there is no file.
    ``DANADO``: it cannot be read. ``en_seco``: only look.
    """
    cuentas = Counter()
    for fila, limpiar in _todos():
        cuentas[fila._meta.label_lower, resultado := limpiar(fila, en_seco)] += 1
        if resultado not in (SIN_CAMBIO, LIMPIO):
            avisar(fila, resultado)
    return cuentas


def _todos():
    for modelo in modelos_de_archivo().values():
        for fila in modelo.objects.order_by("pk").iterator(chunk_size=100):
            yield fila, _limpiar
    for perfil in UserProfile.objects.exclude(avatar="").order_by("pk"):
        yield perfil, _limpiar_retrato


def _antes_y_despues(archivo):
    """``(digest, digest, clean file)``; ``OSError`` if it is not there, ``ValidationError`` if it cannot be read."""
    with archivo.storage.open(archivo.name) as abierto:
        limpio = archivo.limpiar(os.path.basename(archivo.name), abierto)
        return hash_filelike(abierto), hash_filelike(limpio), limpio


def _limpiar(fila, en_seco):
    try:
        antes, despues, limpio = _antes_y_despues(fila.file)
    except OSError:
        return FALTA
    except ValidationError:
        return DANADO
    clave = (fila._meta.label_lower, fila.pk)
    if fila.file_hash and conocidos({clave: antes}) != conocidos({clave: fila.file_hash}):
        return OTRO
    rendiciones = fila.renditions.all() if isinstance(fila, get_image_model()) else []
    sucias = [una for una in rendiciones if antes != despues or _sucia(una)]
    if antes == despues == fila.file_hash and not sucias:
        return SIN_CAMBIO
    if not en_seco:
        _guardar(fila, antes, despues, limpio)
        for rendicion in sucias:
            rendicion.delete()  # it is made anew when somebody asks for it
    return LIMPIO


def _sucia(rendicion):
    try:
        antes, despues, _limpia = _antes_y_despues(rendicion.file)
    except (OSError, ValidationError):
        return True
    return antes != despues


def _guardar(fila, antes, despues, limpio):
    """The record, then the file, then what its row says of it."""
    if antes != despues:
        tipo = ContentType.objects.get_for_model(type(fila))
        Limpieza.objects.get_or_create(
            content_type=tipo, object_id=str(fila.pk), despues=despues, defaults={"antes": antes}
        )
    viejo = nombre = fila.file.name
    if os.path.splitext(viejo)[1] != os.path.splitext(limpio.name)[1]:
        nombre = fila.file.storage.save(os.path.join(os.path.dirname(viejo), limpio.name), limpio)
    elif antes != despues:
        _reemplazar(fila.file.storage, viejo, limpio)
    campos = {"file": nombre, "file_hash": despues, "file_size": limpio.size}
    if isinstance(fila, get_image_model()):
        fila.file = nombre
        campos |= {"width": fila.file.width, "height": fila.file.height}
    with transaction.atomic():
        # Not ``save``: for the guard, another file under a live text.
        type(fila).objects.filter(pk=fila.pk).update(**campos)
        generacion.nueva()
    if nombre != viejo:
        fila.file.storage.delete(viejo)


def _reemplazar(almacen, nombre, limpio):
    limpio.seek(0)
    try:
        camino = almacen.path(nombre)
    except NotImplementedError:  # not on this machine
        almacen.delete(nombre)
        almacen.save(nombre, ContentFile(limpio.read()))
        return
    with tempfile.NamedTemporaryFile(dir=os.path.dirname(camino), delete=False) as nuevo:
        nuevo.write(limpio.read())
    shutil.copymode(camino, nuevo.name)
    os.replace(nuevo.name, camino)  # at once, for whoever is reading it


def _limpiar_retrato(perfil, en_seco):
    try:
        antes, despues, limpio = _antes_y_despues(perfil.avatar)
    except OSError:
        return FALTA
    except ValidationError:
        return DANADO
    if antes == despues:
        return SIN_CAMBIO
    if not en_seco:
        almacen, viejo = perfil.avatar.storage, perfil.avatar.name
        perfil.avatar.save(limpio.name, limpio)
        almacen.delete(viejo)
    return LIMPIO
