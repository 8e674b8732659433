"""On top of the editor, until it is answered: the letter with which the DDRI returned the text."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.models import WorkflowState


class CartaPanel(Panel):
    """Shown while the text of the form is returned and not sent again. What it asks for is in the letter."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "aval/carta_en_el_editor.html"

        def is_shown(self):
            return bool(self.tarea)

        @cached_property
        def tarea(self):
            """The task that was answered with the letter, or None."""
            estado = self.instance.current_workflow_state if self.instance and self.instance.pk else None
            if estado and estado.status == WorkflowState.STATUS_NEEDS_CHANGES:
                return estado.current_task_state
            return None
