"""The list of fichas: found by their newest title, their entity, where they stand, who writes them and since when."""

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import TextField
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Task

from actores.correo import direccion_completa
from actores.grupos import es_solo_punto_focal
from actores.models import Entidad
from base.hojas import ExportaSinFormulas
from base.idiomas import ESPANOL
from vocabulario.models import Tema

from . import lo_que_falta
from .models import PracticaPage
from .situacion import Situacion, con_situacion

# The word is also that of the cards of a list.
_FICHAS = pgettext_lazy("prácticas, en la administración", "Fichas")
_SOBRA = "practicas-sobra"  # what a telephone has no room for
# What they say is long, and no row shows it.
_PESADOS = [campo.name for campo in PracticaPage._meta.local_concrete_fields if isinstance(campo, TextField)]


class TituloColumn(PageTitleColumn):
    cell_template_name = "practicas/admin/titulo_de_ficha.html"


def _pasos():
    """The steps of the DDRI by the name that people read."""
    tareas = [tarea for tarea in Task.objects.filter(active=True).specific() if hasattr(tarea, "pantalla")]
    return [(tarea.pk, capfirst(tarea.nombre)) for tarea in tareas]


def _entidades(request):
    """Those of the fichas that there are; a punto focal has one."""
    if request and es_solo_punto_focal(request.user):
        return Entidad.objects.filter(pk=request.user.entidad_id)
    return Entidad.objects.filter(pk__in=PracticaPage.objects.order_by().values("entidad"))


def _quienes(request):
    suyas = PracticaPage.objects.order_by()
    if request and es_solo_punto_focal(request.user):
        suyas = suyas.filter(entidad=request.user.entidad_id)
    return get_user_model().objects.filter(pk__in=suyas.values("owner")).order_by("first_name", "last_name")


