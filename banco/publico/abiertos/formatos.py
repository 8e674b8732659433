"""A table of the open data written down, row by row: whatever its size, few rows are in memory."""

import csv
import io
import json

from base.hojas import celda

from ..enlazados import LICENCIA
from .columnas import como_texto

TIPOS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _csv(tabla, raiz, salida):
    texto = io.TextIOWrapper(salida, encoding="utf-8-sig", newline="", write_through=True)
    hoja = csv.writer(texto)
    nombres = [columna.nombre for columna in tabla.columnas()]
    hoja.writerow(nombres)
    hoja.writerows([celda(fila[nombre]) for nombre in nombres] for fila in tabla.filas(raiz))
    texto.detach()


def _xlsx(tabla, raiz, salida):
    from openpyxl import Workbook  # slow to load
    from openpyxl.cell import WriteOnlyCell

    libro = Workbook(write_only=True)  # its rows wait in a file
    hoja = libro.create_sheet(tabla.nombre)
    nombres = [columna.nombre for columna in tabla.columnas()]

    def en_celda(valor):
        if isinstance(valor, bool | list):
            valor = ("true" if valor else "false") if isinstance(valor, bool) else como_texto(valor)
        if not (isinstance(valor, str) and valor != celda(valor)):
            return valor
        # A text, said to be one: no program takes it for a formula, and it needs no mark in front.
        suya = WriteOnlyCell(hoja)
        suya.value, suya.data_type, suya.quotePrefix = valor, "s", True
        return suya

    hoja.append(nombres)
    for fila in tabla.filas(raiz):
        hoja.append([en_celda(fila[nombre]) for nombre in nombres])
    libro.save(salida)


def _json(tabla, raiz, salida):
    nombre = json.dumps(tabla.nombre)
    salida.write(f'{{"licencia": {json.dumps(LICENCIA)},\n{nombre}: ['.encode())
    for numero, fila in enumerate(tabla.filas(raiz)):
        salida.write((",\n" if numero else "\n").encode() + json.dumps(fila, ensure_ascii=False).encode())
    salida.write(b"\n]}\n")


ESCRITORES = {"csv": _csv, "json": _json, "xlsx": _xlsx}
