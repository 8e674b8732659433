"""The canonical content of an object: what an aval approves, without what is only bookkeeping.

Taken from the same serialisation that a revision stores, so that a row, a revision and an aval can be
compared. A record of yesterday stays valid when a migration adds a field: what the aval does not know
must be empty or at its default. What is taken down besides the fields has the number of its schema.
"""

import json
import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from . import terminos
from .citados import digestos
from .serializado import relaciones, serializado_que_guarda, serializados

# 1: the fields and the rows. 2: also the digest of each file that they cite.
ESQUEMA = 2
# Beside the fields; no field has such a name.
CLAVE_ESQUEMA = "$esquema"
CLAVE_ARCHIVOS = "$archivos"

# Never part of what is approved: identity, place in the tree, state and history of the object.
BITACORA = {
    *("pk", "id", "page_ptr", "content_type", "path", "depth", "numchild", "url_path", "owner", "alias_of"),
    *("live", "expired", "go_live_at", "expire_at", "has_unpublished_changes"),
    *("first_published_at", "last_published_at", "latest_revision_created_at"),
    *("latest_revision", "live_revision", "draft_title", "locked", "locked_at", "locked_by"),
    *("translation_key", "locale", "aval", "index_entries", COMMENTS_RELATION_NAME),
}

_CLAVE_DE_BLOQUE = re.compile(r'\s*data-block-key="[^"]*"')
_PARRAFO_VACIO = re.compile(r"\A(?:\s|<p>|</p>|<br\s*/?>)*\Z")
_VACIOS = (None, "", [], {}, False)


def _texto_rico(html):
    html = _CLAVE_DE_BLOQUE.sub("", html or "")
    return "" if _PARRAFO_VACIO.match(html) else html


def _valor(campo, valor):
    if isinstance(campo, RichTextField):
        return _texto_rico(valor)
    if isinstance(campo, models.DecimalField) and valor is not None:
        try:
            return str(Decimal(str(valor)).quantize(Decimal(1).scaleb(-campo.decimal_places)))
        except InvalidOperation:
            return str(valor)
    if isinstance(campo, models.ManyToManyField):
        return sorted(valor or [])
    if isinstance(campo, StreamField) and isinstance(valor, str):
        return json.loads(valor or "[]")  # as text, the order of the keys would count: PostgreSQL keeps its own
    return valor


def canonico(modelo, datos, fusiones=None):
    """Canonical content of the serialised ``datos`` of an object of ``modelo`` (a dict ready for JSON).

    ``fusiones``: what terms were merged (``terminos.mapa``), for who asks of many.
    """
    datos = terminos.al_dia(modelo, datos, fusiones)
    return json.loads(json.dumps(_canonico(modelo, datos), cls=DjangoJSONEncoder))


def _canonico(modelo, datos):
    hijos = relaciones(modelo)
    resultado = {}
    for nombre, valor in datos.items():
        if nombre in BITACORA:
            continue
        if nombre in hijos:
            resultado[nombre] = _canonico_de_hijos(hijos[nombre].related_model, valor)
            continue
        try:
            campo = modelo._meta.get_field(nombre)
        except FieldDoesNotExist:
            continue  # a field of an earlier schema, kept by an old revision
        resultado[nombre] = _valor(campo, valor)
    return resultado


def _canonico_de_hijos(modelo, filas):
    padre = {campo.name for campo in modelo._meta.get_fields() if isinstance(campo, ParentalKey)}
    con_orden = any(campo.name == "sort_order" for campo in modelo._meta.fields)
    if con_orden:
        filas = sorted(filas, key=lambda fila: fila.get("sort_order") or 0)
    hijos = []
    for fila in filas:
        hijo = _canonico(modelo, {nombre: valor for nombre, valor in fila.items() if nombre not in padre})
        hijo.pop("sort_order", None)
        hijos.append(hijo)
    if not con_orden:
        hijos.sort(key=lambda hijo: json.dumps(hijo, sort_keys=True, cls=DjangoJSONEncoder))
    return hijos