class FiltroDeFichas(WagtailFilterSet):
    situacion = django_filters.MultipleChoiceFilter(label=gettext_lazy("Dónde está"), choices=Situacion.choices)
    paso = django_filters.ChoiceFilter(label=gettext_lazy("Paso en la DDRI"), choices=_pasos, method="en_el_paso")
    entidad = django_filters.ModelChoiceFilter(label=gettext_lazy("Entidad"), queryset=_entidades)
    tema = django_filters.ModelChoiceFilter(label=gettext_lazy("Área temática"), queryset=Tema.objects.all())
    owner = django_filters.ModelChoiceFilter(label=gettext_lazy("Quién la empezó"), queryset=_quienes)
    desde = django_filters.DateFromToRangeFilter(label=gettext_lazy("Está así desde"), widget=DateRangePickerWidget)
    latest_revision_created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Último cambio"), widget=DateRangePickerWidget
    )

    class Meta:
        model = PracticaPage
        fields = ["situacion", "paso", "entidad", "tema", "owner", "desde", "latest_revision_created_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters.pop("locale", None)  # Wagtail's; all of them are in Spanish

    def en_el_paso(self, fichas, nombre, valor):
        return fichas.filter(situacion=Situacion.EN_LA_DDRI, paso=valor)


def _dia(momento):
    return date_format(localtime(momento), "SHORT_DATE_FORMAT") if momento else "—"


class FichasView(ExportaSinFormulas, IndexView):
    """The Spanish ones: how each stands in English is told by the report of the English."""

    model = PracticaPage
    index_url_name = "fichas:index"
    index_results_url_name = "fichas:index_results"
    page_title = _FICHAS
    show_locale_labels = False  # all of them are in Spanish
    default_ordering = "-latest_revision_created_at"
    filterset_class = FiltroDeFichas
    list_export = [
        *("titulo", "entidad", "donde", "paso_en_palabras", "desde", "tema", "subtema", "quien"),
        *("latest_revision_created_at", "first_published_at", "direccion"),
    ]
    export_headings = {
        "titulo": gettext_lazy("Título"),
        "entidad": gettext_lazy("Entidad"),
        "donde": gettext_lazy("Dónde está"),
        "paso_en_palabras": gettext_lazy("Paso en la DDRI"),
        "desde": gettext_lazy("Está así desde"),
        "tema": gettext_lazy("Área temática"),
        "subtema": gettext_lazy("Subtema"),
        "quien": gettext_lazy("Quién la empezó"),
        "latest_revision_created_at": gettext_lazy("Último cambio"),
        "first_published_at": gettext_lazy("Publicada por primera vez"),
        "direccion": gettext_lazy("Dirección"),
    }

    @cached_property
    def columns(self):
        entidad = [Column("entidad", label=_("Entidad"), sort_key="entidad__nombre_es", classname=_SOBRA)]
        # A punto focal does nothing to many at once (``middleware``).
        eligen = [BulkActionsColumn("bulk_actions")] if not es_solo_punto_focal(self.request.user) else []
        return [
            *eligen,
            TituloColumn("title", label=_("Ficha"), sort_key="draft_title", classname="title"),
            *(entidad if not es_solo_punto_focal(self.request.user) else []),
            Column("situacion", label=_("Dónde está"), accessor=self.donde, sort_key="situacion"),
            Column("desde", label=_("Desde"), accessor=lambda una: _dia(una.desde), sort_key="desde", classname=_SOBRA),
            Column("owner", label=_("Quién la empezó"), accessor=lambda una: una.owner or "—", classname=_SOBRA),
            DateColumn(
                "latest_revision_created_at",
                label=_("Último cambio"),
                sort_key="latest_revision_created_at",
                classname=_SOBRA,
            ),
        ]

    @cached_property
    def pasos(self):
        return dict(_pasos())

    def donde(self, ficha):
        """Where it stands, and at which step, in words."""
        palabras = Situacion(ficha.situacion).label
        if ficha.situacion == Situacion.EN_LA_DDRI and ficha.paso in self.pasos:
            return f"{palabras}: {self.pasos[ficha.paso]}"
        return palabras

    def get_base_queryset(self):
        fichas = PracticaPage.objects.filter(
            locale__language_code=ESPANOL,
            pk__in=self.permission_policy.explorable_instances(self.request.user).order_by().values("pk"),
        )
        fichas = con_situacion(fichas).select_related("entidad", "owner", "tema", "subtema", "locale")
        return self.annotate_queryset(fichas.defer(*_PESADOS))

    def annotate_queryset(self, pages):
        """What Wagtail's has, of pages that are all of one kind: they are not read twice, nor what they say."""
        pages = pages.prefetch_related("content_type", "sites_rooted_here").prefetch_workflow_states()
        return pages.annotate_has_untranslated_locale().annotate_site_root_state().annotate_approved_schedule()

    def search_queryset(self, queryset):
        """Search first and filter then: the index of the search does not know what the filters ask for."""
        if not self.is_searching:
            return queryset
        halladas = PracticaPage.objects.only("pk").order_by("pk").autocomplete(self.search_query)
        return queryset.filter(pk__in=[una.pk for una in halladas[: halladas.count()]])

    def get_table(self, object_list):
        faltan = lo_que_falta.por_ficha(object_list)
        for ficha in object_list:
            ficha.faltan = faltan.get(ficha.pk)
        return super().get_table(object_list)

    def get_context_data(self, **kwargs):
        # What is done to many here is what ``en_bloque`` has: nothing is published nor withdrawn from a list.
        return {**super().get_context_data(**kwargs), "model_opts": PracticaPage._meta}

    def get_filename(self):
        return "fichas"

    def to_row_dict(self, item):
        item.titulo, item.donde, item.quien = item.draft_title or item.title, self.donde(item), str(item.owner or "")
        item.paso_en_palabras = self.pasos.get(item.paso, "") if item.situacion == Situacion.EN_LA_DDRI else ""
        item.direccion = direccion_completa(item.url) if item.live and item.url else ""
        return super().to_row_dict(item)


class FichasViewSet(PageListingViewSet):
    """In the menu for whoever works with fichas."""

    model = PracticaPage
    name = "fichas"
    url_prefix = "lista-de-fichas"
    icon = "doc-full"
    menu_label = _FICHAS
    menu_order = 120
    add_to_admin_menu = True
    index_view_class = FichasView
    filterset_class = FiltroDeFichas
    columns = []

    def get_index_view_kwargs(self, **kwargs):
        suyos = super().get_index_view_kwargs(**kwargs)
        suyos.pop("columns")  # the view says them: they depend on who looks
        return suyos
