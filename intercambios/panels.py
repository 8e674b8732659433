"""What the desk shows of a message beside its fields."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from .direcciones import asunto_de


class ALaManoPanel(Panel):
    """The public page that it is about, and a letter to who wrote: neither is a field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "intercambios/admin/a_la_mano.html"

        def get_context_data(self, parent_context=None):
            contexto = super().get_context_data(parent_context)
            return {**contexto, "recado": self.instance, "asunto": asunto_de(self.instance.clave or "")}


class CartaPanel(FieldPanel):
    """The text of a letter in ``idioma``, and beside it the marks that it may have, each with an example."""

    def __init__(self, field_name, idioma, **opciones):
        opciones["help_text"] = _("Lo que va entre llaves se llena al enviarla.")
        super().__init__(field_name, **opciones)
        self.idioma = idioma

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "idioma": self.idioma}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "intercambios/admin/includes/carta.html"

        def get_context_data(self, parent_context=None):
            carta = self.instance
            marcas = carta.explicadas(carta.Ocasion(carta.ocasion), self.panel.idioma)
            return {
                **super().get_context_data(parent_context),
                "marcas": marcas,
                "idioma_de_la_carta": self.panel.idioma,
                "no_en_el_asunto": [una.marca for una in marcas if not una.en_el_asunto],
            }
