"""What whoever sends a text reads, and where they land: on their dashboard, told what happens next."""

from django.contrib.messages import get_messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from .models import Avalable


def al_tablero(request, objeto):
    """Hook of what was just saved in an editor: if it was sent, to the dashboard; if not, None."""
    if request.method != "POST" or "action-submit" not in request.POST or not isinstance(objeto, Avalable):
        return None
    estado = objeto.current_workflow_state
    tarea = estado and estado.current_task_state
    if not tarea or tarea.status != TaskState.STATUS_IN_PROGRESS:
        return None
    for _dicho in get_messages(request):
        pass  # what Wagtail said of it is said here, in the words of the house
    correo = request.user.email
    frase = _("«%(titulo)s» está en la DDRI, en el paso «%(paso)s», y no cambia mientras lo leen.") % {
        "titulo": objeto.get_admin_display_title() if hasattr(objeto, "get_admin_display_title") else objeto,
        "paso": tarea.task.specific.nombre,
    }
    if correo:
        frase += " " + _("Cuando respondan le escribiremos a %(correo)s.") % {"correo": correo}
    messages.success(request, frase)
    return redirect("wagtailadmin_home")
