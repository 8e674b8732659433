"""Choosing what is shown at an event, is given an award, or is offered in cooperation."""

from base.panels import ElegirPaginaPanel

from .obras import CLASES


class ElegirPracticaPanel(ElegirPaginaPanel):
    """A page of the kinds of ``obras``, as they are when the form is made."""

    @property
    def page_type(self):
        return CLASES

    @page_type.setter
    def page_type(self, _valor):
        """Nobody gives them to a panel."""
