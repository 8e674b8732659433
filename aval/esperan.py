"""Everything that waits for the DDRI, to be found and sorted: what does not fit on the dashboard."""

import django_filters
from django import forms
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.reports import ReportView
from wagtail.models import Task, TaskState

from actores.grupos import MODERACION, pertenece
from base.hojas import DE_CADA_VEZ, ExportaSinFormulas

from . import cartas, encargos
from .tablero import con_sus_textos, que_esperan


def _pasos():
    """The steps of the DDRI by the name that people read."""
    tareas = [tarea for tarea in Task.objects.filter(active=True).specific() if hasattr(tarea, "pantalla")]
    return [(tarea.pk, capfirst(tarea.nombre)) for tarea in tareas]


SIN_NADIE = "nadie"


def _lectores():
    return [(SIN_NADIE, _("Nadie todavía")), *((str(una.pk), str(una)) for una in encargos.quienes())]


class FiltroDeLoQueEspera(WagtailFilterSet):
    lee = django_filters.ChoiceFilter(label=_("Quién lo lee"), choices=_lectores, method="que_lee")
    task = django_filters.ChoiceFilter(label=_("Paso"), choices=_pasos)
    started_at = django_filters.DateFromToRangeFilter(label=_("Espera desde"), widget=DateRangePickerWidget)

    class Meta:
        model = TaskState
        fields = ["lee", "task", "started_at"]

    def que_lee(self, estados, nombre, valor):
        return estados.filter(encargo=None) if valor == SIN_NADIE else estados.filter(encargo__persona=valor)


