"""What a cell of a spreadsheet may hold, whoever opens it."""

import datetime

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.snippets.views.snippets import IndexView

from .prestado import sustituye
from .texto import sin_control

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

    def stream_csv(self, queryset):
        return list(super().stream_csv(queryset))


class ListaSinFormulas(ExportaSinFormulas, IndexView):
    """A list of snippets, which can be taken to a spreadsheet."""
