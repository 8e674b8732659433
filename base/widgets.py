"""Widgets that all rooms may use."""

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.snippets.widgets import AdminSnippetChooser


class ElegirFragmento(AdminSnippetChooser):
    """Wagtail's, with its labels in the language of each reader.

    There they are joined once, when the form is made, in the language of whoever opens it first.
    """

    def __init__(self, model=None, **kwargs):
        super().__init__(model, **kwargs)
        nombre = self.model._meta.verbose_name
        self.choose_one_text = format_lazy(_("Elegir {}"), nombre)
        self.choose_another_text = format_lazy(_("Cambiar {}"), nombre)
        self.link_to_chosen_text = format_lazy(_("Editar {}"), nombre)


class ElegirPagina(AdminPageChooser):
    """The same, of a page of one kind."""

    def __init__(self, target_models=None, **kwargs):
        super().__init__(target_models, **kwargs)
        tipo = capfirst(self.model._meta.verbose_name)
        self.choose_one_text = format_lazy("{} ({})", AdminPageChooser.choose_one_text, tipo)
