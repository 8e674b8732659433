"""What a document says of each field of a form, whether it came in Word or in a spreadsheet, and what is opened at all.

Nothing is saved here. Whoever sends the file chose what is in it: it is judged by its content (``base.archivos``), and
what it unpacks to has limits.
"""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.archivos import comprobar_contenido
from base.texto import plano

from .medida import Falta, Motivo, medir_campo
from .models import Campo

_BYTES_MAXIMOS = 10 * 1024 * 1024  # of the file
_BYTES_DESEMPACADOS = {"docx": 60 * 1024 * 1024, "xlsx": 120 * 1024 * 1024}
_VECES_MAXIMAS = 200  # what a part may grow, once it is larger than a form's text can be
_PARTE_GRANDE = 2 * 1024 * 1024
# A part that unpacks to more is text, and no form (nor two thousand of them) has so much of it.
_PARTE_MAXIMA = {"docx": 15 * 1024 * 1024, "xlsx": 60 * 1024 * 1024}
_PARTES_MAXIMAS = 2000
_NUMERO = re.compile(r"^\d+(\.\d+)*\.?\s+")
_MESES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "january february march april may june july august september october november december".split(),
)


class Estado(models.TextChoices):
    HALLADO = "hallado", gettext_lazy("hallado")
    VACIO = "vacio", gettext_lazy("vacío")
    NO_RECONOCIDO = "no_reconocido", gettext_lazy("no se reconoce")
    SOBRE_EL_LIMITE = "sobre_el_limite", gettext_lazy("pasa del límite")
    FORMULA = "formula", gettext_lazy("es una fórmula")


@dataclass(frozen=True)
class CampoLeido:
    """What the file says of a field. ``valor`` is as it is kept; ``crudo``, as it was written."""

    campo: Campo
    estado: Estado
    valor: Any = None
    crudo: str = ""
    falta: Falta | None = None


@dataclass
class Lectura:
    """What a file says: its fields in the order of the form, the lines that answer none, and what to look at."""

    campos: list[CampoLeido] = field(default_factory=list)
    sobrante: list[str] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)

    @property
    def valores(self) -> dict[str, Any]:
        """The answers as a ``Llenado`` keeps them; what was not recognised, as it was written, so that it is mended."""
        return {
            leido.campo.clave: leido.crudo if leido.estado == Estado.NO_RECONOCIDO else leido.valor
            for leido in self.campos
            if leido.estado != Estado.VACIO
        }


def danado() -> ValidationError:
    return ValidationError(
        _("El archivo está incompleto o dañado y no se puede abrir: guárdelo de nuevo y vuelva a subirlo."),
        code="danado",
    )


def comprobar(datos: bytes, extension: str) -> None:
    """Raise ``ValidationError`` unless ``datos`` is a file of ``extension`` that can be opened without harm."""
    if len(datos) > _BYTES_MAXIMOS:
        raise ValidationError(_("El archivo pesa más de 10 MB: quítele las imágenes y vuelva a subirlo."), "pesa")
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
            partes = zip_.infolist()
    except (zipfile.BadZipFile, OSError):
        partes = []  # it is something else: ``comprobar_contenido`` says what
    crece = any(
        parte.file_size > _PARTE_MAXIMA[extension]
        or (parte.file_size > _PARTE_GRANDE and parte.file_size > _VECES_MAXIMAS * max(parte.compress_size, 1))
        for parte in partes
    )
    todo = sum(parte.file_size for parte in partes)
    if crece or len(partes) > _PARTES_MAXIMAS or todo > _BYTES_DESEMPACADOS[extension]:
        raise ValidationError(
            _("El archivo se infla demasiado al abrirlo y no se lee: copie las respuestas en uno nuevo."), "se_infla"
        )
    comprobar_contenido(SimpleUploadedFile(f"formulario.{extension}", datos))


def igualado(texto: str) -> str:
    """A label as it is compared: without accents, case, number in front nor colon behind."""
    return _NUMERO.sub("", " ".join(plano(texto).split())).rstrip(" :*.")


def fecha_escrita(texto: str) -> str | None:
    """The date of ``texto``, day first, as AAAA-MM-DD; ``None`` if there is no such day."""
    llano = plano(texto)
    for meses in _MESES:
        for numero, nombre in enumerate(meses, start=1):
            llano = re.sub(rf"\b{nombre}\b", f" {numero} ", llano)
    numeros = re.findall(r"\d+", llano)
    if (
        len(numeros) != 3
        or max(map(len, numeros)) > 4
        or re.search(r"[a-z]", re.sub(r"\b(dia|mes|ano|de|del|day|month|year)\b", "", llano))
    ):
        return None
    if len(numeros[0]) == 4:
        numeros.reverse()
    dia, mes, ano = map(int, numeros)
    if len(numeros[2]) != 4:
        return None
    try:
        return datetime.date(ano, mes, dia).isoformat()
    except ValueError:
        return None


def sin_marco(texto: str, campo: Campo) -> str:
    """What was answered: of a date, without the heads of its boxes."""
    texto = texto.strip()
    if (
        campo.tipo == Campo.Tipo.FECHA
        and not re.search(r"\d", texto)
        and not re.sub(r"\b(dia|mes|ano|day|month|year)\b|\W", "", plano(texto))
    ):
        return ""
    return texto


def _valor(campo: Campo, crudo: str) -> Any:
    """``crudo`` as it is kept, or ``None`` if it cannot be read as what the field asks."""
    match campo.tipo:
        case Campo.Tipo.FECHA:
            return fecha_escrita(crudo)
        case Campo.Tipo.OPCION:
            nombres = {
                igualado(opcion[parte]): opcion["codigo"]
                for opcion in campo.opciones
                for parte in ("codigo", "es", "en")
            }
            return nombres.get(igualado(crudo))
        case Campo.Tipo.LISTA:
            return [linea.strip() for linea in crudo.split("\n") if linea.strip()]
        case Campo.Tipo.ARCHIVO:
            return [{"nombre": linea.strip()} for linea in crudo.split("\n") if linea.strip()]
    return crudo


def leido_de(campo: Campo, crudo: str) -> CampoLeido:
    crudo = sin_marco(crudo, campo)
    if not crudo:
        return CampoLeido(campo, Estado.VACIO)
    valor = _valor(campo, crudo)
    falta = Falta(campo.clave, Motivo.NO_VALIDO) if valor is None else medir_campo(campo, valor)
    if falta and falta.motivo == Motivo.NO_VALIDO:
        return CampoLeido(campo, Estado.NO_RECONOCIDO, None, crudo, falta)
    pasa = falta is not None and falta.motivo == Motivo.DE_MAS
    return CampoLeido(campo, Estado.SOBRE_EL_LIMITE if pasa else Estado.HALLADO, valor, crudo, falta)