class LoQueEsperaView(ExportaSinFormulas, ReportView):
    """The oldest first, by the title of what was sent."""

    model = TaskState
    page_title = _("Lo que espera a la DDRI")
    header_icon = "time"
    index_url_name = "lo_que_espera"
    index_results_url_name = "lo_que_espera_resultados"
    filterset_class = FiltroDeLoQueEspera
    default_ordering = "started_at"
    is_searchable = True
    search_backend_name = None
    search_fields = ["revision__object_str"]
    paginate_by = 50
    any_permission_required = None
    template_name = "aval/esperan.html"
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="taskstate"),
        TitleColumn(
            "titulo",
            label=_("Texto"),
            get_url=lambda uno: uno.url,
            get_title_id=lambda uno: f"taskstate_{uno.pk}_title",
            width="36%",
        ),
        Column("entidad", label=_("Entidad"), classname="aval-sobra"),
        Column("idioma", label=_("Idioma"), classname="aval-sobra"),
        Column("paso", label=_("Paso")),
        Column("lector", label=_("Quién lo lee"), classname="aval-sobra"),
        Column("quien", label=_("Lo envió"), classname="aval-sobra"),
        DateColumn("started_at", label=_("Espera desde"), sort_key="started_at"),
    ]
    list_export = ["titulo", "entidad", "idioma", "paso", "lector", "quien", "started_at", "hace"]
    export_headings = {
        "titulo": _("Texto"),
        "entidad": _("Entidad"),
        "idioma": _("Idioma"),
        "paso": _("Paso"),
        "lector": _("Quién lo lee"),
        "quien": _("Lo envió"),
        "started_at": _("Espera desde"),
        "hace": _("Hace"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not pertenece(request.user, MODERACION):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return que_esperan(self.request.user)

    def search_queryset(self, queryset):
        """By its title, or by who sent it and for which entity."""
        for palabra in (self.search_query or "").split():
            queryset = queryset.filter(
                Q(revision__object_str__icontains=palabra)
                | Q(workflow_state__requested_by__first_name__icontains=palabra)
                | Q(workflow_state__requested_by__last_name__icontains=palabra)
                | Q(workflow_state__requested_by__entidad__nombre_es__icontains=palabra)
                | Q(workflow_state__requested_by__entidad__sigla__icontains=palabra)
            )
        return queryset

    def get_filename(self):
        return "lo-que-espera"

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, model_opts=TaskState._meta, **kwargs)

    def get_table(self, object_list):
        return super().get_table(_leidos(object_list))

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(_de_a_pocos(queryset), spreadsheet_format)


class MenuDeLoQueEspera(MenuItem):
    def is_shown(self, request):
        return pertenece(request.user, MODERACION)


def _leidos(estados):
    """``estados`` (a slice of a queryset) with what their rows show."""
    filas = con_sus_textos(estados)
    for fila in filas:
        uno, objeto = fila["estado"], fila["objeto"]
        uno.titulo, uno.url, uno.paso = fila["titulo"], fila["url"], fila["paso"].nombre
        uno.entidad = getattr(objeto, "entidad", None) or ""
        uno.idioma = objeto.locale.get_display_name() if getattr(objeto, "locale_id", None) else ""
        uno.quien = uno.workflow_state.requested_by or "—"
        uno.lector = uno.encargo.persona if hasattr(uno, "encargo") else "—"
        uno.hace = timesince(uno.started_at)
    return [fila["estado"] for fila in filas]


def _de_a_pocos(estados):
    for desde in range(0, estados.count(), DE_CADA_VEZ):
        yield from _leidos(estados[desde : desde + DE_CADA_VEZ])


class EncargarForm(forms.Form):
    persona = forms.ModelChoiceField(
        label=_("Quién lo lee"),
        queryset=None,
        required=False,
        empty_label=_("Nadie: queda para quien lo tome"),
        help_text=_("Se le avisa por correo. Los demás de Moderación pueden leerlo y decidir igual que antes."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["persona"].queryset = encargos.quienes()  # type: ignore[attr-defined]  # a field of choices


class EncargarEnBloque(BulkAction):
    """Also the act on one: the link of its screen leads here with one."""

    display_name = _("Encargar a alguien")
    action_type = "encargar"
    aria_label = _("Encargar a alguien lo elegido")
    template_name = "aval/encargar.html"
    models = [TaskState]
    form_class = EncargarForm

    def dispatch(self, request, *args, **kwargs):
        if not pertenece(request.user, MODERACION):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_all_objects_in_listing_query(self, parent_id):
        """All that the list shows, with its filters and what was searched in it."""
        lista = LoQueEsperaView()
        lista.setup(self.request)
        return lista.get_queryset().values_list("pk", flat=True)

    @classmethod
    def get_queryset(cls, model, object_ids):
        return TaskState.objects.filter(pk__in=object_ids).select_related("revision__user", "workflow_state", "task")

    def check_perm(self, obj):
        return not encargos.por_que_no(obj, None, self.request.user)

    def get_context_data(self, **kwargs):
        contexto = super().get_context_data(**kwargs)
        contexto["items_with_no_access"] = [
            (uno.revision.object_str, encargos.por_que_no(uno, None, self.request.user))
            for uno in contexto["items_with_no_access"]
        ]
        return contexto

    def form_valid(self, form):
        persona, quien = form.cleaned_data["persona"], self.request.user
        tareas, otras = self.get_actionable_objects()
        hechas, negadas = [], [(una, encargos.por_que_no(una, None, quien)) for una in otras["items_with_no_access"]]
        for tarea in tareas:
            try:
                if encargos.encargar(tarea, persona, quien):
                    hechas.append(tarea)
            except ValueError as motivo:
                negadas.append((tarea, str(motivo)))
        if hechas and persona and persona != quien:
            cartas.encargo(persona, hechas, quien)
        self._decir(persona, hechas, negadas)
        return redirect(self.next_url)

    def _decir(self, persona, hechas, negadas):
        datos = {"n": len(hechas), "persona": persona or gettext("nadie")}
        frase = ngettext(
            "%(n)s texto queda a cargo de %(persona)s.", "%(n)s textos quedan a cargo de %(persona)s.", len(hechas)
        )
        if hechas or not negadas:
            messages.success(self.request, frase % datos)
        for tarea, motivo in negadas:
            messages.error(
                self.request,
                gettext("«%(titulo)s» no: %(motivo)s") % {"titulo": tarea.revision.object_str, "motivo": motivo},
            )

    @classmethod
    def execute_action(cls, objects, **kwargs):
        raise NotImplementedError  # ``form_valid`` does it, one by one
