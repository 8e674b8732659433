"""Spreadsheets of the record."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin


def sin_formula(texto):
    """A text that a spreadsheet would take for a formula, marked as the text that it is."""
    return f"'{texto}" if texto[:1] in ("=", "+", "-", "@", "\t", "\r") else texto


class ExportaSinFormulas(SpreadsheetExportMixin):
    """Wagtail's export; in CSV too what people wrote stays text (in XLSX Wagtail sees to it).

    And it is in the language of who asks: Wagtail writes a CSV while it is sent, when that language was let go.
    """

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: sin_formula},
    }

    def stream_csv(self, queryset):
        return list(super().stream_csv(queryset))
