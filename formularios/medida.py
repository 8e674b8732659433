"""How much an answer has, in the unit of its form, and what is missing for it to be accepted.

Words are counted by the rule of the house (``base.palabras``). Characters, as Word does («Contar palabras»): of the
text in its composed form (NFC), so that «é» is one however it was typed; what parts paragraphs and lines counts in
neither figure, and spaces and tabs in the first only. Megabytes are of 1024 × 1024 bytes, as everywhere on the site.

An answer whose limit is not known is never said to be right: ``medir`` names it, without its being a reason to refuse.
"""

import datetime
import decimal
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from base.palabras import palabras_de_texto

from .models import Campo, Formulario

_MB = 1024 * 1024
_PARTEN_LINEAS = re.compile(r"[\n\v\f\r\u0085\u2028\u2029]")
_ELEMENTO = re.compile(r"[\n\r]+")


class Motivo(models.TextChoices):
    VACIO = "vacio", gettext_lazy("falta la respuesta")
    DE_MENOS = "de_menos", gettext_lazy("se queda corta")
    DE_MAS = "de_mas", gettext_lazy("pasa del límite")
    NO_VALIDO = "no_valido", gettext_lazy("no se reconoce")
    DESCONOCIDO = "desconocido", gettext_lazy("no se sabe si hay límite")
    SIN_MEDIDA = "sin_medida", gettext_lazy("no se puede medir")


@dataclass(frozen=True)
class Falta:
    """What keeps an answer from being right. ``cuanto``: by how many of ``unidad``; ``usado``: how many it has."""

    clave: str
    motivo: Motivo
    cuanto: int = 0
    usado: int | None = None
    unidad: str = ""
    aproximado: bool = False

    @property
    def impide(self) -> bool:
        """Whether it is a reason to refuse; what is about a number, or not known, is said and no more."""
        return not self.aproximado and self.motivo not in (Motivo.DESCONOCIDO, Motivo.SIN_MEDIDA)

    def __str__(self) -> str:
        if self.motivo not in (Motivo.DE_MAS, Motivo.DE_MENOS):
            return str(self.motivo.label)
        frase = (
            ngettext("sobra %(cuanto)s (%(unidad)s)", "sobran %(cuanto)s (%(unidad)s)", self.cuanto)
            if self.motivo == Motivo.DE_MAS
            else ngettext("falta %(cuanto)s (%(unidad)s)", "faltan %(cuanto)s (%(unidad)s)", self.cuanto)
        ) % {"cuanto": self.cuanto, "unidad": Campo.Unidad(self.unidad).label}
        return _("%(frase)s, y el límite es aproximado") % {"frase": frase} if self.aproximado else frase


def caracteres(texto: str, espacios: bool = True) -> int:
    """How many characters ``texto`` has, with its spaces or without them, as Word counts them."""
    texto = _PARTEN_LINEAS.sub("", unicodedata.normalize("NFC", texto or ""))
    return len(texto) if espacios else sum(not signo.isspace() for signo in texto)


def en_texto(valor: Any) -> str:
    """An answer as the text that a reader sees: one line for each element of a list, the name of each file."""
    if isinstance(valor, str) or valor is None:
        return valor or ""
    if isinstance(valor, Mapping):
        return str(valor.get("nombre", ""))
    if isinstance(valor, Iterable):
        return "\n".join(en_texto(uno) for uno in valor)
    return str(valor)


def _elementos(valor: Any) -> list[Any]:
    if isinstance(valor, str):
        return [linea for linea in _ELEMENTO.split(valor) if linea.strip()]
    if isinstance(valor, Mapping):
        return [valor]
    if isinstance(valor, Iterable):
        return [uno for uno in valor if en_texto(uno).strip()]
    return [] if valor is None else [valor]


def _de_los_archivos(valor: Any, dato: str) -> int | None:
    """The sum of ``dato`` of the files of an answer; ``None`` if one of them does not say it."""
    dichos = [uno.get(dato) if isinstance(uno, Mapping) else None for uno in _elementos(valor)]
    datos = [uno for uno in dichos if uno is not None]
    return sum(datos) if len(datos) == len(dichos) else None


def cuanto_tiene(valor: Any, unidad: str) -> int | None:
    """How many of ``unidad`` an answer has, megabytes and part of one as one more; ``None``: it cannot be told."""
    match unidad:
        case Campo.Unidad.PALABRAS:
            return palabras_de_texto(en_texto(valor))
        case Campo.Unidad.CARACTERES:
            return caracteres(en_texto(valor))
        case Campo.Unidad.CARACTERES_SIN_ESPACIOS:
            return caracteres(en_texto(valor), espacios=False)
        case Campo.Unidad.ELEMENTOS:
            return len(_elementos(valor))
        case Campo.Unidad.MB:
            octetos = _de_los_archivos(valor, "bytes")
            return None if octetos is None else -(-octetos // _MB)
        case Campo.Unidad.PAGINAS:
            return _de_los_archivos(valor, "paginas")
    raise ValueError(f"unit {unidad!r}")


def esta_vacio(valor: Any) -> bool:
    return not en_texto(valor).strip()


def _es_valido(campo: Campo, valor: Any) -> bool:
    match campo.tipo:
        case Campo.Tipo.FECHA:
            try:
                datetime.date.fromisoformat(str(valor))
            except ValueError:
                return False
        case Campo.Tipo.NUMERO:
            try:
                return decimal.Decimal(str(valor)).is_finite()
            except decimal.InvalidOperation:
                return False
        case Campo.Tipo.OPCION:
            return valor in [opcion["codigo"] for opcion in campo.opciones]
    return True


def medir_campo(campo: Campo, valor: Any) -> Falta | None:
    """What is missing of one answer, if anything is. One that was not given and need not be lacks nothing."""
    if esta_vacio(valor):
        return Falta(campo.clave, Motivo.VACIO) if campo.obligatorio else None
    if not _es_valido(campo, valor):
        return Falta(campo.clave, Motivo.NO_VALIDO)
    if campo.limite == Campo.Certeza.SIN_LIMITE:
        return None
    if campo.limite == Campo.Certeza.DESCONOCIDO:
        return Falta(campo.clave, Motivo.DESCONOCIDO)
    usado = cuanto_tiene(valor, campo.unidad)
    if usado is None:
        return Falta(campo.clave, Motivo.SIN_MEDIDA, unidad=campo.unidad)
    aproximado = campo.limite == Campo.Certeza.APROXIMADO
    if campo.maximo is not None and usado > campo.maximo:
        return Falta(campo.clave, Motivo.DE_MAS, usado - campo.maximo, usado, campo.unidad, aproximado)
    if campo.minimo is not None and usado < campo.minimo:
        return Falta(campo.clave, Motivo.DE_MENOS, campo.minimo - usado, usado, campo.unidad, aproximado)
    return None


def medir(formulario: Formulario, valores: Mapping[str, Any]) -> list[Falta]:
    """What ``valores`` lack to be a right answer to ``formulario``, in its order. Nothing: they are right."""
    return [
        falta
        for campo in formulario.campos.all()
        if (falta := medir_campo(campo, valores.get(campo.clave))) is not None
    ]
