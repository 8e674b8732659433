"""Supply and demand in the admin: addresses, menu, buttons and log."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .iniciativas import CAMBIO
from .models import Iniciativa
from .politica import PoliticaDeIniciativas
from .views_iniciativas import AnunciarView, MatrizView, TableroView
from .viewsets_iniciativas import OfertaYDemandaGroup

register_permission_policy(Iniciativa, PoliticaDeIniciativas(Iniciativa))
register_snippet(OfertaYDemandaGroup)


@hooks.register("register_admin_urls")
def direcciones_de_iniciativas():
    return [
        path("iniciativas/tablero/", TableroView.as_view(), name="iniciativas_tablero"),
        path("iniciativas/por-sector/", MatrizView.as_view(), name="iniciativas_matriz"),
        path("iniciativas/<int:pk>/anunciar/", AnunciarView.as_view(), name="iniciativas_anunciar"),
    ]


@hooks.register("insert_global_admin_css")
def estilos_del_sistema():
    return format_html('<link rel="stylesheet" href="{}">', static("sistema/admin.css"))


@hooks.register("register_snippet_listing_buttons")
def preparar_el_anuncio(snippet, user, next_url=None):
    if not isinstance(snippet, Iniciativa):
        return
    if snippet.anuncio_id and user.has_perm("sistema.change_anuncio"):
        url = reverse("wagtailsnippets_sistema_anuncio:edit", args=[snippet.anuncio_id])
        yield Button(_("Ver el anuncio"), url, icon_name="mail", priority=40)
    elif user.has_perm("sistema.add_anuncio"):
        url = reverse("iniciativas_anunciar", args=[snippet.pk])
        yield Button(_("Preparar el anuncio"), url, icon_name="mail", priority=40)


@hooks.register("register_log_actions")
def acciones_de_iniciativas(registro):
    @registro.register_action(CAMBIO)
    class CambioDeEstado(LogFormatter):
        label = gettext_lazy("Cambiar el estado de una iniciativa")

        def format_message(self, entrada):
            datos = entrada.data
            if not datos.get("de"):
                return _("Empieza en «%(a)s»") % {"a": datos.get("a", "")}
            frase = _("De «%(de)s» a «%(a)s»") % {"de": datos["de"], "a": datos.get("a", "")}
            return f"{frase}: {datos['motivo']}" if datos.get("motivo") else frase
