"""Keeping what was answered: by screen or from a document. Every step is in the log."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log

from .models import Adjunto, Campo, Formulario, Llenado


def vigentes() -> list[Formulario]:
    """The last version of each of the District's formats."""
    por_codigo = {
        uno.codigo: uno
        for uno in Formulario.objects.filter(clase=Formulario.Clase.FORMATO).order_by("codigo", "version", "pk")
    }
    return list(por_codigo.values())


def _de_archivo(llenado: Llenado, clave: str) -> list[dict[str, Any]]:
    """What is kept of a field of files: those that there are, and those that the document only names."""
    nombrados = [uno for uno in llenado.valores.get(clave) or [] if "bytes" not in uno]
    subidos = [{"nombre": uno.nombre, "bytes": uno.bytes} for uno in llenado.adjuntos.filter(clave=clave)]
    return [*subidos, *nombrados]


def quitables(llenado: Llenado | None, clave: str) -> list[tuple[str, str, Adjunto | None]]:
    """``(code, name, file)`` of what a field of files has: what ``guardar`` takes away by its code."""
    if llenado is None or not llenado.pk:
        return []
    subidos = [(f"a{uno.pk}", uno.nombre, uno) for uno in llenado.adjuntos.all() if uno.clave == clave]
    nombrados = [uno for uno in llenado.valores.get(clave) or [] if "bytes" not in uno]
    return [*subidos, *((f"n{clave}-{lugar}", uno["nombre"], None) for lugar, uno in enumerate(nombrados))]


@transaction.atomic
def guardar(
    llenado: Llenado,
    usuario: Any,
    respuestas: Mapping[str, Any],
    archivos: Mapping[str, Iterable[Any]] | None = None,
    quitar: Iterable[str] = (),
) -> Llenado:
    """Keep ``respuestas`` and the files of ``llenado``, whose other fields the caller has set."""
    nuevo = llenado._state.adding
    if nuevo:
        llenado.creado_por = usuario
    de_archivo = [campo.clave for campo in llenado.formulario.campos.all() if campo.tipo == Campo.Tipo.ARCHIVO]
    quitar = set(quitar)
    quedan = {
        clave: [
            uno
            for lugar, uno in enumerate(u for u in llenado.valores.get(clave) or [] if "bytes" not in u)
            if f"n{clave}-{lugar}" not in quitar
        ]
        for clave in de_archivo
    }
    llenado.valores = {**respuestas, **quedan}
    llenado.save()
    for adjunto in llenado.adjuntos.exclude(clave=""):
        if f"a{adjunto.pk}" in quitar:
            adjunto.delete()
    for clave, suyos in (archivos or {}).items():
        for archivo in suyos:
            adjuntar(llenado, archivo.read(), archivo.name, clave)
    for clave in de_archivo:
        llenado.valores[clave] = _de_archivo(llenado, clave)
        if not llenado.valores[clave]:
            del llenado.valores[clave]
    llenado.save()
    log(llenado, "wagtail.create" if nuevo else "wagtail.edit", user=usuario)
    return llenado


def adjuntar(llenado: Llenado, datos: bytes, nombre: str, clave: str = "") -> Adjunto:
    """A file more of ``llenado``; without ``clave``, the document that it was read from."""
    nombre = nombre.replace("\\", "/").rpartition("/")[2]
    adjunto = Adjunto(llenado=llenado, clave=clave, nombre=nombre[-255:], bytes=len(datos))
    adjunto.archivo.save(nombre[-80:], ContentFile(datos), save=False)
    adjunto.save()
    return adjunto


@transaction.atomic
def desde_documento(llenado: Llenado, usuario: Any, respuestas: Mapping[str, Any], datos: bytes, nombre: str) -> None:
    """Keep what was read from a document, and the document as it came."""
    llenado.valores = dict(respuestas)
    guardar(llenado, usuario, respuestas)
    adjuntar(llenado, datos, nombre)


@transaction.atomic
def borrar(llenado: Llenado, usuario: Any) -> None:
    """Delete a draft, and its files once that is in the database."""
    archivos = [uno.archivo for uno in llenado.adjuntos.all()]
    log(llenado, "wagtail.delete", user=usuario, deleted=True)
    llenado.delete()

    def quitarlos() -> None:
        for archivo in archivos:
            archivo.delete(save=False)

    transaction.on_commit(quitarlos)
