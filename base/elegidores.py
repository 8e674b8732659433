"""Wagtail's choosers in the language of whoever reads.

Its ``ChooserViewSet`` writes its words once, when it is imported, in the language of the server: «Buscar» was read in
English too. Here they are looked up each time. So are those of the buttons of what is chosen (``ElegirFragmento``). In
the windows of a link, what is missing has its name.
"""

from django.utils.translation import gettext_lazy as de_wagtail  # its words are in its own catalogues
from wagtail.admin.forms import choosers
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from .obligatorios import CampoConSuNombre
from .widgets import ElegirFragmento

PALABRAS = {
    "choose_one_text": de_wagtail("Choose"),
    "choose_another_text": de_wagtail("Choose another"),
    "edit_item_text": de_wagtail("Edit"),
    "search_tab_label": de_wagtail("Search"),
    "create_action_label": de_wagtail("Create"),
}
DE_UN_ENLACE = (
    choosers.ExternalLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
    choosers.AnchorLinkChooserForm,
)


def conectar():
    for nombre, palabra in PALABRAS.items():
        setattr(ChooserViewSet, nombre, palabra)
    SnippetChooserViewSet.base_widget_class = ElegirFragmento
    for formulario in DE_UN_ENLACE:
        formulario.bound_field_class = CampoConSuNombre
