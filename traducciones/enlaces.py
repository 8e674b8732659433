"""The links of a text: where they lead in the other language, and which of an English text lead to a Spanish page."""

import html
import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride

from base import direcciones
from base.idiomas import ESPANOL

from . import segmentos

_ENLACE = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)
_EN_ESPANOL = re.compile(r"/(?:es|es-[a-z]{2}|spanish|espanol|castellano)(?:/|$)", re.IGNORECASE)


@dataclass
class Enlace:
    """A link of the text on the desk: ``direccion`` is that of the Spanish, ``escrita`` that of the other language."""

    segmento: OverridableSegment
    lugar: str | Promise
    palabras: list[str]
    direccion: str
    escrita: str = ""
    errores: list[str] = field(default_factory=list)
    sugerida: str = ""  # the page of the house that it leads to, in the other language

    @property
    def al_espanol(self):
        """Whether a reader of the other language would land on a page in Spanish."""
        return lleva_al_espanol(self.escrita or self.direccion)

    @property
    def nombre(self):
        return f"enlace-{self.segmento.pk}"


def de_la_traduccion(traduccion):
    """The links of its text that have an address of their own, in the order in which they are read: list."""
    modelo = traduccion.source.specific_content_type.model_class()
    propias = {
        una.context_id: una.data
        for una in SegmentOverride.objects.filter(
            locale=traduccion.target_locale, context__object_id=traduccion.source.object_id
        )
    }
    palabras = _palabras_de_cada_uno(traduccion)
    enlaces = []
    for segmento in traduccion.source.overridablesegment_set.select_related("context").order_by("order"):
        direccion = segmento.data
        if not isinstance(direccion, str) or not direccion.startswith(("http://", "https://", "/")):
            continue  # a picture, a page that is chosen
        enlaces.append(
            Enlace(
                segmento,
                segmentos.etiqueta(modelo, segmento.context.field_path or segmento.context.path),
                palabras.get(direccion, []),
                direccion,
                propias.get(segmento.context_id, ""),
                sugerida=en_el_idioma(direccion, traduccion.target_locale),
            )
        )
    return enlaces


def _palabras_de_cada_uno(traduccion):
    """Address → the words that bear it in the Spanish."""
    dichas = {}
    for segmento in traduccion.source.stringsegment_set.select_related("string"):
        suyos = json.loads(segmento.attrs or "{}")
        for cual, texto in re.findall(r'<a id="([^"]+)">(.*?)</a>', segmento.string.data, re.DOTALL):
            if direccion := suyos.get(cual, {}).get("href"):
                dichas.setdefault(direccion, []).append(segmentos.texto(texto))
    return dichas


def escribir(traduccion, enlace, direccion, usuario):
    """Keep ``direccion`` as that of ``enlace`` in the other language; empty, it is the Spanish one again."""
    suya = {"locale": traduccion.target_locale, "context": enlace.segmento.context}
    if direccion:
        quien = {"data_json": json.dumps(direccion), "last_translated_by": usuario}
        SegmentOverride.objects.update_or_create(**suya, defaults=quien)
    else:
        for propia in SegmentOverride.objects.filter(**suya):
            propia.last_translated_by = usuario  # whoever takes it back chose the Spanish one
            propia.delete()
    enlace.escrita = direccion


def reparos(direccion):
    """Why ``direccion`` cannot be that of a link: list of sentences."""
    if frase := direcciones.reparo(direccion):
        return [frase]
    if re.fullmatch(r"/[^\s/][^\s]*|/", direccion):
        return []
    try:
        URLValidator(["http", "https"])(direccion)
    except ValidationError:
        return [_("No es una dirección: empieza por https:// o, si es de este sitio, por /.")]
    return []


# --- Where they lead -----------------------------------------------------------------------------------


def _es_propia(partes):
    return not partes.hostname or partes.hostname in direcciones.anfitriones()


def lleva_al_espanol(direccion):
    """Whether ``direccion`` says of itself that its page is in Spanish: «/es/…», «es.wikipedia.org»."""
    try:
        partes = urlsplit(html.unescape(direccion))
    except ValueError:
        return False
    if partes.scheme not in ("", "http", "https") or not (partes.hostname or partes.path.startswith("/")):
        return False
    return bool(_EN_ESPANOL.match(partes.path)) or (
        not _es_propia(partes) and (partes.hostname or "").startswith("es.")
    )


def en_el_idioma(direccion, locale):
    """The live page in ``locale`` of the page of the house at ``direccion``: its path; empty if there is none."""
    partes = urlsplit(direccion)
    trozos = [uno for uno in partes.path.split("/") if uno]
    if not _es_propia(partes) or len(trozos) < 1 or trozos[0] != ESPANOL:
        return ""
    slug = trozos[-1] if len(trozos) > 1 else None
    paginas = Page.objects.live().filter(locale__language_code=ESPANOL)
    paginas = paginas.filter(slug=slug) if slug else paginas.filter(depth=2)
    for pagina in paginas[:20]:
        if (urlsplit(pagina.get_url() or "").path).strip("/") == partes.path.strip("/"):
            otra = pagina.get_translation_or_none(locale)
            return urlsplit(otra.get_url() or "").path if otra and otra.live else ""
    return ""


def al_espanol(texto):
    """The links of ``texto`` (HTML) that lead to a page in Spanish: list of ``(words, address)``, each once."""
    hallados = {}
    for direccion, dentro in _ENLACE.findall(str(texto or "")):
        direccion = html.unescape(direccion)
        if lleva_al_espanol(direccion):
            hallados.setdefault((html.unescape(re.sub(r"<[^>]*>", "", dentro)).strip(), direccion), True)
    return list(hallados)
