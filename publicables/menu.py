"""The actions on what needs an aval and is no page, in the words of the people who send."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)

from actores.grupos import MODERACION, pertenece
from aval import tablero
from aval.models import Avalable
from aval.views_retiro import url_de

from .models import ESPANOL, Publicable


def donde_se_usa(snippet, user, next_url=None):
    """In the menu of each row: what names it (the ties name the Spanish original)."""
    if isinstance(snippet, Publicable) and snippet.locale.language_code == ESPANOL:
        yield Button(
            _("Dónde se usa"),
            reverse(snippet.snippet_viewset.get_url_name("usage"), args=[quote(snippet.pk)]),
            icon_name="link",
            priority=45,
        )


class EnviarMenuItem(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        instancia = parent_context.get("instance")
        devuelto = instancia and instancia.current_workflow_state
        context["label"] = _("Enviar de nuevo a la DDRI") if devuelto else _("Enviar a la DDRI")
        return context


class RetirarMenuItem(UnpublishMenuItem):
    label = _("Retirar del público")

    def is_shown(self, context):
        instancia = context.get("instance")
        return bool(instancia and instancia.live) and pertenece(context["request"].user, MODERACION)

    def get_url(self, context):
        return url_de("retirar", context["instance"])


class DecidirMenuItem(ActionMenuItem):
    """In the editor of a text that waits for the DDRI: the way to the screen where it is decided."""

    name = "action-decidir"
    label = _("Ir a la pantalla de decisión")
    icon_name = "check"
    template_name = "aval/decidir_menu_item.html"

    def is_shown(self, context):
        return bool(self.get_url(context))

    def get_url(self, context):
        instancia = context.get("instance")
        estado = instancia and instancia.current_workflow_task_state
        if not estado or estado.status != estado.STATUS_IN_PROGRESS:
            return None
        if getattr(estado.task.specific, "pantalla", None) and pertenece(context["request"].user, MODERACION):
            return tablero.pantalla_de(estado)
        return None


_NUESTRAS = {SubmitForModerationMenuItem: EnviarMenuItem, UnpublishMenuItem: RetirarMenuItem}


def acomodar(acciones, request, context):
    """Take away publishing, and put our own actions in the place of Wagtail's."""
    if not issubclass(context["model"], Avalable):
        return
    acomodadas: list[ActionMenuItem] = []
    for accion in acciones:
        if isinstance(accion, PublishMenuItem):
            continue
        nuestra = _NUESTRAS.get(type(accion))
        suya: Any = nuestra(order=accion.order) if nuestra else accion
        if suya.is_shown(context):
            acomodadas.append(suya)
    retirar, decidir = RetirarMenuItem(order=20), DecidirMenuItem(order=-10)
    if not any(isinstance(accion, RetirarMenuItem) for accion in acomodadas) and retirar.is_shown(context):
        acomodadas.append(retirar)
    if decidir.is_shown(context):
        acomodadas.insert(0, decidir)
    acciones[:] = acomodadas
