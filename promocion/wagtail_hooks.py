from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button as SnippetListingButton

from actores.grupos import COMUNICACIONES, MODERACION, pertenece
from base.idiomas import ESPANOL
from eventos.models import Evento, Premio

from .views import CoberturaView, EncajanView, enlace_a_las_que_encajan


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("viajes/cobertura/", CoberturaView.as_view(), name="cobertura"),
        re_path(r"^viajes/encajan/(?P<clase>evento|premio)/(?P<pk>\d+)/$", EncajanView.as_view(), name="encajan"),
    ]


@hooks.register("register_reports_menu_item")
def cobertura_en_informes():
    return CoberturaMenuItem(_("Cobertura de las redes"), reverse("cobertura"), icon_name="globe", order=900)


class CoberturaMenuItem(MenuItem):
    def is_shown(self, request):
        return pertenece(request.user, COMUNICACIONES, MODERACION)


@hooks.register("register_snippet_listing_buttons")
def practicas_que_encajan(snippet, user, next_url=None):
    if isinstance(snippet, (Evento, Premio)) and snippet.locale.language_code == ESPANOL:
        texto, url = enlace_a_las_que_encajan(snippet)
        yield SnippetListingButton(texto, url, icon_name="pick", priority=40)
