"""What a cell of a spreadsheet may hold, whoever opens it."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.snippets.views.snippets import IndexView

from .prestado import sustituye
from .texto import sin_control

DE_CADA_VEZ = 500  # rows of an export that are read at once
# A spreadsheet would run what begins like a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sin_formula(texto):
    """A text that a spreadsheet would take for a formula, marked as the text that it is."""
    return f"'{texto}" if texto.startswith(_FORMULA) else texto


def como_era(texto):
    """What ``sin_formula`` was given, from what it returned."""
    return texto[1:] if texto[:1] == "'" and texto[1:].startswith(_FORMULA) else texto


def celda(valor):
    """``valor`` for a cell: a list in one text, yes and no in words that programs read, and nothing that is run."""
    if isinstance(valor, list):
        valor = " | ".join(str(uno) for uno in valor)
    if isinstance(valor, bool):
        return "true" if valor else "false"
    return sin_formula(sin_control(valor)) if isinstance(valor, str) else valor


def _en_bogota(momento):
    return timezone.localtime(momento) if timezone.is_aware(momento) else momento


# What other rooms add to the menu of each list: functions (listing view) → list of buttons.
BOTONES: list[Callable] = []


class ExportaSinFormulas(SpreadsheetExportMixin):
    """Wagtail's export; in CSV too what people wrote stays text (in XLSX Wagtail sees to it).

    And it is in the language of who asks: Wagtail writes a CSV while it is sent, when that language was let go. Its
    moments are those of the clocks of Bogotá; Wagtail writes them in UTC.
    """

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: sin_formula},
        datetime.datetime: {
            SpreadsheetExportMixin.FORMAT_CSV: _en_bogota,
            SpreadsheetExportMixin.FORMAT_XLSX: lambda valor: _en_bogota(valor).replace(tzinfo=None),
        },
    }

    @sustituye
    def preprocess_field_value(self, field, value, export_format):
        escrito = super().preprocess_field_value(field, value, export_format)
        return sin_control(escrito) if isinstance(escrito, str) else escrito

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *(boton for de in BOTONES for boton in de(self))]

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(_DeAPocos(queryset), spreadsheet_format)

    def stream_csv(self, queryset):
        return _en(get_language(), super().stream_csv(queryset))


def _en(idioma, filas):
    """``filas``, each made in ``idioma``: it is sent when the request, and its language, were let go."""
    while True:
        with override(idioma):
            fila = next(filas, None)
        if fila is None:
            return
        yield fila


class _DeAPocos:
    """The rows of an export, which are never all in memory."""

    def __init__(self, filas):
        self.filas, self.model = filas, getattr(filas, "model", None)

    def __iter__(self):
        if isinstance(self.filas, QuerySet):
            return self.filas.iterator(chunk_size=DE_CADA_VEZ)
        return iter(self.filas)


class ListaSinFormulas(ExportaSinFormulas, IndexView):
    """A list of snippets, that can be taken to a spreadsheet: what ``list_export`` names; without it, what is seen."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.vistas = {}
        if not self.list_export:
            self.vistas = {columna.name: columna for columna in self.columns if isinstance(columna, Column)}
            self.list_export = list(self.vistas)
            self.export_headings = {nombre: columna.label for nombre, columna in self.vistas.items()}

    def to_row_dict(self, item):
        if not self.vistas:
            return super().to_row_dict(item)
        return {nombre: _escrito(columna.get_value(item)) for nombre, columna in self.vistas.items()}


# The lists of pages of Wagtail, which have nothing to export; its views are made for each kind of page.
_DE_PAGINAS = {"wagtailadmin_explore", "wagtailadmin_explore_root"}


class SinHojasVacias:
    """Middleware: the spreadsheet of a list that has none, asked for by its address, is not there.

    Wagtail would answer it with a row of nothing for each thing in the list.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, vista, args, kwargs):
        if request.GET.get("export") in SpreadsheetExportMixin.FORMATS and not _tiene_hoja(request, vista):
            raise Http404


def _tiene_hoja(request, vista):
    clase = getattr(vista, "view_class", None)
    if clase is None:
        return request.resolver_match.view_name not in _DE_PAGINAS
    if not issubclass(clase, SpreadsheetExportMixin) or issubclass(clase, ListaSinFormulas):
        return True
    return bool(vista.view_initkwargs.get("list_export") or clase.list_export)


def _escrito(valor):
    """A value of a column for a cell: what is neither a figure nor a moment, as people read it."""
    conocidos = (str, bool, int, float, Decimal, datetime.date, datetime.datetime)
    return valor if isinstance(valor, conocidos) else "" if valor is None else str(valor)
