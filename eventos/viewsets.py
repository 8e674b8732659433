"""Events, awards and recognitions in the admin."""

import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from redes.acciones import AvalableViewSet
from redes.viewsets import CASILLAS, NOMBRES

from .models import Evento, Premio, Reconocimiento
from .models.premio import edicion_que_choca


class ZonaSelect(forms.Select):
    """All the time zones, those of the Americas first."""

    def __init__(self, attrs=None):
        zonas = sorted(zoneinfo.available_timezones(), key=lambda zona: (not zona.startswith("America/"), zona))
        super().__init__(attrs, choices=[(zona, zona.replace("_", " ")) for zona in zonas if "/" in zona])


class PremioForm(WagtailAdminModelForm):
    """The editions among themselves: a year once, and calls that do not overlap; beside the field."""

    def is_valid(self):
        valido = super().is_valid()
        filas = self.formsets["ediciones"].forms if "ediciones" in self.formsets else []
        vivas = [fila for fila in filas if getattr(fila, "cleaned_data", None) and not fila.cleaned_data.get("DELETE")]
        limpias = [fila for fila in vivas if not fila.errors and fila.cleaned_data.get("anio")]
        if choque := edicion_que_choca([fila.instance for fila in limpias]):
            edicion, campo, frase = choque
            next(fila for fila in limpias if fila.instance is edicion).add_error(campo, frase)
            return False
        return valido


class EventoViewSet(AvalableViewSet):
    model = Evento
    icon = "calendar"
    list_display = [
        "nombre",
        "tipo",
        DateColumn("fecha_inicio", label=_("Empieza"), sort_key="fecha_inicio"),
        "ciudad",
        "estado",
        Column("locale", label=_("Idioma")),
    ]
    list_filter = ["tipo", "estado", "ciudad__pais", "temas"]
    list_export = ["nombre", "tipo", "estado", "fecha_inicio", "fecha_fin", "zona", "ciudad", "organizadores", "live"]
    export_filename = "eventos"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    TitleFieldPanel("nombre", targets=["slug"]),
                    FieldPanel("slug"),
                    FieldRowPanel([FieldPanel("tipo"), FieldPanel("estado")]),
                    FieldPanel("descripcion"),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("fecha_inicio"), FieldPanel("hora_inicio")]),
                    FieldRowPanel([FieldPanel("fecha_fin"), FieldPanel("hora_fin")]),
                    FieldRowPanel([FieldPanel("precision"), FieldPanel("zona", widget=ZonaSelect)]),
                ],
                heading=_("Cuándo"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("ciudad"), FieldPanel("lugar")]), FieldPanel("enlace_virtual")],
                heading=_("Dónde"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("organizadores"),
                    MultipleChooserPanel("redes", chooser_field_name="red", heading=_("Redes")),
                    FieldPanel("temas", widget=CASILLAS),
                    FieldPanel("ods", widget=CASILLAS),
                ],
                heading=_("De quién y sobre qué"),
            ),
            MultiFieldPanel(
                [
                    InlinePanel("presentaciones", label=_("práctica"), heading=_("Prácticas presentadas")),
                    FieldPanel("programa"),
                    FieldRowPanel([FieldPanel("enlace_inscripcion"), FieldPanel("enlace_grabacion")]),
                    FieldPanel("sitio_web"),
                    InlinePanel("documentos", label=_("documento"), heading=_("Documentos")),
                    InlinePanel("imagenes", label=_("imagen"), heading=_("Imágenes")),
                ],
                heading=_("Contenido"),
            ),
        ]
    )


class PremioViewSet(AvalableViewSet):
    model = Premio
    icon = "pick"
    list_display = ["sigla", "nombre", "ritmo", Column("locale", label=_("Idioma"))]
    list_filter = ["ritmo", "temas"]
    list_export = ["nombre", "sigla", "ritmo", "otros_organizadores", "sitio_web", "live"]
    export_filename = "premios"
    edit_handler = ObjectList(
        [
            NOMBRES,
            MultiFieldPanel(
                [
                    MultipleChooserPanel(
                        "organizadores", chooser_field_name="red", heading=_("Redes que lo organizan")
                    ),
                    FieldPanel("otros_organizadores"),
                    FieldPanel("ritmo"),
                    FieldPanel("descripcion"),
                    FieldPanel("temas", widget=CASILLAS),
                    FieldPanel("ods", widget=CASILLAS),
                    FieldPanel("sitio_web"),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    InlinePanel("categorias", label=_("categoría"), heading=_("Categorías")),
                    FieldPanel("criterios"),
                    FieldPanel("que_pide"),
                    FieldPanel("pide_ingles"),
                ],
                heading=_("Para postular"),
            ),
            InlinePanel("ediciones", label=_("edición"), heading=_("Ediciones")),
        ],
        base_form_class=PremioForm,
    )


class ReconocimientoViewSet(AvalableViewSet):
    model = Reconocimiento
    icon = "success"
    list_display = ["__str__", "resultado", "practica", Column("locale", label=_("Idioma"))]
    list_filter = ["premio", "resultado", "anio"]
    list_export = ["premio", "anio", "categoria", "resultado", "practica", "fecha", "enlace", "live"]
    export_filename = "reconocimientos"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("premio"),
                    FieldRowPanel([FieldPanel("anio"), FieldPanel("resultado")]),
                    FieldPanel("categoria"),
                    PageChooserPanel("practica", "practicas.PracticaPage"),
                    FieldPanel("motivo"),
                ],
                heading=_("Qué se reconoció"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("fecha"), FieldPanel("enlace")]), FieldPanel("evidencia")],
                heading=_("Evidencia"),
            ),
        ]
    )


class EventosViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Premios y eventos")
    menu_name = "eventos"
    menu_icon = "calendar"
    menu_order = 220
    items = (EventoViewSet, PremioViewSet, ReconocimientoViewSet)
