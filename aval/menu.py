"""The actions on what needs an aval, in the editor of a page and of a snippet, in the words of the people who send."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin import action_menu as de_paginas
from wagtail.admin.ui.components import Component
from wagtail.snippets import action_menu as de_fragmentos

from actores.grupos import MODERACION, pertenece

from . import tablero
from .models import Avalable
from .views_retiro import url_de


def _texto(context):
    """What is open in the editor; None while it is made."""
    return context.get("page") or context.get("instance")


class _Enviar(Component):
    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        texto = _texto(parent_context)
        devuelto = texto and texto.current_workflow_state
        context["label"] = _("Enviar de nuevo a la DDRI") if devuelto else _("Enviar a la DDRI")
        return context


class EnviarPaginaMenuItem(_Enviar, de_paginas.SubmitForModerationMenuItem):
    pass


class EnviarFragmentoMenuItem(_Enviar, de_fragmentos.SubmitForModerationMenuItem):
    pass


class RetirarMenuItem(de_fragmentos.UnpublishMenuItem):
    label = _("Retirar del público")

    def is_shown(self, context):
        instancia = context.get("instance")
        return bool(instancia and instancia.live) and pertenece(context["request"].user, MODERACION)

    def get_url(self, context):
        return url_de("retirar", context["instance"])


class DecidirMenuItem(de_paginas.ActionMenuItem):
    """In the editor of a text that waits for the DDRI: the way to the screen where it is decided."""

    name = "action-decidir"
    label = _("Ir a la pantalla de decisión")
    icon_name = "check"
    template_name = "aval/decidir_menu_item.html"

    def is_shown(self, context):
        return bool(self.get_url(context))

    def get_url(self, context):
        texto = _texto(context)
        estado = texto and texto.current_workflow_task_state
        if not estado or estado.status != estado.STATUS_IN_PROGRESS:
            return None
        if getattr(estado.task.specific, "pantalla", None) and pertenece(context["request"].user, MODERACION):
            return tablero.pantalla_de(estado)
        return None


_NUESTRAS = {
    de_paginas.SubmitForModerationMenuItem: EnviarPaginaMenuItem,
    de_fragmentos.SubmitForModerationMenuItem: EnviarFragmentoMenuItem,
    de_fragmentos.UnpublishMenuItem: RetirarMenuItem,
}


def _nuestra(accion) -> Any:
    nuestra = _NUESTRAS.get(type(accion))
    return nuestra(order=accion.order) if nuestra else accion


def en_la_pagina(acciones, request, context):
    """Put our own actions in the place of Wagtail's."""
    acciones[:] = map(_nuestra, acciones)


def en_el_fragmento(acciones, request, context):
    """Take away publishing, and put our own actions in the place of Wagtail's."""
    if not issubclass(context["model"], Avalable):
        return
    acomodadas = [
        suya
        for accion in acciones
        if not isinstance(accion, de_fragmentos.PublishMenuItem) and (suya := _nuestra(accion)).is_shown(context)
    ]
    retirar, decidir = RetirarMenuItem(order=20), DecidirMenuItem(order=-10)
    if not any(isinstance(accion, RetirarMenuItem) for accion in acomodadas) and retirar.is_shown(context):
        acomodadas.append(retirar)
    if decidir.is_shown(context):
        acomodadas.insert(0, decidir)
    acciones[:] = acomodadas
