"""PO files of a professional's tool: what can be taken is taken, what cannot comes back with its reason."""

import os
import tempfile
from dataclasses import dataclass, field
from datetime import datetime

import polib
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from . import segmentos
from .servicio import escribir

LIMITE = 5 * 1024 * 1024  # bytes
IDENTIDAD = "X-WagtailLocalize-TranslationID"


class ErrorDePO(Exception):
    """The file as a whole cannot be taken; the message is for the person who uploaded it."""


@dataclass(frozen=True)
class Rechazo:
    """An entry that did not come in: where it was for, its text on both sides, and why."""

    lugar: str
    original: str
    traducido: str
    razon: str


@dataclass
class Resultado:
    escritos: int = 0
    rechazos: list = field(default_factory=list)


def leer(crudo):
    """The catalogue in the bytes of a PO file. Raises ``ErrorDePO``."""
    if not crudo:
        raise ErrorDePO(_("Elija un archivo PO."))
    if len(crudo) > LIMITE:
        raise ErrorDePO(_("El archivo pesa más de 5 MB: no es el de una página. Revise cuál subió."))
    # polib takes contents for the name of a file if it can: it gets the name of one of ours.
    descriptor, nombre = tempfile.mkstemp(suffix=".po")
    try:
        with os.fdopen(descriptor, "wb") as archivo:
            archivo.write(crudo)
        return polib.pofile(nombre)
    except (OSError, UnicodeError, ValueError, LookupError, IndexError) as error:
        raise ErrorDePO(
            _("No se pudo leer: no es un archivo PO, o está dañado (%(error)s). Nada cambió.")
            % {"error": str(error).replace(nombre, "").strip()[:200]}
        ) from error
    finally:
        os.unlink(nombre)


def exportar(traduccion):
    """The catalogue of ``traduccion`` for a professional's tool.

    A sentence that a field says twice is there once, as the format asks: both places share its translation.
    """
    catalogo, unicas = traduccion.export_po(), {}
    for entrada in catalogo:
        unicas.setdefault((entrada.msgctxt, entrada.msgid, entrada.obsolete), entrada)
    catalogo[:] = unicas.values()
    return catalogo


def importar(traduccion, catalogo, usuario):
    """Write what ``catalogo`` brings for ``traduccion``. Returns a ``Resultado``; raises ``ErrorDePO``.

    What changed here after the file was made, by another person, is not overwritten.
    """
    _comprobar_de_quien_es(traduccion, catalogo)
    exportado = parse_datetime(catalogo.metadata.get("POT-Creation-Date", "").strip() or "x")
    porsegmento = {}
    for segmento in traduccion.source.stringsegment_set.select_related("string", "context"):
        porsegmento.setdefault((segmento.context.path, segmento.string.data), segmento)
    rutas = {ruta for ruta, _texto in porsegmento}
    escritas = {
        (una.context_id, una.translation_of_id): una
        for una in StringTranslation.objects.filter(
            locale=traduccion.target_locale, context__object_id=traduccion.source.object_id
        )
    }
    resultado = Resultado()
    with transaction.atomic():
        for entrada in catalogo:
            if entrada.obsolete or not entrada.msgstr.strip():
                continue
            segmento = porsegmento.get((entrada.msgctxt or "", entrada.msgid))
            anterior = segmento and escritas.get((segmento.context_id, segmento.string_id))
            if segmento and anterior and anterior.data == entrada.msgstr:
                if anterior.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE and not entrada.fuzzy:
                    escribir(traduccion, segmento, entrada.msgstr, usuario)  # read by a person, outside
                    resultado.escritos += 1
                continue
            razon = _razon(entrada, segmento, anterior, rutas, exportado, usuario)
            if razon:
                lugar = _lugar(traduccion, entrada.msgctxt or "")
                resultado.rechazos.append(Rechazo(lugar, entrada.msgid, entrada.msgstr, razon))
            else:
                escribir(traduccion, segmento, entrada.msgstr, usuario)
                resultado.escritos += 1
    return resultado


def _comprobar_de_quien_es(traduccion, catalogo):
    identidad = catalogo.metadata.get(IDENTIDAD, "").strip()
    if not identidad:
        raise ErrorDePO(
            _("El archivo no dice de qué página es (le falta la cabecera %(cabecera)s). Use uno descargado de aquí.")
            % {"cabecera": IDENTIDAD}
        )
    if identidad == str(traduccion.uuid):
        return
    otra = next((una for una in Translation.objects.select_related("source") if str(una.uuid) == identidad), None)
    if otra:
        raise ErrorDePO(
            _("Este archivo es de otra página: «%(titulo)s». Súbalo en la suya; aquí nada cambió.")
            % {"titulo": otra.source.object_repr}
        )
    raise ErrorDePO(_("Este archivo es de una traducción que ya no existe. Nada cambió."))


def _razon(entrada, segmento, anterior, rutas, exportado, usuario):
    if not segmento:
        if (entrada.msgctxt or "") in rutas:
            return _("El texto en español cambió desde que se descargó el archivo.")
        return _("Esa parte ya no está en la página.")
    if entrada.fuzzy:
        return _("Está marcado como dudoso (fuzzy): quien traduce debe confirmarlo.")
    if frases := segmentos.reparos(segmento.string.data, entrada.msgstr, segmento.context.path):
        return " ".join(frases)
    if (
        anterior
        and isinstance(exportado, datetime)
        and exportado.tzinfo
        and anterior.updated_at > exportado
        and anterior.last_translated_by_id != usuario.pk
        and anterior.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    ):
        return _("%(quien)s lo cambió aquí después de que se descargó el archivo: «%(texto)s».") % {
            "quien": anterior.last_translated_by or _("Otra persona"),
            "texto": segmentos.texto(anterior.data),
        }
    return ""


def _lugar(traduccion, ruta):
    contexto = TranslationContext.objects.filter(object_id=traduccion.source.object_id, path=ruta).first()
    modelo = traduccion.source.specific_content_type.model_class()
    return segmentos.etiqueta(modelo, contexto.field_path if contexto else ruta)
