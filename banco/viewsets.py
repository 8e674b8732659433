"""The screens of what Comunicaciones keeps for the search."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from base.hojas import ListaSinFormulas

from .models import Equivalencia


class EquivalenciaViewSet(SnippetViewSet):
    model = Equivalencia
    icon = "search"
    menu_label = _("Palabras del buscador")
    menu_name = "equivalencias"
    menu_order = 721
    add_to_admin_menu = True
    index_view_class = ListaSinFormulas
    list_display = ["__str__", Column("get_idioma_display", label=_("Idioma"), sort_key="idioma"), "nota"]
    list_filter = ["idioma"]
    list_export = ["idioma", "palabras", "nota"]
    list_per_page = 100
    search_fields = ["palabras", "nota"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [FieldPanel("idioma"), FieldPanel("palabras"), FieldPanel("nota")]
