"""Which files the public may be given: those that the aval of a live text cites, and no other.

Written down in the transaction that publishes, withdraws or deletes the text (``ArchivoPublico``), so that a picture
is public from the moment that a live text shows it and private again from the moment that none does.
"""

from functools import cache, partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import Page

from .citados import citados, puede_citar


@cache
def clase_de(modelo):
    return modelo._meta.label_lower


def de(archivo):
    """The rows of the live texts that cite ``archivo`` (an image or a document)."""
    from .models import ArchivoPublico

    return ArchivoPublico.objects.filter(clase=clase_de(archivo.__class__), archivo=archivo.pk)


def es_publica(modelo, columna="pk"):
    """Condition on a query: the file of ``modelo`` whose number stands in ``columna`` is cited by a live text."""
    from .models import ArchivoPublico

    return Exists(ArchivoPublico.objects.filter(clase=clase_de(modelo), archivo=OuterRef(columna)))


def usos_vivos(archivo):
    """The live texts that cite ``archivo``: list of objects, each of its own kind."""
    usos = []
    for fila in de(archivo).select_related("content_type"):
        objeto = fila.content_type.model_class()._base_manager.filter(pk=fila.object_id).first()
        if objeto is not None:
            usos.append(objeto.specific if isinstance(objeto, Page) else objeto)
    return usos


def _que_cita(objeto):
    """What the public is given with ``objeto``: set of ``(label, pk)``; empty unless it is live."""
    if not (objeto.live and objeto.aval_id):
        return set()
    por_campo = citados(type(objeto), objeto.aval.contenido)
    return {archivo for archivos in por_campo.values() for archivo in archivos}


def _escribir(tipo, numero, citas):
    from .models import ArchivoPublico

    filas = ArchivoPublico.objects.filter(content_type=tipo, object_id=str(numero))
    escritas = {(fila.clase, fila.archivo): fila.pk for fila in filas}
    sobran = escritas.keys() - citas
    if sobran:
        ArchivoPublico.objects.filter(pk__in=[escritas[una] for una in sobran]).delete()
    ArchivoPublico.objects.bulk_create(
        [
            ArchivoPublico(content_type=tipo, object_id=str(numero), clase=clase, archivo=archivo)
            for clase, archivo in sorted(citas - escritas.keys())
        ],
        ignore_conflicts=True,
    )
    imagenes = [archivo for clase, archivo in sobran if clase == clase_de(get_image_model())]
    if imagenes:
        transaction.on_commit(partial(quitar_versiones, imagenes), robust=True)


def quitar_versiones(imagenes):
    """Delete the versions of those ``imagenes`` (numbers) that no live text shows; they are made again if asked for."""
    modelo = get_image_model()
    versiones = modelo.get_rendition_model().objects.filter(image_id__in=imagenes)
    for version in versiones.exclude(es_publica(modelo, "image_id")):
        version.delete()


def _al_guardar(sender, instance, raw=False, update_fields=None, **kwargs):
    from .models import Avalable

    # What is saved of a live text besides these is what its aval says already, and a draft is saved the same way.
    if raw or (update_fields is not None and not {"live", "aval", "aval_id"} & set(update_fields)):
        return
    if isinstance(instance, Avalable):
        if puede_citar(type(instance)):
            _escribir(instance.get_base_content_type(), instance.pk, _que_cita(instance))
    elif isinstance(instance, Page) and not instance.live:  # a bare page: what it shows is not in it
        _escribir(ContentType.objects.get_for_model(Page), instance.pk, set())


def _al_borrar(sender, instance, **kwargs):
    from .models import Avalable

    if isinstance(instance, Avalable) and puede_citar(type(instance)):
        _escribir(instance.get_base_content_type(), instance.pk, set())


@transaction.atomic
def reconstruir():
    """Write down anew what every live text cites. Returns how many files the public may be given."""
    from .models import ArchivoPublico, modelos_avalables

    ArchivoPublico.objects.all().delete()
    for modelo in modelos_avalables():
        if puede_citar(modelo):
            vivos = modelo._base_manager.filter(live=True, aval__isnull=False).select_related("aval")
            for objeto in vivos.iterator(chunk_size=200):
                _escribir(objeto.get_base_content_type(), objeto.pk, _que_cita(objeto))
    return ArchivoPublico.objects.values("clase", "archivo").distinct().count()


def conectar():
    post_save.connect(_al_guardar, dispatch_uid="aval.publicos")
    post_delete.connect(_al_borrar, dispatch_uid="aval.publicos")
