"""Forms of the common media models."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .archivos import comprobar_contenido
from .campos import CampoDeDocumento, CampoDeImagen
from .etiquetas import como_estan
from .obligatorios import CampoConSuNombre


class _DeArchivo:
    bound_field_class = CampoConSuNombre  # a chooser draws it in its window

    def clean_tags(self):
        return como_estan(super().clean_tags(), self._meta.model._meta.get_field("tags").related_model)


class ImagenForm(_DeArchivo, BaseImageForm):
    """A picture is accepted for what it contains, and cleaned before anything else looks at it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if de_wagtail := self.fields.get("file"):
            self.fields["file"] = CampoDeImagen(
                label=de_wagtail.label, required=de_wagtail.required, widget=de_wagtail.widget
            )


class DocumentoForm(_DeArchivo, BaseDocumentForm):
    """A document is accepted for what it contains."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if de_wagtail := self.fields.get("file"):
            campo = self.fields["file"] = CampoDeDocumento(
                label=de_wagtail.label, required=de_wagtail.required, widget=de_wagtail.widget
            )
            campo.help_text = format_lazy(
                "{} {}",
                campo.help_text,
                _(
                    "Al guardarlo se le quitan el nombre de su autor y otros datos ocultos. Los conservan los .doc, "
                    ".xls y .ppt y lo que está firmado o protegido: si no deben publicarse, guárdelo como .docx o PDF."
                ),
            )

    def clean_file(self):
        archivo = self.cleaned_data["file"]
        if archivo and "file" in self.changed_data:
            comprobar_contenido(archivo)
        return archivo
