"""Wagtail's editors, each text in its turn: who comes second sees what the first one did, before deciding anything.

Wagtail looks at how a text stands, and acts on it some queries later. Between the two another person may have sent it,
or the same one with a second click. Here the view that a form was sent to starts again from its beginning, inside an
``acto`` on the text: what it finds then is what there is.
"""

from wagtail.admin import messages
from wagtail.models import WorkflowState

from base import mensajes
from base.prestado import prestado

from . import actos
from .errores import YaEnviado, YaResuelto
from .models import Avalable

prestado(
    "wagtail.admin.views.pages.edit.EditView",
    por="A button of the editor that comes after another person acted is told by its name in the form only.",
    dice=("action-cancel-workflow", "action-restart-workflow", "action-submit"),
)

# Buttons of the editor that need a workflow that has not ended.
_DE_UN_ENVIO = ("action-cancel-workflow", "action-restart-workflow")


def en_su_turno(request, *objetos):
    """For a hook that comes before a view: the answer of the view itself, done in an ``acto`` on ``objetos``.

    None when there is nothing to do, or when the view is already in its turn.
    """
    if request.method != "POST" or getattr(request, "_en_su_turno", False):
        return None
    ruta = request.resolver_match

    def de_nuevo():
        mensajes.olvidar(request)  # what a try that was undone had said is not true
        return ruta.func(request, *ruta.args, **ruta.kwargs)

    request._en_su_turno = True
    try:
        return actos.en_un_acto(de_nuevo, *objetos)
    finally:
        request._en_su_turno = False


def al_editar(request, objeto):
    """The same for an editor; a button that comes late is answered with its sentence, and what was typed stays."""
    if not isinstance(objeto, Avalable):
        return None
    if respuesta := en_su_turno(request, objeto):
        return respuesta
    if request.method == "POST":
        estado = objeto.current_workflow_state
        if estado is None and any(boton in request.POST for boton in _DE_UN_ENVIO):
            raise YaResuelto
        if estado and estado.status == WorkflowState.STATUS_IN_PROGRESS and "action-submit" in request.POST:
            messages.error(
                request, str(YaEnviado())
            )  # the text is locked by now: the editor opens again as it was sent
    return None
