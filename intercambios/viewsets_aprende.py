"""Bogotá Aprende y Enseña in the admin: the texts for the public, the declared figures, the names of the phases."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from base.hojas import ListaSinFormulas
from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet

from .models import CifraDeclarada, Fase, Intercambio


class IntercambioViewSet(AvalableViewSet):
    model = Intercambio
    icon = "globe"
    menu_label = _("Intercambios contados")
    menu_name = "intercambios-contados"
    menu_order = 298
    add_to_admin_menu = True
    list_display = [
        "nombre",
        Column("linea", label=_("Línea"), accessor="get_linea_display"),
        "anio",
        LE_FALTA,
        PUBLICACION,
        IDIOMA,
    ]
    list_export = ["nombre", "linea", "anio", *AL_EXPORTAR]
    export_headings = ENCABEZADOS
    export_filename = "intercambios"
    ordering = ["-anio", "nombre"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(
                        content=_(
                            "Se prepara desde la hoja de su proceso, cuando está cerrado. Escrito aquí desde cero no "
                            "llega a tener aval. No nombre personas."
                        )
                    ),
                    TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
                    FieldPanel("slug"),
                    FieldRowPanel([FieldPanel("linea"), FieldPanel("anio")]),
                    FieldPanel("descripcion"),
                    FieldPanel("aprendizajes"),
                    FieldPanel("que_sigue"),
                    FieldPanel("con_encuesta"),
                ],
                heading=_("El intercambio, como se cuenta"),
            )
        ]
    )


class CifraDeclaradaViewSet(SnippetViewSet):
    """What documents declare. Each change is on record; the public page never adds them to what is counted."""

    model = CifraDeclarada
    icon = "list-ol"
    menu_label = _("Cifras declaradas y metas")
    menu_name = "cifras-declaradas"
    menu_order = 299
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = ListaSinFormulas
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "de_que",
        Column("clase", label=_("Clase"), accessor="get_clase_display", sort_key="clase"),
        Column("valor", label=_("Cifra"), accessor="dicho", sort_key="valor"),
        "periodo",
        "fuente_es",
    ]
    list_filter = ["clase"]
    list_export = [
        *("get_indicador_display", "get_clase_display", "get_calificador_display", "valor", "periodo"),
        *("fuente_es", "fuente_en", "enlace", "nota_es", "nota_en"),
    ]
    export_headings = {
        "get_indicador_display": _("Indicador"),
        "get_clase_display": _("Clase"),
        "get_calificador_display": _("Calificador"),
    }
    export_filename = "cifras-declaradas"
    search_fields = ["periodo", "fuente_es", "nota_es"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(
                        content=_(
                            "Lo que dice un documento, como lo dice. La página lo muestra al lado de lo que cuenta el "
                            "sistema y nunca lo suma. Sin fuente no hay cifra."
                        )
                    ),
                    FieldPanel("indicador"),
                    FieldPanel("clase"),
                    FieldRowPanel([FieldPanel("calificador"), FieldPanel("valor"), FieldPanel("periodo")]),
                ],
                heading=_("La cifra"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("fuente_es"),
                    FieldPanel("fuente_en"),
                    FieldPanel("enlace"),
                    FieldPanel("nota_es"),
                    FieldPanel("nota_en"),
                ],
                heading=_("De dónde sale"),
            ),
        ]
    )

    def register_chooser_viewset(self):
        pass  # nothing points at one


class FaseViewSet(SnippetViewSet):
    """What each phase is called and must leave: the sources do not name them all, and who knows writes it."""

    model = Fase
    icon = "tasks"
    menu_label = _("Fases de los métodos")
    menu_name = "fases"
    add_to_settings_menu = True
    menu_order = 720
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    ordering = ["metodo", "orden"]
    list_display = ["nombre", "metodo", "orden", "deja_es"]
    list_filter = ["metodo"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(
                        content=_("Sin nombre se llama por su número. El cambio se ve en los procesos en curso.")
                    ),
                    FieldPanel("metodo", read_only=True),
                    FieldPanel("orden", read_only=True),
                    FieldRowPanel([FieldPanel("nombre_es"), FieldPanel("nombre_en")]),
                    FieldPanel("deja_es"),
                    FieldPanel("deja_en"),
                ],
                heading=_("La fase"),
            )
        ]
    )

    def get_queryset(self, request):
        return Fase.objects.select_related("metodo")

    def register_chooser_viewset(self):
        pass