def con_archivos(modelo, contenido, de_cada_uno=None):
    """``contenido`` with the digests of the files that it cites, which complete it (see ``citados.digestos``)."""
    return contenido | {CLAVE_ESQUEMA: ESQUEMA, CLAVE_ARCHIVOS: digestos(modelo, contenido, de_cada_uno)}


def canonico_de(objeto):
    """Canonical content of ``objeto`` as it is in memory."""
    modelo = type(objeto)
    return con_archivos(modelo, canonico(modelo, serializados(modelo, [objeto])[0]))


def canonico_que_guarda(objeto):
    """Canonical content of what saving ``objeto`` writes: its fields, and the relations that it has in memory."""
    modelo = type(objeto)
    return con_archivos(modelo, canonico(modelo, serializado_que_guarda(objeto)))


def canonico_de_revision(revision):
    """Canonical content of a stored revision."""
    modelo = revision.content_type.model_class()
    return con_archivos(modelo, canonico(modelo, revision.content))


def _es_de_fabrica(modelo, nombre, valor):
    if valor in _VACIOS:
        return True
    try:
        campo = modelo._meta.get_field(nombre)
    except FieldDoesNotExist:
        return False
    return getattr(campo, "has_default", bool)() and valor == campo.get_default()


def _igual(modelo, nombre, antes, ahora):
    """Whether the two values are one, the earlier one perhaps written down under earlier rules."""
    try:
        campo = modelo._meta.get_field(nombre)
    except FieldDoesNotExist:
        return antes == ahora
    return _valor(campo, antes) == _valor(campo, ahora)


def diferencias(modelo, avalado, actual, fusiones=None):
    """Names of the fields of ``actual`` whose value is not the one in ``avalado`` (both canonical)."""
    hijos = relaciones(modelo)
    avalado, actual = (terminos.al_dia(modelo, contenido, fusiones) for contenido in (avalado, actual))
    distintos = []
    for nombre, valor in actual.items():
        if nombre in (CLAVE_ESQUEMA, CLAVE_ARCHIVOS):
            continue
        if nombre not in avalado:
            igual = _es_de_fabrica(modelo, nombre, valor)
        elif avalado[nombre] == valor:
            continue
        elif nombre in hijos:
            antes = avalado[nombre]
            igual = len(antes) == len(valor) and not any(
                diferencias(hijos[nombre].related_model, uno, otro, {}) for uno, otro in zip(antes, valor, strict=True)
            )
        else:
            igual = _igual(modelo, nombre, avalado[nombre], valor)
        if not igual:
            distintos.append(nombre)
    if CLAVE_ARCHIVOS in avalado and CLAVE_ARCHIVOS in actual:
        antes, ahora = avalado[CLAVE_ARCHIVOS], actual[CLAVE_ARCHIVOS]
        campos = [campo for campo in {**antes, **ahora} if campo in actual and antes.get(campo) != ahora.get(campo)]
        distintos += [campo for campo in campos if campo not in distintos]
    return distintos


def le_falta(modelo, avalado, actual, campos, fusiones=None):
    """Whether the ``campos`` of ``actual`` differ from ``avalado`` only in that terms of a list are missing.

    A row or a tie that names a term goes with it, by a cascade of the database: it cannot be told from here whether
    somebody took it out of the text.
    """
    avalado = terminos.al_dia(modelo, avalado, fusiones)
    return all(_falta_un_termino(modelo, nombre, avalado.get(nombre), actual.get(nombre)) for nombre in campos)


def _falta_un_termino(modelo, nombre, antes, ahora):
    if nombre in terminos.campos_de_terminos(modelo):
        if isinstance(antes, list):
            return set(ahora or ()) < set(antes)
        return antes is not None and ahora is None
    if nombre not in terminos.filas_con_terminos(modelo):
        return False
    hija = terminos.filas_con_terminos(modelo)[nombre]
    faltan = list(antes or ())
    for fila in ahora or ():
        if fila not in faltan:
            return False
        faltan.remove(fila)
    return bool(faltan) and all(terminos.citados(hija, fila) for fila in faltan)
