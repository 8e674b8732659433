"""Supply and demand in the admin: the initiatives, which are internal, and what is announced of them."""

from functools import wraps

from django.contrib.admin.utils import unquote
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from actores.grupos import es_solo_punto_focal
from base.hojas import ListaSinFormulas
from publicables.panels import ElegirPracticaPanel
from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet

from .iniciativas import anotar_estado
from .models import Anuncio, Iniciativa


class IniciativaForm(WagtailAdminModelForm):
    """A punto focal writes for their entity only; of the states, those that may follow."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if es_solo_punto_focal(self.for_user):
            self.fields.pop("entidad", None)
            self.instance.entidad_id = self.for_user.entidad_id
        if self.instance.pk:
            estado = self.instance.estado
            posibles = (estado, *Iniciativa.SIGUIENTES[estado])
            self.fields["estado"].choices = [par for par in Iniciativa.Estado.choices if par[0] in posibles]
            self.fields["estado"].error_messages["invalid_choice"] = Iniciativa.no_se_pasa_de(estado)


class ListaView(ListaSinFormulas):
    @property
    def header_buttons(self):
        return [
            *super().header_buttons,
            HeaderButton(_("Tablero"), reverse("iniciativas_tablero"), icon_name="list-ul"),
            HeaderButton(_("Por sector"), reverse("iniciativas_matriz"), icon_name="table"),
        ]


class IniciativaCreateView(CreateView):
    def save_instance(self):
        iniciativa = super().save_instance()
        anotar_estado(iniciativa, "", self.request.user)
        return iniciativa


class IniciativaEditView(EditView):
    def save_instance(self):
        antes = Iniciativa.objects.values_list("estado", flat=True).get(pk=self.object.pk)
        iniciativa = super().save_instance()
        if iniciativa.estado != antes:
            anotar_estado(iniciativa, antes, self.request.user)
        return iniciativa


class IniciativaViewSet(SnippetViewSet):
    model = Iniciativa
    icon = "pick"
    menu_label = _("Iniciativas")
    index_view_class = ListaView
    add_view_class = IniciativaCreateView
    edit_view_class = IniciativaEditView
    copy_view_enabled = False
    inspect_view_enabled = True
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "titulo",
        Column("clase", label=_("Clase"), accessor="get_clase_display", sort_key="clase"),
        "entidad",
        Column("sector", label=_("Sector"), accessor="de_que_sector"),
        Column("estado", label=_("Estado"), accessor="get_estado_display", sort_key="estado"),
        Column("monto", label=_("Monto estimado"), accessor="cuanto"),
        "modificada",
    ]
    list_filter = ["clase", "estado", "modalidad", "sector", "transversal", "entidad", "tema"]
    list_export = [
        *("codigo_sico", "titulo", "get_clase_display", "entidad", "de_que_sector", "tema", "get_modalidad_display"),
        *("descripcion", "monto", "moneda", "contrapartida", "get_estado_display", "motivo", "socios_en_palabras"),
        *("practica", "reservada", "creada", "modificada"),
    ]
    export_headings = {
        "codigo_sico": _("Código en el SICO"),
        "get_clase_display": _("Clase"),
        "de_que_sector": _("Sector"),
        "get_modalidad_display": _("Modalidad"),
        "get_estado_display": _("Estado"),
        "socios_en_palabras": _("Socios"),
    }
    export_filename = "iniciativas"
    search_fields = ["titulo", "descripcion", "codigo_sico"]
    ordering = ["-modificada"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("titulo"),
                    FieldRowPanel([FieldPanel("clase"), FieldPanel("modalidad")]),
                    FieldPanel("entidad"),
                    FieldRowPanel([FieldPanel("sector"), FieldPanel("transversal")]),
                    FieldPanel("tema"),
                    FieldPanel("descripcion"),
                    ElegirPracticaPanel("practica"),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(content=_("Lo que está en monedas distintas no se suma nunca.")),
                    FieldRowPanel([FieldPanel("monto"), FieldPanel("moneda")]),
                    FieldPanel("contrapartida"),
                    InlinePanel(
                        "socios",
                        [FieldPanel("actor"), FieldPanel("papel")],
                        label=_("socio"),
                        heading=_("Socios"),
                    ),
                ],
                heading=_("Con qué y con quién"),
            ),
            MultiFieldPanel(
                [FieldPanel("estado"), FieldPanel("motivo"), FieldPanel("codigo_sico")], heading=_("Cómo va")
            ),
            MultiFieldPanel(
                [FieldPanel("reservada"), FieldPanel("se_puede_anunciar")], heading=_("Qué se cuenta al público")
            ),
        ],
        base_form_class=IniciativaForm,
    )

    def get_queryset(self, request):
        return (
            Iniciativa.objects.de(request.user)
            .select_related("entidad", "sector", "tema", "practica")
            .prefetch_related("socios__actor")
        )

    def construct_view(self, view_class, **kwargs):
        """Whatever the door: what is of another entity is not there."""
        vista = super().construct_view(view_class, **kwargs)

        @wraps(vista)
        def solo_las_suyas(request, *args, **campos):
            if "pk" in campos:
                suyas = policy_registry.get_by_type(Iniciativa).instances_user_has_any_permission_for(
                    request.user, ["view", "change"]
                )
                if not _existe(suyas, unquote(str(campos["pk"]))):
                    raise Http404
            return vista(request, *args, **campos)

        return solo_las_suyas

    def register_chooser_viewset(self):
        """None: Wagtail's would list them to anybody who is in the admin."""


def _existe(filas, pk):
    return pk.isdecimal() and len(pk) < 19 and filas.filter(pk=int(pk)).exists()


class AnuncioViewSet(AvalableViewSet):
    model = Anuncio
    icon = "mail"
    menu_label = _("Lo que se anuncia")
    relaciones = ("sector", "entidad")  # type: ignore[assignment]  # of the base, empty
    list_display = ["nombre", "clase", "sector", "entidad", LE_FALTA, PUBLICACION, IDIOMA]
    list_filter = ["clase", "modalidad", "sector"]
    list_export = [
        *("nombre", "get_clase_display", "get_modalidad_display", "sector", "transversal", "entidad", *AL_EXPORTAR)
    ]
    export_headings = {"get_clase_display": _("Clase"), "get_modalidad_display": _("Modalidad"), **ENCABEZADOS}
    export_filename = "ofertas-y-demandas"
    ordering = ["nombre"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
                    FieldPanel("slug"),
                    FieldRowPanel([FieldPanel("clase"), FieldPanel("modalidad")]),
                    FieldRowPanel([FieldPanel("sector"), FieldPanel("transversal")]),
                    FieldPanel("entidad"),
                    FieldPanel("descripcion"),
                    FieldPanel("condiciones"),
                    ElegirPracticaPanel("practica"),
                ],
                heading=_("Qué es"),
            )
        ]
    )


class OfertaYDemandaGroup(SnippetViewSetGroup):
    menu_label = _("Oferta y demanda")
    menu_name = "oferta-y-demanda"
    menu_icon = "pick"
    menu_order = 220
    items = (IniciativaViewSet, AnuncioViewSet)
