"""What awards ask, and what the city says of itself: kept by who prepares entries."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from base.hojas import ListaSinFormulas

from .models import Objetivo, TextoComun


def _renglon(*campos):
    return FieldRowPanel([FieldPanel(campo) for campo in campos])


class ObjetivoViewSet(SnippetViewSet):
    model = Objetivo
    menu_item_is_registered = True  # in the menu of awards: wagtail_hooks.py
    icon = "pick"
    index_view_class = ListaSinFormulas
    search_backend_name = None
    search_fields = ["nombre_es", "nombre_en", "organiza"]
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "llamado",
        "clase",
        Column("admite", label=_("¿Puede Bogotá?"), accessor="get_admite_display"),
        "verificado",
    ]
    list_filter = ["clase", "admite", "historico"]
    list_export = ["clave", "nombre_es", "nombre_en", "organiza", "admite", "edicion", "fuente", "verificado"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(template="promocion/admin/aviso_objetivo.html"),
                    _renglon("nombre_es", "nombre_en"),
                    _renglon("clave", "clase", "organiza"),
                    _renglon("premio", "plataforma"),
                    _renglon("edicion_anio", "edicion", "historico"),
                    _renglon("abre", "cierra"),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    _renglon("admite", "idiomas"),
                    _renglon("condiciones_es", "condiciones_en"),
                    InlinePanel(
                        "reglas",
                        heading=_("Reglas"),
                        label=_("regla"),
                        panels=[_renglon("codigo", "numero", "valor"), _renglon("dice_es", "dice_en")],
                    ),
                    _renglon("criterios_es", "criterios_en"),
                ],
                heading=_("Quién y qué puede postular"),
            ),
            MultiFieldPanel(
                [
                    _renglon("anexos_es", "anexos_en"),
                    _renglon("anexos_limite", "anexos_mb", "anexos_archivos"),
                    _renglon("total_limite", "total_maximo", "total_unidad"),
                ],
                heading=_("Anexos y extensión"),
            ),
            MultiFieldPanel(
                [
                    _renglon("nota_es", "nota_en"),
                    FieldPanel("fuente"),
                    FieldPanel("otras_fuentes"),
                    FieldPanel("verificado"),
                ],
                heading=_("De dónde sale"),
            ),
        ]
    )

    def register_chooser_viewset(self):
        pass


class TextoComunViewSet(SnippetViewSet):
    model = TextoComun
    menu_item_is_registered = True  # in the menu of awards: wagtail_hooks.py
    index_view_class = ListaSinFormulas
    icon = "doc-full-inverse"
    search_backend_name = None
    copy_view_enabled = False
    list_display = ["__str__", Column("clave", label=_("De qué"), accessor="get_clave_display"), "verificado"]
    panels = [
        _renglon("clave", "entidad"),
        FieldPanel("texto_es"),
        FieldPanel("texto_en"),
        _renglon("fuente", "verificado"),
    ]

    def register_chooser_viewset(self):
        pass
