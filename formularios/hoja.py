"""A form goes out to a spreadsheet: a column for each field with its guidance and limit, a row for each set of answers.

Its closed lists are in a second sheet, from which a cell of one option is chosen. Whatever people wrote stays text: no
program takes it for a formula. Rows are written as they come, so that few are in memory.
"""

import datetime
import tempfile
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from .models import Campo, Formulario
from .word import texto_escrito

TIPO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LETRAS_DE_UNA_CELDA = 32_767  # what a spreadsheet keeps of a cell
FILAS_MAXIMAS = 2000
GUIA = {"es": "Guía: no escriba en esta fila", "en": "Guidance: do not write in this row"}
NUMERO = {"es": "N.º en el Banco", "en": "No. in the Bank"}
_ARRIBA = Alignment(wrap_text=True, vertical="top")
_BARRO, _PAPEL = PatternFill("solid", fgColor="9C3D1E"), PatternFill("solid", fgColor="F3EDE4")
_ANCHO = {Campo.Tipo.PROSA: 60, Campo.Tipo.FECHA: 14}
_ALTO_DE_LA_GUIA = 120  # points


def _celda(hoja: Any, valor: Any, **estilo: Any) -> WriteOnlyCell:
    """A cell of ``hoja`` that holds ``valor``; a text, as the text that it is."""
    celda = WriteOnlyCell(hoja, valor if not isinstance(valor, str) else None)
    if isinstance(valor, str):
        celda.value, celda.data_type, celda.quotePrefix = valor, "s", valor[:1] in "=+-@"
    for nombre, como in ({"alignment": _ARRIBA} | estilo).items():
        setattr(celda, nombre, como)
    return celda


def _guia(campo: Campo, idioma: str, opciones: bool) -> str:
    with override(idioma):
        partes = [
            _("Obligatorio para enviarla.") if campo.obligatorio else "",
            _("Se elige de la hoja «%(hoja)s».") % {"hoja": _("Listas")} if opciones else "",
            _("Varios se separan con punto y coma.") if campo.tipo == Campo.Tipo.LISTA else "",
            _("Día, mes y año, en ese orden.") if campo.tipo == Campo.Tipo.FECHA else "",
        ]
    return " ".join(filter(None, [campo.ayuda(idioma), *partes]))


def _respuesta(hoja: Any, campo: Campo, valor: Any, idioma: str) -> WriteOnlyCell:
    if campo.tipo == Campo.Tipo.FECHA:
        try:
            dia = datetime.date.fromisoformat(str(valor or ""))
        except ValueError:
            pass
        else:
            if dia.year >= 1900:  # earlier, a spreadsheet has no days
                return _celda(hoja, dia, number_format="dd/mm/yyyy")
    texto = texto_escrito(campo, valor, idioma)
    if len(texto) > LETRAS_DE_UNA_CELDA:  # never a part of it, as if it were all
        with override(idioma):
            texto = _("No cabe en una celda: está completo en la ficha y en su Word.")
    return _celda(hoja, texto)


def _listas(libro: Workbook, campos: list[Campo], listas: Mapping[str, list[str]], idioma: str) -> dict[str, str]:
    """The sheet of the closed lists, one column each: key of the field → what it is called in formulas."""
    with override(idioma):
        hoja = libro.create_sheet(_("Listas"))
    con_lista = [campo for campo in campos if listas.get(campo.clave)]
    negrilla = Font(bold=True)
    for lugar in range(1, len(con_lista) + 1):
        hoja.column_dimensions[get_column_letter(lugar)].width = 40
    hoja.append([_celda(hoja, campo.etiqueta(idioma), font=negrilla) for campo in con_lista])
    for fila in zip_longest(*(listas[campo.clave] for campo in con_lista)):
        hoja.append([_celda(hoja, valor) for valor in fila])
    nombres = {}
    for lugar, campo in enumerate(con_lista, start=1):
        letra, ultima = get_column_letter(lugar), len(listas[campo.clave]) + 1
        nombre = f"lista_{campo.clave}"
        libro.defined_names[nombre] = DefinedName(nombre, attr_text=f"'{hoja.title}'!${letra}$2:${letra}${ultima}")
        nombres[campo.clave] = nombre
    return nombres


def escribir(
    formulario: Formulario,
    filas: Iterable[tuple[str, Mapping[str, Any]]],
    listas: Mapping[str, list[str]],
    idioma: str = "es",
) -> Any:
    """The .xlsx of ``formulario`` with ``filas`` (what each is known by in the Bank, or "", and its answers).

    ``listas``: by the key of the field, what may be chosen. Returns a temporary file, from its beginning.
    """
    libro = Workbook(write_only=True)
    campos = list(formulario.campos.all())
    with override(idioma):
        hoja = libro.create_sheet(_("Fichas"))
    nombres = _listas(libro, campos, listas, idioma)
    hoja.freeze_panes = "C3"
    hoja.column_dimensions["A"].width = 14
    hoja.row_dimensions[2].height = _ALTO_DE_LA_GUIA
    for lugar, campo in enumerate(campos, start=2):
        letra = get_column_letter(lugar)
        hoja.column_dimensions[letra].width = _ANCHO.get(Campo.Tipo(campo.tipo), 30)
        if campo.tipo == Campo.Tipo.OPCION and campo.clave in nombres:
            de_lista = DataValidation("list", formula1=nombres[campo.clave], allow_blank=True)
            with override(idioma):
                de_lista.errorTitle = campo.etiqueta(idioma)[:32]
                de_lista.error = _("Elija uno de la hoja «%(hoja)s».") % {"hoja": _("Listas")}
            de_lista.add(f"{letra}3:{letra}{FILAS_MAXIMAS + 2}")
            hoja.data_validations.append(de_lista)
    titulo = {"font": Font(bold=True, color="FFFFFF"), "fill": _BARRO}
    hoja.append(
        [
            _celda(hoja, NUMERO[idioma], **titulo),
            *(_celda(hoja, f"{uno.etiqueta(idioma)}{' *' * uno.obligatorio}", **titulo) for uno in campos),
        ]
    )
    ayuda = {"font": Font(italic=True), "fill": _PAPEL}
    hoja.append(
        [
            _celda(hoja, GUIA[idioma], **ayuda),
            *(_celda(hoja, _guia(uno, idioma, uno.clave in nombres), **ayuda) for uno in campos),
        ]
    )
    for numero, valores in filas:
        hoja.append(
            [
                _celda(hoja, numero),
                *(_respuesta(hoja, campo, valores.get(campo.clave), idioma) for campo in campos),
            ]
        )
    salida = tempfile.TemporaryFile()  # whoever asked for it closes it
    libro.save(salida)
    salida.seek(0)
    return salida
