"""The editor of what needs an aval and is no page: its actions, in the words of the people who send."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from actores.grupos import MODERACION, pertenece
from aval import tablero
from aval.models import Avalable
from aval.views_retiro import url_de
from base.widgets import ElegirFragmento

from .models import Publicable
from .models.publicable import ESPANOL


class _Buscador(SearchFilterMixin, BaseFilterForm):
    """A search; and no choice of language, where there is one only."""


class _EnEspanol:
    filter_form_class = _Buscador

    def get_object_list(self):
        # By the column that the search indexes.
        return super().get_object_list().filter(locale_id=Locale.objects.get(language_code=ESPANOL).pk)


class ElegirView(_EnEspanol, ChooseView):
    pass


class ElegirResultadosView(_EnEspanol, ChooseResultsView):
    pass


class ElegirOriginalViewSet(SnippetChooserViewSet):
    """Offers the Spanish originals only: they are what a tie names, in whatever language it is read."""

    choose_view_class = ElegirView
    choose_results_view_class = ElegirResultadosView
    page_title = _("Elegir")
    base_widget_class = ElegirFragmento


IDIOMA = LocaleColumn(label=_("Idioma"))
PUBLICACION = LiveStatusTagColumn(label=_("Publicación"))
# What every export ends with.
AL_EXPORTAR = ["locale", "status_string", "full_url"]
ENCABEZADOS = {"locale": _("Idioma"), "status_string": _("Publicación"), "full_url": _("Dirección")}


class ListaView(SnippetViewSet.index_view_class):
    def search_queryset(self, queryset):
        """Search first and filter then: the index of the search does not know what the filters ask for."""
        if not self.is_searching:
            return queryset
        encontrados = super().search_queryset(self.model.objects.all())
        return queryset.filter(pk__in=[uno.pk for uno in encontrados])


class AvalableEditView(EditView):
    @cached_property
    def header_more_buttons(self):
        """In the editor too what the listing offers: the history of avales, the English version."""
        botones = list(super().header_more_buttons)
        for hook in hooks.get_hooks("register_snippet_listing_buttons"):
            botones.extend(hook(self.object, self.request.user, self.request.path))
        return botones


class AvalableViewSet(SnippetViewSet):
    """A snippet under the aval: what every kind has in common."""

    index_view_class = ListaView
    edit_view_class = AvalableEditView
    copy_view_enabled = False
    list_per_page = 50
    list_export = AL_EXPORTAR
    export_headings = ENCABEZADOS
    inspect_view_enabled = True
    add_to_admin_menu = False
    chooser_viewset_class = ElegirOriginalViewSet
    chooser_per_page = 25
    # Relations that a row of the listing reads.
    relaciones = ()

    def get_queryset(self, request):
        return self.model.objects.select_related("locale", *self.relaciones)


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
    acomodadas = []
    for accion in acciones:
        if isinstance(accion, PublishMenuItem):
            continue
        nuestra = _NUESTRAS.get(type(accion))
        accion = nuestra(order=accion.order) if nuestra else accion
        if accion.is_shown(context):
            acomodadas.append(accion)
    retirar, decidir = RetirarMenuItem(order=20), DecidirMenuItem(order=-10)
    if not any(isinstance(accion, RetirarMenuItem) for accion in acomodadas) and retirar.is_shown(context):
        acomodadas.append(retirar)
    if decidir.is_shown(context):
        acomodadas.insert(0, decidir)
    acciones[:] = acomodadas
