"""The screens of what needs an aval and is no page: what every kind has in common."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn
from wagtail.models import Locale
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from base.hojas import ListaSinFormulas
from base.idiomas import ESPANOL

from .models import POR_QUIENES, ConOrganizaciones


class _Buscador(SearchFilterMixin, BaseFilterForm):
    """A search; and no choice of language, where there is one only."""


class _EnEspanol:
    filter_form_class = _Buscador

    def get_object_list(self):
        # By the column that the search indexes.
        objetos = super().get_object_list()  # type: ignore[misc]  # of the view that it is mixed with
        return objetos.filter(locale_id=Locale.objects.get(language_code=ESPANOL).pk)


class ElegirView(_EnEspanol, ChooseView):
    pass


class ElegirResultadosView(_EnEspanol, ChooseResultsView):
    pass


class ElegirOriginalViewSet(SnippetChooserViewSet):
    """Offers the Spanish originals only: they are what a tie names, in whatever language it is read."""

    choose_view_class = ElegirView
    choose_results_view_class = ElegirResultadosView
    page_title = _("Elegir")


IDIOMA = LocaleColumn(label=_("Idioma"))
SE_NOMBRAN = 3  # of what a row lacks; of the rest, how many


def _le_falta(objeto):
    """In words, what its page would be richer with."""
    faltan = objeto.le_falta()
    dichos = ", ".join(faltan[:SE_NOMBRAN])
    if len(faltan) > SE_NOMBRAN:
        return _("%(algunos)s y %(n)s más") % {"algunos": dichos, "n": len(faltan) - SE_NOMBRAN}
    return dichos or _("Nada")


LE_FALTA = Column("le_falta", label=_("Le falta"), accessor=_le_falta)
PUBLICACION = LiveStatusTagColumn(label=_("Publicación"))
# What every export ends with.
AL_EXPORTAR = ["locale", "status_string", "full_url"]
ENCABEZADOS = {"locale": _("Idioma"), "status_string": _("Publicación"), "full_url": _("Dirección")}


class ListaView(ListaSinFormulas):
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
        objetos = self.model.objects.con_estado().select_related("locale", *self.relaciones)
        return objetos.prefetch_related(POR_QUIENES) if issubclass(self.model, ConOrganizaciones) else objetos
