"""Many answers to a form that came in a spreadsheet: .xlsx, or .csv as any program writes it. One row each.

A column is known by its heading, which is the label of its field in either language, whatever its accents, case and
asterisks; their order does not matter. Rows are read one by one, so that a large file takes no more memory than a small
one; what it unpacks to has limits (``lectura.comprobar``).
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from base.hojas import como_era
from base.texto import plano, sin_control

from .hoja import FILAS_MAXIMAS, GUIA, NUMERO
from .lectura import CampoLeido, Estado, comprobar, danado, igualado, leido_de
from .models import Campo, Formulario

_COLUMNAS_MAXIMAS = 200
_HOJAS_MAXIMAS = 20
_ANTES_DEL_ENCABEZADO = 15  # rows that may stand above the headings
_VACIAS_SEGUIDAS = 500  # after so many, there is nothing more
_LETRAS_DE_CSV = 200_000  # of a cell: a quote that nobody closed would take the rest of the file
_TROZO = 1024 * 1024
_NUMERO = "#"  # the column of what each row is known by in the Bank


@dataclass(frozen=True)
class _Celda:
    texto: str = ""
    es_formula: bool = False


_VACIA = _Celda()


@dataclass
class FilaLeida:
    """A row as the file has it. ``numero``: which one of the file; ``en_el_banco``: what it says that it is there."""

    numero: int
    campos: list[CampoLeido]
    en_el_banco: str = ""


@dataclass
class HojaLeida:
    """What a file holds: ``filas``, read as they are asked for, and what to look at."""

    filas: Iterator[FilaLeida]
    avisos: list[str] = field(default_factory=list)


def extension_de(nombre: str) -> str:
    return nombre.rpartition(".")[2].lower()


# --- The cells --------------------------------------------------------------------------------------


def _en_celda(celda: Any) -> _Celda:
    valor = celda.value
    if celda.data_type in ("f", "e"):
        return _Celda(sin_control(str(getattr(valor, "text", valor) or "")), True)
    if valor is None:
        return _VACIA
    if isinstance(valor, datetime.datetime | datetime.date):
        return _Celda(valor.strftime("%d/%m/%Y") if valor.year > 999 else str(valor))
    if isinstance(valor, float) and valor.is_integer():
        valor = int(valor)
    texto = str(valor).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return _Celda(sin_control(texto).strip())


def _de_xlsx(datos: bytes) -> Iterator[Iterator[Sequence[_Celda]]]:
    """The rows of each sheet."""
    try:
        libro = load_workbook(io.BytesIO(datos), read_only=True, data_only=False)
        hojas = libro.worksheets[:_HOJAS_MAXIMAS]
    except Exception as error:  # whatever a broken file makes its reader raise
        raise danado() from error

    def de(hoja: Any) -> Iterator[Sequence[_Celda]]:
        try:
            hoja.reset_dimensions()
            for fila in hoja.iter_rows(max_col=_COLUMNAS_MAXIMAS):
                yield [_en_celda(celda) for celda in fila]
        except Exception as error:
            raise danado() from error

    for hoja in hojas:
        if hasattr(hoja, "reset_dimensions"):
            yield de(hoja)


def _con_celdas_unidas(datos: bytes) -> bool:
    """Whether some sheet has merged cells, of which only the first holds anything."""
    with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
        for nombre in zip_.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", nombre):
                continue
            with zip_.open(nombre) as parte:
                antes = b""
                while trozo := parte.read(_TROZO):
                    if b"<mergeCell " in antes + trozo:
                        return True
                    antes = trozo[-16:]
    return False


def _descifrar(datos: bytes) -> str:
    """The text of a .csv: UTF-8, what Excel calls Unicode, or the Windows-1252 that it writes by itself."""
    if datos.startswith((b"\xff\xfe", b"\xfe\xff")):
        codigos = ["utf-16"]
    elif b"\x00" in datos[:4096]:
        codigos = []
    else:
        codigos = ["utf-8-sig", "cp1252"]
    for codigo in codigos:
        try:
            return datos.decode(codigo)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("Eso no es un CSV. En la hoja de cálculo elija «Guardar como» y «CSV (UTF-8)»."), "no_es")


def _de_csv(datos: bytes, encabezados: "_Encabezados") -> Iterator[Iterator[Sequence[_Celda]]]:
    texto = sin_control(_descifrar(datos).replace("\r\n", "\n").replace("\r", "\n"))
    if re.match(r"sep=.\n", texto):
        texto = texto[6:]
    csv.field_size_limit(max(csv.field_size_limit(), _LETRAS_DE_CSV))

    def filas(separador: str) -> Iterator[Sequence[_Celda]]:
        try:
            for fila in csv.reader(io.StringIO(texto, newline=""), delimiter=separador):
                yield [_de_csv_en_celda(celda) for celda in fila[:_COLUMNAS_MAXIMAS]]
        except csv.Error as error:
            raise ValidationError(
                _("No se pudo leer el CSV: compruebe que cada texto esté encerrado en sus comillas."), "danado"
            ) from error

    def conocidas(separador: str) -> int:
        primeras = (fila for _lugar, fila in zip(range(_ANTES_DEL_ENCABEZADO), filas(separador), strict=False))
        try:
            return max((len(encabezados.columnas(fila)) for fila in primeras), default=0)
        except ValidationError:
            return 0

    yield filas(max(";,\t|", key=conocidas))


def _de_csv_en_celda(crudo: str) -> _Celda:
    crudo = crudo.strip()
    return _Celda(crudo, True) if crudo.startswith("=") else _Celda(como_era(crudo))


# --- The rows ---------------------------------------------------------------------------------------


class _Encabezados:
    """Which column is of which field."""

    def __init__(self, campos: list[Campo]) -> None:
        self.de_quien: dict[str, str] = {igualado(nombre): _NUMERO for nombre in NUMERO.values()}
        for campo in campos:
            for rotulo in (campo.clave, campo.etiqueta("es"), campo.etiqueta("en")):
                self.de_quien[igualado(rotulo)] = campo.clave

    def de(self, texto: str) -> str | None:
        return self.de_quien.get(igualado(texto)) if texto else None

    def columnas(self, fila: Sequence[_Celda]) -> dict[str, int]:
        """Key of the field → which column; of one that comes twice, the first."""
        lugares: dict[str, int] = {}
        for lugar, celda in enumerate(fila):
            if (clave := self.de(celda.texto)) is not None:
                lugares.setdefault(clave, lugar)
        return lugares

    def avisos(self, fila: Sequence[_Celda]) -> Iterator[str]:
        claves = [self.de(celda.texto) for celda in fila]
        if ajenas := [celda.texto for celda, clave in zip(fila, claves, strict=True) if celda.texto and clave is None]:
            yield _("Columnas que no se leen, porque la ficha no las tiene: %(cuales)s.") % {
                "cuales": ", ".join(una[:60] for una in ajenas[:20])
            }
        conocidas = [clave for clave in claves if clave is not None]
        if len(conocidas) != len(set(conocidas)):
            yield _("Hay columnas con el mismo título: de cada una se lee la primera.")


def _hasta_donde_hay(filas: Iterator[Sequence[_Celda]]) -> Iterator[tuple[int, Sequence[_Celda]]]:
    """The rows that hold something, each with its number in the file."""
    vacias = 0
    for numero, fila in enumerate(filas, start=1):
        if any(celda.texto for celda in fila):
            vacias = 0
            yield numero, fila
        elif (vacias := vacias + 1) >= _VACIAS_SEGUIDAS:
            return


def _es_la_guia(fila: Sequence[_Celda]) -> bool:
    primera = next((celda.texto for celda in fila if celda.texto), "")
    return plano(primera) in map(plano, GUIA.values())


def _de_campo(campo: Campo, celda: _Celda) -> CampoLeido:
    if celda.es_formula:
        return CampoLeido(campo, Estado.FORMULA, None, celda.texto)
    de_varios = campo.tipo == Campo.Tipo.LISTA
    return leido_de(campo, re.sub(r"\s*;\s*", "\n", celda.texto) if de_varios else celda.texto)


def _filas(
    filas: Iterator[tuple[int, Sequence[_Celda]]],
    campos: list[Campo],
    columnas: dict[str, int],
    titulos: Sequence[_Celda],
) -> Iterator[FilaLeida]:
    cuantas = 0
    for numero, fila in filas:
        if _es_la_guia(fila) or list(fila) == list(titulos):  # of another sheet, pasted below with its headings
            continue

        def celda(clave: str, fila: Sequence[_Celda] = fila) -> _Celda:
            lugar = columnas.get(clave, len(fila))
            return fila[lugar] if lugar < len(fila) else _VACIA

        leidos = [_de_campo(campo, celda(campo.clave)) for campo in campos]
        if all(leido.estado == Estado.VACIO for leido in leidos):
            continue
        cuantas += 1
        if cuantas > FILAS_MAXIMAS:
            raise ValidationError(
                _("Trae más de %(tope)s fichas: pártalo en varios archivos.") % {"tope": FILAS_MAXIMAS}, "son_muchas"
            )
        yield FilaLeida(numero, leidos, celda(_NUMERO).texto)


def leer(formulario: Formulario, datos: bytes, nombre: str, necesario: str) -> HojaLeida:
    """What ``datos`` (a file called ``nombre``) answers to ``formulario``, row by row.

    Raises ``ValidationError`` for what must not be opened, or has no column for the field ``necesario``; so may the
    rows, while they are read.
    """
    campos = list(formulario.campos.all())
    encabezados = _Encabezados(campos)
    extension = extension_de(nombre)
    if extension == "csv":
        if datos.startswith(b"PK\x03\x04"):
            raise ValidationError(
                _("Dice ser un CSV y es un libro de Excel: póngale .xlsx al final del nombre."), "no_es"
            )
        hojas, unidas = _de_csv(datos, encabezados), False
    else:
        comprobar(datos, "xlsx")
        hojas, unidas = _de_xlsx(datos), _con_celdas_unidas(datos)
    for hoja in hojas:
        filas = _hasta_donde_hay(hoja)
        for _vez, (_numero, fila) in zip(range(_ANTES_DEL_ENCABEZADO), filas, strict=False):
            columnas = encabezados.columnas(fila)
            if necesario in columnas:
                leida = HojaLeida(_filas(filas, campos, columnas, fila), list(encabezados.avisos(fila)))
                if unidas:
                    leida.avisos.append(
                        _("Trae celdas combinadas: de cada grupo solo cuenta la primera. Sepárelas y repita el dato.")
                    )
                return leida
    etiqueta = next(campo.etiqueta() for campo in campos if campo.clave == necesario)
    raise ValidationError(
        _("No se encontró la fila de los títulos: ha de tener al menos la columna «%(columna)s».")
        % {"columna": etiqueta},
        "sin_encabezado",
    )
