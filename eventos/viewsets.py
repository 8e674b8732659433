"""Events, awards and recognitions in the admin."""

import zoneinfo

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from aval.paginas import FormaDeAvalable
from publicables.panels import ORGANIZACIONES, ElegirPracticaPanel
from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet
from redes.viewsets import CASILLAS, NOMBRES

from .models import EdicionDePremio, Evento, Premio, Reconocimiento
from .models.premio import edicion_que_choca
from .templatetags.eventos_tags import fechas


class ZonaSelect(forms.Select):
    """All the time zones, those of the Americas first."""

    def __init__(self, attrs=None):
        zonas = sorted(zoneinfo.available_timezones(), key=lambda zona: (not zona.startswith("America/"), zona))
        super().__init__(attrs, choices=[(zona, zona.replace("_", " ")) for zona in zonas if "/" in zona])


class PremioForm(FormaDeAvalable):
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


class EventoFilterSet(WagtailFilterSet):
    fecha_inicio = DateFromToRangeFilter(label=_("Cuándo"), widget=DateRangePickerWidget)

    class Meta:
        model = Evento
        fields = ["tipo", "estado", "fecha_inicio", "ciudad__pais", "temas", "ods"]


class EventoViewSet(AvalableViewSet):
    model = Evento
    icon = "calendar"
    relaciones = ("ciudad",)
    list_display = [
        "nombre",
        "tipo",
        Column("fecha_inicio", label=_("Cuándo"), accessor=fechas, sort_key="fecha_inicio"),
        "ciudad",
        "estado",
        LE_FALTA,
        PUBLICACION,
        IDIOMA,
    ]
    filterset_class = EventoFilterSet
    list_export = [
        *("nombre", "get_tipo_display", "get_estado_display", "fecha_inicio", "hora_inicio", "fecha_fin", "hora_fin"),
        *("get_precision_display", "zona", "ciudad", "lugar", "quienes_son", "sitio_web", *AL_EXPORTAR),
    ]
    export_headings = {
        "get_tipo_display": _("Tipo"),
        "get_estado_display": _("Estado"),
        "hora_inicio": _("Hora de inicio"),
        "hora_fin": _("Hora de cierre"),
        "quienes_son": _("Quién lo organiza"),
        "get_precision_display": _("Qué tanto se conoce la fecha"),
        **ENCABEZADOS,
    }
    export_filename = "eventos"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
                    FieldPanel("slug"),
                    FieldRowPanel([FieldPanel("tipo"), FieldPanel("estado")]),
                    FieldPanel("descripcion"),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("fecha_inicio"), FieldPanel("hora_inicio", heading=_("Hora de inicio"))]),
                    FieldRowPanel([FieldPanel("fecha_fin"), FieldPanel("hora_fin", heading=_("Hora de cierre"))]),
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
                    ORGANIZACIONES,
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
    """With the next close of its calls, in one query for the whole listing."""

    model = Premio
    icon = "pick"
    list_display = [
        "nombre",
        "sigla",
        "ritmo",
        Column("cierra", label=_("Próximo cierre")),
        LE_FALTA,
        PUBLICACION,
        IDIOMA,
    ]
    list_filter = ["ritmo", "pide_ingles", "temas", "ods"]
    list_export = [
        "nombre",
        "sigla",
        "get_ritmo_display",
        "quienes_son",
        "sitio_web",
        "sitio_web_en",
        "cierra",
        *AL_EXPORTAR,
    ]
    export_headings = {
        "get_ritmo_display": _("Cada cuánto"),
        "quienes_son": _("Quién lo organiza"),
        "cierra": _("Próximo cierre"),
        **ENCABEZADOS,
    }
    export_filename = "premios"
    edit_handler = ObjectList(
        [
            NOMBRES,
            MultiFieldPanel(
                [
                    MultipleChooserPanel(
                        "organizadores", chooser_field_name="red", heading=_("Redes que lo organizan")
                    ),
                    ORGANIZACIONES,
                    FieldPanel("otros_organizadores"),
                    FieldPanel("ritmo"),
                    FieldPanel("descripcion"),
                    FieldPanel("temas", widget=CASILLAS),
                    FieldPanel("ods", widget=CASILLAS),
                    FieldRowPanel([FieldPanel("sitio_web"), FieldPanel("sitio_web_en")]),
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

    def get_queryset(self, request):
        cierres = EdicionDePremio.objects.filter(premio=OuterRef("pk"), cierra__gte=timezone.localdate())
        return super().get_queryset(request).annotate(cierra=Subquery(cierres.order_by("cierra").values("cierra")[:1]))


class ReconocimientoViewSet(AvalableViewSet):
    model = Reconocimiento
    icon = "success"
    relaciones = ("premio", "practica")
    list_display = ["__str__", "resultado", "practica", LE_FALTA, PUBLICACION, IDIOMA]
    list_filter = ["resultado", "anio"]
    list_export = [
        *("premio", "anio", "categoria", "get_resultado_display", "practica", "fecha", "enlace", *AL_EXPORTAR),
    ]
    export_headings = {"get_resultado_display": _("Resultado"), **ENCABEZADOS}
    export_filename = "reconocimientos"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("premio"),
                    FieldRowPanel([FieldPanel("anio"), FieldPanel("resultado")]),
                    FieldPanel("categoria"),
                    ElegirPracticaPanel("practica"),
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
