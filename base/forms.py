"""Forms of the common media models."""

from wagtail.documents.forms import BaseDocumentForm

from .archivos import comprobar_contenido


class DocumentoForm(BaseDocumentForm):
    """A document is accepted for what it contains (size and extension are checked by Wagtail)."""

    def clean_file(self):
        archivo = self.cleaned_data["file"]
        if archivo and "file" in self.changed_data:
            comprobar_contenido(archivo)
        return archivo
