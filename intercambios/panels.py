"""What the desk shows of a message beside its fields."""

from wagtail.admin.panels import Panel

from .direcciones import asunto_de


class ALaManoPanel(Panel):
    """The public page that it is about, and a letter to who wrote: neither is a field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "intercambios/admin/a_la_mano.html"

        def get_context_data(self, parent_context=None):
            contexto = super().get_context_data(parent_context)
            return {**contexto, "recado": self.instance, "asunto": asunto_de(self.instance.clave or "")}
