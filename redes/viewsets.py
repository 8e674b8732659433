"""Networks, platforms and cities in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from publicables.panels import ORGANIZACIONES
from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet
from vocabulario.viewsets import CiudadViewSet

from .models import Plataforma, Red

NOMBRES = MultiFieldPanel(
    [
        TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
        FieldPanel("sigla"),
        FieldPanel("otros_nombres", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("slug"),
    ],
    heading=_("Cómo se llama"),
)
CASILLAS = forms.CheckboxSelectMultiple


class RedViewSet(AvalableViewSet):
    model = Red
    icon = "globe"
    relaciones = ("sede",)
    list_display = ["nombre", "sigla", "tipo", "estado", LE_FALTA, PUBLICACION, IDIOMA]
    list_filter = ["tipo", "estado", "region", "temas"]
    list_export = [
        *("nombre", "sigla", "get_tipo_display", "get_region_display", "asunto", "get_estado_display"),
        *("desde_iso", "miembro_hasta", "fundada", "sede", "sitio_web", "sitio_web_en", *AL_EXPORTAR),
    ]
    export_headings = {
        "get_tipo_display": _("Tipo"),
        "get_region_display": _("Hasta dónde llega"),
        "get_estado_display": _("Membresía"),
        "desde_iso": _("Miembro desde"),
        **ENCABEZADOS,
    }
    export_filename = "redes"
    ordering = ["nombre"]
    edit_handler = ObjectList(
        [
            NOMBRES,
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("tipo"), FieldPanel("region")]),
                    FieldPanel("asunto"),
                    FieldPanel("temas", widget=CASILLAS),
                    FieldPanel("descripcion"),
                    FieldRowPanel([FieldPanel("fundada"), FieldPanel("sede")]),
                    FieldRowPanel([FieldPanel("sitio_web"), FieldPanel("sitio_web_en")]),
                    FieldRowPanel([FieldPanel("logo"), FieldPanel("logo_alt")]),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("bogota"),
                    FieldRowPanel([FieldPanel("estado"), FieldPanel("miembro_hasta")]),
                    FieldRowPanel([FieldPanel("miembro_desde"), FieldPanel("precision_desde")]),
                    InlinePanel("roles", label=_("papel"), heading=_("Papeles de Bogotá")),
                ],
                heading=_("Bogotá en la red"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(content=_("Datos personales: sin autorización no salen de la administración.")),
                    FieldRowPanel([FieldPanel("contacto_nombre"), FieldPanel("contacto_correo")]),
                    FieldRowPanel([FieldPanel("contacto_autoriza"), FieldPanel("contacto_autoriza_fecha")]),
                ],
                heading=_("Contacto en la DDRI"),
            ),
        ]
    )


class PlataformaViewSet(AvalableViewSet):
    model = Plataforma
    icon = "site"
    list_display = ["nombre", Column("quienes_son", label=_("Quién la lleva")), "desde", LE_FALTA, PUBLICACION, IDIOMA]
    list_export = ["nombre", "sigla", "quienes_son", "idiomas", "desde", "sitio_web", *AL_EXPORTAR]
    export_headings = {"quienes_son": _("Quién la lleva"), **ENCABEZADOS}
    export_filename = "plataformas"
    ordering = ["nombre"]
    edit_handler = ObjectList(
        [
            NOMBRES,
            MultiFieldPanel(
                [
                    ORGANIZACIONES,
                    FieldPanel("operador"),
                    MultipleChooserPanel("redes", chooser_field_name="red", heading=_("Redes que la llevan")),
                    FieldPanel("descripcion"),
                    FieldRowPanel([FieldPanel("desde"), FieldPanel("idiomas")]),
                    FieldRowPanel([FieldPanel("sitio_web"), FieldPanel("sitio_web_en")]),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [FieldPanel("que_pide"), FieldPanel("criterios"), FieldPanel("como_se_entra")],
                heading=_("Para entrar"),
            ),
        ]
    )


class RedesViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Redes")
    menu_name = "redes"
    menu_icon = "globe"
    menu_order = 210
    items = (RedViewSet, PlataformaViewSet, CiudadViewSet)
