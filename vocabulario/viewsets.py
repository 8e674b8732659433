"""The screens of the closed lists."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from actores.viewsets import PANELES_DE_LISTA
from base.hojas import ListaSinFormulas

from .models import ODS, Ciudad, ConjuntoDeCriterios, Criterio, PalabraClave, Poblacion, Subtema, Tema


class ElegirCiudadViewSet(SnippetChooserViewSet):
    page_title = _("Elegir")
    creation_tab_label = _("Agregar una ciudad")
    form_fields = ["nombre_es", "nombre_en", "codigo", "pais", "latitud", "longitud"]


class CiudadViewSet(SnippetViewSet):
    model = Ciudad
    index_view_class = ListaSinFormulas
    chooser_viewset_class = ElegirCiudadViewSet
    icon = "site"
    list_display = ["nombre_es", "nombre_en", Column("pais", label=_("País"))]
    list_filter = ["pais"]
    list_export = ["codigo", "nombre_es", "nombre_en", "pais", "latitud", "longitud"]
    panels = [
        *PANELES_DE_LISTA[:3],
        FieldPanel("pais"),
        FieldRowPanel([FieldPanel("latitud"), FieldPanel("longitud")]),
    ]


class TemaViewSet(SnippetViewSet):
    model = Tema
    index_view_class = ListaSinFormulas
    icon = "folder-open-inverse"
    list_display = ["nombre_es", "nombre_en", "orden"]
    panels = PANELES_DE_LISTA


class SubtemaViewSet(SnippetViewSet):
    model = Subtema
    index_view_class = ListaSinFormulas
    icon = "folder-inverse"
    list_display = ["nombre_es", "tema", "orden"]
    list_filter = ["tema"]
    panels = [FieldPanel("tema"), *PANELES_DE_LISTA]


class PoblacionViewSet(SnippetViewSet):
    model = Poblacion
    index_view_class = ListaSinFormulas
    icon = "group"
    list_display = ["nombre_es", "nombre_en", "orden"]
    panels = PANELES_DE_LISTA


class CriterioViewSet(SnippetViewSet):
    model = Criterio
    index_view_class = ListaSinFormulas
    icon = "tick-inverse"
    list_display = ["nombre_es", "basico", "orden"]
    panels = [
        *PANELES_DE_LISTA,
        FieldPanel("basico"),
        FieldPanel("pregunta_es"),
        FieldPanel("pregunta_en"),
        FieldPanel("fuente"),
    ]


class ConjuntoDeCriteriosViewSet(SnippetViewSet):
    model = ConjuntoDeCriterios
    index_view_class = ListaSinFormulas
    icon = "list-ol"
    list_display = ["nombre_es", "fuente"]
    panels = [
        *PANELES_DE_LISTA,
        FieldPanel("fuente"),
        InlinePanel(
            "exigencias",
            heading=_("Qué pide"),
            label=_("criterio"),
            panels=[FieldPanel("criterio"), FieldPanel("pide_es"), FieldPanel("pide_en")],
        ),
    ]


class ODSViewSet(SnippetViewSet):
    model = ODS
    index_view_class = ListaSinFormulas
    icon = "globe"
    list_display = ["orden", "nombre_es", "nombre_en"]
    panels = PANELES_DE_LISTA


class PalabraClaveFilterSet(WagtailFilterSet):
    sin_ingles = django_filters.ChoiceFilter(
        method="las_que_faltan", label=_("Sin su inglés"), choices=[("si", _("Sí"))]
    )

    class Meta:
        model = PalabraClave
        fields = ()

    def las_que_faltan(self, palabras, nombre, valor):
        return palabras.filter(nombre_en="")


class PalabraClaveViewSet(SnippetViewSet):
    """Those of the fichas: nobody adds or deletes one here."""

    model = PalabraClave
    index_view_class = ListaSinFormulas
    icon = "tag"
    list_display = ["__str__", Column("nombre_en", label=_("En inglés"))]
    list_export = ["etiqueta", "nombre_en"]
    list_per_page = 50
    search_fields = ["etiqueta__name", "nombre_en"]
    search_backend_name = None
    filterset_class = PalabraClaveFilterSet
    panels = [FieldPanel("etiqueta", read_only=True), FieldPanel("nombre_en")]

    def get_queryset(self, request):
        return PalabraClave.objects.select_related("etiqueta")


class ListasViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Listas del Banco")
    menu_name = "listas"
    menu_icon = "list-ul"
    menu_order = 710
    items = (
        TemaViewSet,
        SubtemaViewSet,
        PoblacionViewSet,
        CriterioViewSet,
        ConjuntoDeCriteriosViewSet,
        ODSViewSet,
        PalabraClaveViewSet,
    )
