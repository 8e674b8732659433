"""Choosing what is shown at an event, or is given an award."""

from base.panels import ElegirPaginaPanel


class ElegirPracticaPanel(ElegirPaginaPanel):
    """A page of the kinds that say, when the site starts, that this is for them (``clases``)."""

    clases = []

    @property
    def page_type(self):
        return self.clases

    @page_type.setter
    def page_type(self, _valor):
        """The kinds are of the class: nobody gives them to a panel."""
