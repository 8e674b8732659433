from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem

from aval.permisos import puede_leer_su_historia
from practicas.models import PracticaPage

from .servicio import ultimo_favorable


@hooks.register("register_admin_urls")
def direcciones():
    return [path("estudio/", include("estudio.urls"))]


class BotonDeLoEncontrado(PageMenuItem):
    label = _("Lo que encontró la DDRI")
    icon_name = "form"

    def is_shown(self, user):
        return isinstance(self.page, PracticaPage) and puede_leer_su_historia(user, self.page)

    @cached_property
    def url(self):
        return reverse("estudio:encontrado", args=[self.page.pk])


@hooks.register("register_page_header_buttons")
def lo_encontrado_en_la_pagina(page, user, view_name, next_url=None):
    yield BotonDeLoEncontrado(page=page, priority=67)


class EstudioEnElAval(Component):
    """What the study found, folded, beside the text that waits for its aval."""

    template_name = "estudio/en_el_aval.html"

    def __init__(self, estudio):
        self.estudio = estudio

    def get_context_data(self, parent_context):
        return {"estudio": self.estudio, "valoraciones": self.estudio.valoraciones.select_related("criterio")}


@hooks.register("al_lado_del_aval")
def estudio_al_lado_del_aval(request, objeto):
    estudio = ultimo_favorable(objeto) if isinstance(objeto, PracticaPage) else None
    return EstudioEnElAval(estudio) if estudio else None
