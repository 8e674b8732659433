"""The glossary kept by staff: its first set, and its way in and out as CSV."""

import csv
import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from base.hojas import como_era, sin_formula
from base.texto import sin_control

from .models import Termino, formas

DATOS = Path(__file__).parent / "datos" / "glosario.toml"
LISTAS = ("variantes_es", "variantes_en", "prohibidas_es", "prohibidas_en")
COLUMNAS = ("es", "en", *LISTAS, "distingue_mayusculas", "nota")
LIMITE = 1024 * 1024  # bytes of a CSV
_SI, _NO = {"si", "sí", "s", "x", "1", "true", "verdadero", "yes"}, {"", "no", "n", "0", "false", "falso"}


def instalar():
    """Add the terms of the first set that are missing; what people wrote since is left as it is."""
    with DATOS.open("rb") as archivo:
        filas = tomllib.load(archivo)["termino"]
    conocidos = set(Termino.objects.values_list("es", flat=True))
    Termino.objects.bulk_create(
        Termino(
            es=fila["es"],
            en=fila["en"],
            distingue_mayusculas=fila.get("exacta", False),
            nota=fila.get("nota", ""),
            **{lista: "\n".join(fila.get(lista, [])) for lista in LISTAS},
        )
        for fila in filas
        if fila["es"] not in conocidos
    )


def exportar():
    """The whole glossary as CSV text, which ``leer_csv`` takes back."""
    salida = io.StringIO()
    escritor = csv.writer(salida)
    escritor.writerow(COLUMNAS)
    for termino in Termino.objects.all():
        listas = (" | ".join(formas(getattr(termino, lista))) for lista in LISTAS)
        distingue = "sí" if termino.distingue_mayusculas else "no"
        escritor.writerow(map(sin_formula, [termino.es, termino.en, *listas, distingue, termino.nota]))
    return salida.getvalue()


@dataclass
class Fila:
    """A row of a CSV: what it says, what it would do (``nueva``, ``cambia``, ``igual``), or what is wrong with it."""

    numero: int
    datos: dict
    efecto: str = ""
    errores: list = field(default_factory=list)
    termino: Termino = None


def descifrar(crudo):
    """The text of an uploaded CSV. Raises ``ValidationError`` when it is none."""
    if len(crudo) > LIMITE:
        raise ValidationError(_("El archivo pesa más de 1 MB: un glosario es mucho más corto. Revise cuál subió."))
    if b"\x00" in crudo[:1000]:
        raise ValidationError(_("Eso no es un CSV. En la hoja de cálculo elija «Guardar como» y «CSV (UTF-8)»."))
    for codigo in ("utf-8-sig", "cp1252"):
        try:
            return crudo.decode(codigo)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("No se pudo leer el texto del archivo. Guárdelo como CSV en UTF-8."))


def leer_csv(texto):
    """The rows of a CSV held against the glossary: list of ``Fila``. Nothing is written.

    Raises ``ValidationError`` when the heading is not the one expected.
    """
    texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    primera = texto.split("\n", 1)[0]
    separador = max(",;\t", key=primera.count)
    try:
        leidas = csv.reader(io.StringIO(sin_control(texto)), delimiter=separador)
        lector = [[como_era(celda) for celda in fila] for fila in leidas]
    except csv.Error as error:
        raise ValidationError(_("No se pudo leer el CSV: %(error)s.") % {"error": error}) from error
    encabezado = [celda.strip().lower() for celda in lector[0]] if lector else []
    if not {"es", "en"} <= set(encabezado):
        raise ValidationError(
            _("La primera línea debe nombrar las columnas; al menos «es» y «en». Las demás: %(columnas)s.")
            % {"columnas": ", ".join(COLUMNAS[2:])}
        )
    if ajenas := [columna for columna in encabezado if columna and columna not in COLUMNAS]:
        raise ValidationError(_("Columnas que el glosario no tiene: %(columnas)s.") % {"columnas": ", ".join(ajenas)})
    conocidos = {termino.es.casefold(): termino for termino in Termino.objects.all()}
    filas, vistos = [], {}
    for numero, celdas in enumerate(lector[1:], start=2):
        if not any(celda.strip() for celda in celdas):
            continue
        fila = Fila(numero, dict(zip(encabezado, (celda.strip() for celda in celdas), strict=False)))
        if len(celdas) > len(encabezado) and any(celdas[len(encabezado) :]):
            fila.errores.append(_("Tiene más celdas que columnas: ¿falta encerrar un texto entre comillas?"))
        _revisar(fila, conocidos, vistos)
        filas.append(fila)
    if not filas:
        raise ValidationError(_("El archivo no tiene filas."))
    return filas


def _revisar(fila, conocidos, vistos):
    clave = fila.datos.get("es", "").casefold()
    if clave and clave in vistos:
        fila.errores.append(_("Repite el término de la fila %(otra)s.") % {"otra": vistos[clave]})
    vistos.setdefault(clave, fila.numero)
    actual = conocidos.get(clave)
    nuevo = Termino(pk=actual.pk if actual else None)
    for columna in COLUMNAS:
        previo = getattr(actual, columna) if actual else Termino._meta.get_field(columna).get_default()
        setattr(nuevo, columna, previo)
    for columna, celda in fila.datos.items():
        if columna in LISTAS:
            celda = "\n".join(formas(celda))
        elif columna == "distingue_mayusculas":
            if celda.lower() not in _SI | _NO:
                fila.errores.append(_("«distingue_mayusculas» es «sí» o «no», no «%(valor)s».") % {"valor": celda})
                continue
            celda = celda.lower() in _SI
        if columna:
            setattr(nuevo, columna, celda)
    try:
        nuevo.full_clean(exclude=["id"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        fila.errores += [f"{columna}: {frase}" for columna, frases in error.message_dict.items() for frase in frases]
    fila.termino = nuevo
    if actual is None:
        fila.efecto = "nueva"
    else:
        iguales = all(
            formas(getattr(nuevo, columna)) == formas(getattr(actual, columna))
            if columna in LISTAS
            else getattr(nuevo, columna) == getattr(actual, columna)
            for columna in COLUMNAS
        )
        fila.efecto = "igual" if iguales else "cambia"


@transaction.atomic
def aplicar(filas):
    """Write the rows of ``leer_csv``: all of them or, if one is wrong, none. Returns how many are new and changed."""
    if any(fila.errores for fila in filas):
        raise ValidationError(_("Hay filas con errores: corríjalas antes de aplicar."))
    for fila in filas:
        if fila.efecto != "igual":
            fila.termino.save()
    return sum(fila.efecto == "nueva" for fila in filas), sum(fila.efecto == "cambia" for fila in filas)
