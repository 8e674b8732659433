"""Where every file comes in: a picture or a document is cleaned as it is written, whoever saves it and however.

Forms, several at once, the ORM, an import, the demonstration, ``file.save()`` and ``bulk_create`` all end in
``FieldFile.save``.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import ImageFieldFile
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.models import AbstractDocument
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from . import documentos, imagenes, videos
from .prestado import prestado, sustituye


class _Limpio:
    """A file that is written as ``limpiar`` gives it back, and is then measured."""

    @sustituye
    def save(self, name, content, save=True):
        limpio = self.limpiar(name, content)
        super().save(limpio.name, limpio, save=False)
        if hasattr(self.instance, "file_hash"):
            self.instance.file_size, self.instance.file_hash = limpio.size, hash_filelike(limpio)
        if save:
            self.instance.save()

    def limpiar(self, nombre, archivo):
        return imagenes.limpiar(nombre, archivo)


class ArchivoDeImagen(_Limpio, WagtailImageFieldFile):
    pass


class ArchivoDeRendicion(_Limpio, WagtailImageFieldFile):
    def limpiar(self, nombre, archivo):
        return imagenes.sin_metadatos(nombre, archivo)


class ArchivoDeRetrato(_Limpio, ImageFieldFile):
    pass


class ArchivoDeDocumento(_Limpio, AbstractDocument._meta.get_field("file").attr_class):
    def limpiar(self, nombre, archivo):
        archivo.seek(0)
        return SimpleUploadedFile(nombre, documentos.sin_metadatos(nombre, archivo.read()))


_VACIO = gettext_lazy("El archivo está vacío: ábralo en su equipo, guárdelo de nuevo y vuelva a subirlo.")
_PESA_DE_MAS = gettext_lazy(
    "El archivo pesa %(file_size)s y el máximo es %(max_filesize)s: redúzcalo y vuelva a subirlo."
)
_PESA_DE_MAS_SIN_DECIR = gettext_lazy(
    "El archivo pesa de más (el máximo es %(max_filesize)s): redúzcalo y vuelva a subirlo."
)


def decir_que_se_rechaza(campo):
    """Give the form field of a file our sentences for what is refused by its size."""
    campo.error_messages |= {
        "empty": _VACIO,
        "file_too_large": _PESA_DE_MAS,
        "file_too_large_unknown_size": _PESA_DE_MAS_SIN_DECIR % {"max_filesize": campo.max_upload_size_text},
    }


class CampoDeImagen(WagtailImageField):
    """Wagtail's, for what we accept: with one sentence for what is refused, and the picture already clean."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        decir_que_se_rechaza(self)
        self.error_messages["invalid_image_extension"] = imagenes.NO_ES_IMAGEN

    @sustituye
    def to_python(self, data):
        archivo = FileField.to_python(self, data)
        if archivo is None:
            return None
        self.check_image_file_size(archivo)
        return imagenes.comprobar(archivo)


class CampoDeDocumento(WagtailDocumentField):
    """Wagtail's, with the limit of documents and that of videos (DDRI manual 2014, ficha, 5.d)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        decir_que_se_rechaza(self)
        self.help_text = gettext_lazy("Documentos de hasta %(documento)s; videos MP4 o WebM de hasta %(video)s.") % {
            "documento": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
            "video": filesizeformat(settings.VIDEOS_MAX_UPLOAD_SIZE),
        }
        self.max_upload_size = settings.VIDEOS_MAX_UPLOAD_SIZE  # where files are dropped, before they are sent

    @sustituye
    def check_document_file_size(self, f):
        maximo = settings.VIDEOS_MAX_UPLOAD_SIZE if videos.es_video(f.name) else settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        if f.size > maximo:
            raise ValidationError(
                _PESA_DE_MAS,
                code="file_too_large",
                params={"file_size": filesizeformat(f.size), "max_filesize": filesizeformat(maximo)},
            )


prestado(
    "wagtail.admin.views.account.AvatarSettingsPanel",
    dice="AvatarPreferencesForm",
    por="The form of a portrait is of Wagtail, which takes no other: its field is put in its place.",
    incidencia="https://github.com/wagtail/wagtail/issues/12661",
)


def conectar():
    """The portrait of a person of the administration, which Wagtail keeps in a model and a form of its own."""
    from wagtail.admin.forms.account import AvatarPreferencesForm
    from wagtail.users.models import UserProfile

    UserProfile._meta.get_field("avatar").attr_class = ArchivoDeRetrato
    etiqueta = AvatarPreferencesForm.base_fields["avatar"].label
    AvatarPreferencesForm.base_fields["avatar"] = CampoDeImagen(label=etiqueta, required=False)
