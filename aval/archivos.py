"""What changes under a live text without a revision is bounded: a file that it uses is not replaced nor deleted.

A new file is uploaded and chosen instead, and that takes an aval. The title of an image or a document, its
collection, its tags and the focal point may change: the public reads none of them (the alternative text, the
caption and the credit belong to each use, and are part of what is approved).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from base.forms import DocumentoForm, ImagenForm
from base.prestado import prestado

from .errores import ArchivoEnUso
from .publicos import usos_vivos

prestado(
    "django.db.models.fields.files.FieldFile.save",
    "(self, name, content, save=True)",
    por="A new file under the same name is told from the one that was there by this mark only.",
    dice="_committed",
)


def _exigir_sin_uso(archivo):
    if usos := usos_vivos(archivo):
        raise ArchivoEnUso(usos)


def no_reemplazar(sender, instance, update_fields=None, **kwargs):
    """For the guard: the file of ``instance`` stays the one that it has in the database."""
    if not instance.pk or (update_fields is not None and "file" not in update_fields):
        return
    antes = sender.objects.filter(pk=instance.pk).values_list("file", flat=True).first()
    if antes and (antes != instance.file.name or not getattr(instance.file, "_committed", True)):
        _exigir_sin_uso(instance)


def no_borrar(sender, instance, **kwargs):
    _exigir_sin_uso(instance)


def conectar():
    for modelo in (get_image_model(), get_document_model()):
        pre_save.connect(no_reemplazar, sender=modelo, dispatch_uid=f"aval.archivos.{modelo._meta.label}")
        pre_delete.connect(no_borrar, sender=modelo, dispatch_uid=f"aval.archivos.{modelo._meta.label}")


class _SinReemplazo:
    """A form of a file: a new one is refused beside its field while a live text uses the one there is."""

    # Of the form that it is mixed with.
    cleaned_data: dict[str, Any]
    changed_data: list[str]
    instance: Any

    def clean_file(self):
        heredado = getattr(super(), "clean_file", None)
        archivo = heredado() if heredado else self.cleaned_data["file"]
        if self.instance.pk and "file" in self.changed_data and (usos := usos_vivos(self.instance)):
            raise ValidationError(str(ArchivoEnUso(usos)), code="en_uso")
        return archivo


class ImagenSinReemplazoForm(_SinReemplazo, ImagenForm):
    pass


class DocumentoSinReemplazoForm(_SinReemplazo, DocumentoForm):
    pass
