"""What a segment must keep when it is translated, and where it stands."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from aval.lectura import nombre_de

from . import cotejo


def reparos(fuente, traducido, ruta=""):
    """Why ``traducido`` cannot stand for ``fuente`` (markup of a segment, ``ruta`` its path): list of sentences."""
    frases = []
    try:
        StringValue.from_translated_html(traducido)
    except ValueError as error:
        frases.append(str(error))
    faltan, sobran = cotejo.enlaces_distintos(fuente, traducido)
    if faltan:
        frases.append(
            _("Falta el enlace %(cuales)s: la traducción debe conservar los enlaces del original.")
            % {"cuales": ", ".join(f'<a id="{uno}">' for uno in faltan)}
        )
    if sobran:
        frases.append(
            _("El enlace %(cuales)s no está en el original.")
            % {"cuales": ", ".join(f'<a id="{uno}">' for uno in sobran)}
        )
    faltan, sobran = cotejo.marcadores_distintos(fuente, traducido)
    if faltan or sobran:
        frases.append(
            _("Conserve tal cual lo que está entre llaves o con %%: %(cuales)s.")
            % {"cuales": ", ".join(faltan + sobran)}
        )
    if ruta == "slug" and slugify(traducido, allow_unicode=True) != traducido:
        frases.append(_("La dirección lleva solo letras minúsculas, números y guiones, sin espacios."))
    return frases


def parejas(origen, destino):
    """The segments of ``origen`` beside those of ``destino``: dict field → list of ``(markup, markup)``.

    Paired by their place. Where the two do not have the same number of sentences, the whole field is one pair.
    """
    uno, otro = por_ruta(origen), por_ruta(destino)
    pares = {}
    for ruta in {**uno, **otro}:
        de, a = uno.get(ruta, []), otro.get(ruta, [])
        if len(de) != len(a):
            de, a = [" ".join(de)], [" ".join(a)]
        pares.setdefault(ruta.partition(".")[0], []).extend(zip(de, a, strict=True))
    return pares


def por_ruta(objeto):
    """The translatable sentences of ``objeto`` by their path: dict path → list of markup."""
    rutas = {}
    for segmento in extract_segments(objeto):
        if isinstance(segmento, StringSegmentValue):
            rutas.setdefault(segmento.path, []).append(segmento.string.data)
    return rutas


def texto(marcado):
    """The plain text of a segment."""
    return StringValue(marcado).render_text()


def campo_de(ruta):
    """The field in which the segment of that path stands."""
    return ruta.partition(".")[0]


def etiqueta(modelo, ruta_de_campo):
    """The name of the place of a segment for who translates it: field, and part of it."""
    nombre, _punto, resto = ruta_de_campo.partition(".")
    titulo = nombre_de(modelo, nombre)
    try:
        parte = modelo._meta.get_field(nombre).related_model._meta.get_field(resto.partition(".")[0])
    except (AttributeError, FieldDoesNotExist):
        return titulo
    return f"{titulo} · {parte.verbose_name}"
