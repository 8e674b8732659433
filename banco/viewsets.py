"""The screens of what Comunicaciones keeps for the search."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from base.hojas import ListaSinFormulas

from .models import Equivalencia, Suscripcion


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


class ListaQueNoSale(IndexView):
    """A list that is read on the screen and taken nowhere, also by who writes the address of an export."""

    FORMATS = ()


class SuscripcionViewSet(SnippetViewSet):
    """To be counted, and deleted for who asks it otherwise. Not taken away to a spreadsheet, nor chosen."""

    model = Suscripcion
    icon = "mail"
    menu_label = _("Suscripciones por correo")
    menu_name = "suscripciones"
    menu_order = 302
    add_to_admin_menu = True
    index_view_class = ListaQueNoSale
    list_display = ["__str__", "correo", "idioma", "recibido", "confirmada", "ultima"]
    list_filter = ["idioma"]
    search_fields = ["correo", "pregunta"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel(campo, read_only=True)
        for campo in ("pregunta", "correo", "idioma", "recibido", "autorizado", "autorizacion", "confirmada", "ultima")
    ]

    def register_chooser_viewset(self):
        pass
