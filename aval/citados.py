"""The files and pictures that a content cites, and the digest of each: replacing one changes what is read."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from .registros import Limpieza
from .serializado import relaciones

_MARCAS_DE_ARCHIVO = ('linktype="document"', 'embedtype="image"')


@cache
def modelos_de_archivo():
    """Models of the files that a text may cite, by label."""
    return {modelo._meta.label_lower: modelo for modelo in (get_image_model(), get_document_model())}


def _de_clave(campo, valor):
    if valor is not None:
        yield campo.related_model._meta.label_lower, valor


def _de_texto_rico(campo, valor):
    if valor and any(marca in valor for marca in _MARCAS_DE_ARCHIVO):
        yield from _de_wagtail(campo, valor)


def _de_bloques(campo, valor):
    if valor and valor != "[]":
        yield from _de_wagtail(campo, campo.to_python(valor))


def _de_wagtail(campo, valor):
    for modelo, pk, *_camino in campo.extract_references(valor):
        if modelo._meta.label_lower in modelos_de_archivo():
            yield modelo._meta.label_lower, int(pk)


@cache
def _campos(modelo):
    """The fields of ``modelo`` that may cite a file, each with how to read it: list of ``(field, reader)``."""
    lectores = []
    for campo in modelo._meta.concrete_fields:
        if isinstance(campo, models.ForeignKey) and campo.related_model._meta.label_lower in modelos_de_archivo():
            lectores.append((campo, _de_clave))
        elif isinstance(campo, RichTextField):
            lectores.append((campo, _de_texto_rico))
        elif isinstance(campo, StreamField):
            lectores.append((campo, _de_bloques))
    return lectores


def citados(modelo, contenido):
    """What the canonical ``contenido`` of an object of ``modelo`` cites: dict of field → set of ``(label, pk)``."""
    resultado = {}
    for campo, leer in _campos(modelo):
        if archivos := set(leer(campo, contenido.get(campo.name))):
            resultado[campo.name] = archivos
    for nombre, relacion in relaciones(modelo).items():
        hijo = relacion.related_model
        archivos = {
            uno for fila in contenido.get(nombre, ()) for suyos in citados(hijo, fila).values() for uno in suyos
        }
        if archivos:
            resultado[nombre] = archivos
    return resultado


@cache
def puede_citar(modelo):
    """Whether an object of ``modelo``, or a row of it, has a field that may cite a file."""
    hijos = [relacion.related_model for relacion in relaciones(modelo).values()]
    return any(_campos(uno) for uno in (modelo, *hijos))


def _por_modelo(archivos):
    por_modelo = {}
    for etiqueta, pk in archivos:
        por_modelo.setdefault(etiqueta, set()).add(pk)
    return por_modelo.items()


def filas(archivos):
    """The rows of the ``archivos`` (set of ``(label, pk)``) that exist: dict of the same keys, a query a model."""
    return {
        (etiqueta, fila.pk): fila
        for etiqueta, pks in _por_modelo(archivos)
        for fila in modelos_de_archivo()[etiqueta].objects.filter(pk__in=pks)
    }


def digesto_de_la_fila(fila):
    """The digest that the row of a file bears (SHA-1, as Wagtail takes it); empty when there is no file to read."""
    try:
        return fila.get_file_hash()
    except OSError:
        return ""


def digesto_de_los_bytes(fila):
    """The digest of what the file says now, whatever its row says."""
    try:
        with fila.open_file() as abierto:
            return hash_filelike(abierto)
    except OSError:
        return ""


def conocidos(actuales):
    """The digests by which the files were known before they were cleaned, if they were (see ``Limpieza``).

    ``actuales``: dict of ``(label, pk)`` → digest; returns the same keys. A query a model.
    """
    anterior = {}
    for etiqueta, pks in _por_modelo(actuales):
        tipo = ContentType.objects.get_for_model(modelos_de_archivo()[etiqueta])
        limpiezas = Limpieza.objects.filter(content_type=tipo, object_id__in=[str(pk) for pk in pks])
        for pk, antes, despues in limpiezas.order_by().values_list("object_id", "antes", "despues"):
            anterior[(etiqueta, int(pk)), despues] = antes
    return {clave: _el_primero(clave, digesto, anterior) for clave, digesto in actuales.items()}


def _el_primero(clave, digesto, anterior):
    vistos = set()
    while (antes := anterior.get((clave, digesto))) and antes not in vistos:
        vistos.add(digesto)
        digesto = antes
    return digesto


def digestos(modelo, contenido, de_cada_uno=None):
    """Field → ``{"label:pk": digest}`` of the files that ``contenido`` cites; a file that is gone has none.

    ``de_cada_uno`` gives the digest of a ``(label, pk)``; by default, the rows are asked.
    """
    por_campo = citados(modelo, contenido)
    if por_campo and de_cada_uno is None:
        existentes = filas({uno for archivos in por_campo.values() for uno in archivos})
        suyos = conocidos({clave: digesto_de_la_fila(fila) for clave, fila in existentes.items()})
        de_cada_uno = lambda clave: suyos.get(clave, "")  # noqa: E731
    return {
        campo: {f"{etiqueta}:{pk}": de_cada_uno((etiqueta, pk)) for etiqueta, pk in sorted(archivos)}
        for campo, archivos in por_campo.items()
    }
