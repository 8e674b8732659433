"""Choosing what is shown at an event, is given an award, or is offered in cooperation, and who carries it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultipleChooserPanel

from base.panels import ElegirPaginaPanel

from .obras import CLASES

# The rows of ``ConOrganizaciones``.
ORGANIZACIONES = MultipleChooserPanel("organizaciones", chooser_field_name="actor", heading=_("Organizaciones"))


class ElegirPracticaPanel(ElegirPaginaPanel):
    """A page of the kinds of ``obras``, as they are when the form is made."""

    @property
    def page_type(self):
        return CLASES

    @page_type.setter
    def page_type(self, _valor):
        """Nobody gives them to a panel."""
