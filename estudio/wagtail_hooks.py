from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem

from aval.permisos import puede_leer_su_historia
from base.idiomas import ESPANOL
from practicas.models import PracticaPage

from . import tablero
from .conversacion import lado_de
from .hilos import Conversacion
from .models import Lado
from .secciones import con_lo_que_cambio
from .servicio import ultimo_favorable


@hooks.register("register_admin_urls")
def direcciones():
    return [path("estudio/", include("estudio.urls"))]


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("estudio/estudio.css"))


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


class BotonDeLaConversacion(PageMenuItem):
    label = _("Conversación con la DDRI")
    icon_name = "comment"

    def is_shown(self, user):
        return (
            isinstance(self.page, PracticaPage)
            and self.page.locale.language_code == ESPANOL
            and puede_leer_su_historia(user, self.page)
        )

    @cached_property
    def url(self):
        return reverse("estudio:conversar", args=[self.page.pk])


@hooks.register("register_page_header_buttons")
def la_conversacion_en_la_pagina(page, user, view_name, next_url=None):
    yield BotonDeLaConversacion(page=page, priority=66)


class EnElEditor(Component):
    """On top of the editor of a ficha: what was asked of it and what was given back."""

    template_name = "estudio/en_el_editor.html"

    def __init__(self, conversacion):
        self.conversacion = conversacion

    def get_context_data(self, parent_context):
        url = reverse("estudio:conversar", args=[self.conversacion.practica.pk])
        return {"conversacion": self.conversacion, "url": url}


@hooks.register("encima_de_la_ficha")
def conversacion_encima_de_la_ficha(request, practica):
    suya = Conversacion(practica, lado_de(request.user, practica))
    return EnElEditor(suya) if suya or (suya.tarea and suya.lado == Lado.ENTIDAD) else None


hooks.register("que_se_pide_de_las_fichas", tablero.lo_que_se_pide)


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    paneles.extend(tablero.paneles(request))


class EstudioEnElAval(Component):
    """What the study found, folded, beside the text that waits for its aval."""

    template_name = "estudio/en_el_aval.html"

    def __init__(self, estudio):
        self.estudio = estudio

    def get_context_data(self, parent_context):
        return {"estudio": self.estudio, "valoraciones": con_lo_que_cambio(self.estudio)}


@hooks.register("al_lado_del_aval")
def estudio_al_lado_del_aval(request, objeto):
    estudio = ultimo_favorable(objeto) if isinstance(objeto, PracticaPage) else None
    return EstudioEnElAval(estudio) if estudio else None
