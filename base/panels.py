"""Panels that all rooms may use."""

from django.utils.text import capfirst, format_lazy
from wagtail.admin.panels import PageChooserPanel
from wagtail.admin.widgets import AdminPageChooser


class ElegirPaginaPanel(PageChooserPanel):
    """Wagtail's, with its label in the language of each reader.

    There the label is joined once, when the form is made, in the language of whoever opens it first.
    """

    def get_form_options(self):
        opciones = super().get_form_options()
        elegidor = opciones["widgets"][self.field_name]
        tipo = capfirst(elegidor.model._meta.verbose_name)
        elegidor.choose_one_text = format_lazy("{} ({})", AdminPageChooser.choose_one_text, tipo)
        return opciones
