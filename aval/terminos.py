"""The terms of closed lists that texts use: which they are, who uses each, and what a merged one is called now.

A term is a row that texts name without it being a text: of a ``ListaCerrada``, or a key word. What the public reads
of a live text takes in the names of its terms, so a term in use stays; it goes only by being merged into another one
(``fusion``), and every earlier content that names it is read as naming that other one.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from taggit.models import TagBase
from wagtail.models import Page, ReferenceIndex, Revision, TaskState

from base.generacion import por_fondo
from base.models import ListaCerrada

from .clases import modelos_avalables
from .errores import TerminoEnUso
from .registros import Fusion
from .serializado import relaciones

# Of a row: what tells two equal ones apart and is not read.
SOLO_DE_LA_FILA = ("pk", "id", "sort_order", "translation_key", "locale")


def es_termino(modelo):
    """Whether the rows of ``modelo`` are terms."""
    return issubclass(modelo, ListaCerrada | TagBase)


def listas():
    """Every closed list of the house."""
    return [modelo for modelo in apps.get_models() if issubclass(modelo, ListaCerrada)]


# --- Where a content names its terms --------------------------------------------------------------


@cache
def campos_de_terminos(modelo):
    """The fields of ``modelo`` that name terms, by name."""
    return {
        campo.name: campo
        for campo in (*modelo._meta.concrete_fields, *modelo._meta.many_to_many)
        if (isinstance(campo, models.ForeignKey) or campo.many_to_many)
        and not isinstance(campo, ParentalKey)
        and es_termino(campo.related_model)
        and not getattr(campo, "through", None)  # key words are rows of their own
    }


@cache
def filas_con_terminos(modelo):
    """The relations of ``modelo`` whose rows name terms: dict name → model of the row."""
    return {
        nombre: relacion.related_model
        for nombre, relacion in relaciones(modelo).items()
        if campos_de_terminos(relacion.related_model)
    }


def citados(modelo, contenido):
    """What terms the ``contenido`` (serialised, or canonical) of an object of ``modelo`` names: set of (label, pk)."""
    hallados = set()
    for nombre, campo in campos_de_terminos(modelo).items():
        valor = contenido.get(nombre)
        valores = valor if isinstance(valor, list) else [valor]
        hallados |= {(campo.related_model._meta.label_lower, uno) for uno in valores if uno is not None}
    for nombre, hija in filas_con_terminos(modelo).items():
        for fila in contenido.get(nombre) or ():
            hallados |= citados(hija, fila)
    return hallados


def que_nombran(modelo, contenido, claves):
    """The fields and relations of ``contenido`` that name any of the terms ``claves``: list of names."""
    return [
        nombre
        for nombre in (*campos_de_terminos(modelo), *filas_con_terminos(modelo))
        if citados(modelo, {nombre: contenido.get(nombre)}) & claves
    ]


def plano(campo, objeto):
    """The value of ``campo`` in ``objeto`` as plain data, alike in memory and in the database."""
    valor = campo.to_python(campo.value_from_object(objeto))
    if isinstance(valor, Decimal):
        return str(valor.normalize())
    return valor if isinstance(valor, int | bool | None) else str(valor)


def lo_que_se_lee(termino):
    """What is read of ``termino`` wherever it is named: its fields, as plain data."""
    fuera = getattr(termino, "no_se_leen", ())  # a key word has none
    return {
        campo.name: plano(campo, termino)
        for campo in termino._meta.concrete_fields
        if not campo.primary_key and campo.name not in fuera
    }


def nombres_de(claves):
    """What is read of each of ``claves`` (set of (label, pk)) that exists: dict of the same keys."""
    por_lista = {}
    for etiqueta, pk in claves:
        por_lista.setdefault(etiqueta, set()).add(pk)
    return {
        (etiqueta, termino.pk): lo_que_se_lee(termino)
        for etiqueta, pks in por_lista.items()
        for termino in apps.get_model(etiqueta)._base_manager.filter(pk__in=pks)
    }


def nombres_que_lee(modelo, contenido):
    """What is read of each term that ``contenido`` names, for its aval to keep: ``{"list:pk": {field: value}}``.

    A list of the house is named without its room: what is on record outlives a move of the code.
    """
    listas_de_hoy = {etiqueta: lista for lista, etiqueta in _etiquetas().items()}
    claves = citados(modelo, contenido)
    nombres = nombres_de(claves | set(por_quienes_se_leen(claves).values()))
    return {f"{listas_de_hoy.get(etiqueta, etiqueta)}:{pk}": leido for (etiqueta, pk), leido in sorted(nombres.items())}


def por_quienes_se_leen(claves):
    """Of the terms ``claves``, those whose name is that of a term of another list: dict of one to the other."""
    return {clave: otra for clave in claves if (otra := _se_leen_por(clave[0]).get(clave[1]))}


@por_fondo
def _se_leen_por(etiqueta):
    modelo = apps.get_model(etiqueta)
    por_otros = {}
    for nombre in getattr(modelo, "se_lee_por", ()):
        otra = modelo._meta.get_field(nombre).related_model._meta.label_lower
        pares = modelo._base_manager.exclude(**{nombre: None}).values_list("pk", nombre)
        por_otros |= {pk: (otra, otro) for pk, otro in pares}
    return por_otros


def nombres_que_leyo(modelo, aval):
    """``Aval.nombres``, and those that a content of before today's rows wrote down in the rows themselves."""
    nombres = {}
    for relacion, hija in filas_de_antes(modelo).items():
        for fila in aval.contenido.get(relacion) or ():
            nombres |= hija.nombres_de_antes(fila)
    if not nombres:
        return aval.nombres
    leidos = {clave_de(texto): leido for texto, leido in nombres.items()}
    listas_de_hoy = {etiqueta: lista for lista, etiqueta in _etiquetas().items()}
    por_otros = {
        f"{listas_de_hoy[otra]}:{pk}": leidos[clave] for clave, (otra, pk) in por_quienes_se_leen(set(leidos)).items()
    }
    return por_otros | nombres | aval.nombres


def _etiquetas():
    """Name of each list of the house → its label of today."""
    return {modelo._meta.model_name: modelo._meta.label_lower for modelo in listas()}


def clave_de(texto):
    """The ``(label, pk)`` of today of what ``nombres_que_lee`` wrote, in whatever room its list was then."""
    lista, _dos_puntos, pk = texto.rpartition(":")
    return _etiquetas().get(lista.rpartition(".")[2], lista), int(pk)


# --- What was merged ------------------------------------------------------------------------------


@por_fondo
def mapa():
    """Label of a list → number of each merged term → number of the one that it is now, however many steps away."""
    pasos = {}
    for tipo, de, a in Fusion.objects.order_by("pk").values_list("content_type_id", "object_id", "a_numero"):
        modelo = ContentType.objects.get_for_id(tipo).model_class()
        if modelo:
            pasos.setdefault(modelo._meta.label_lower, {})[int(de)] = a
    for lista in pasos.values():
        for de in lista:
            while (siguiente := lista.get(lista[de])) is not None:
                lista[de] = siguiente
    return pasos


@cache
def filas_de_antes(modelo):
    """The relations of ``modelo`` whose rows were told otherwise once: dict name → model of the row.

    Such a row gives ``de_hoy`` (of the serialised rows of an object, the same as they are told today) and
    ``nombres_de_antes`` (what its aval read of a term, where the row itself says it).
    """
    return {
        nombre: relacion.related_model
        for nombre, relacion in relaciones(modelo).items()
        if hasattr(relacion.related_model, "de_hoy")
    }


def al_dia(modelo, contenido, fusiones=None):
    """``contenido`` (serialised, or canonical) of an object of ``modelo``, naming no term that was merged.

    What the merge left twice stands once, in the place of the first; rows that were told otherwise once, as they are
    told today. The dict itself is not changed.
    """
    for nombre, hija in filas_de_antes(modelo).items():
        if contenido.get(nombre):
            contenido = {**contenido, nombre: hija.de_hoy(contenido[nombre])}
    if fusiones is None:
        fusiones = mapa() if citados(modelo, contenido) else {}
    if not fusiones:
        return contenido
    nuevo = dict(contenido)
    for nombre, campo in campos_de_terminos(modelo).items():
        de_la_lista = fusiones.get(campo.related_model._meta.label_lower)
        if de_la_lista and nombre in nuevo:
            valor = nuevo[nombre]
            if isinstance(valor, list):
                nuevo[nombre] = list(dict.fromkeys(de_la_lista.get(uno, uno) for uno in valor))
            else:
                nuevo[nombre] = de_la_lista.get(valor, valor)
    for nombre, hija in filas_con_terminos(modelo).items():
        if nuevo.get(nombre):
            nuevo[nombre] = _filas_al_dia(hija, nuevo[nombre], fusiones)
    return nuevo


def _filas_al_dia(modelo, filas, fusiones):
    nuevas = [al_dia(modelo, fila, fusiones) for fila in filas]
    fuera = {*SOLO_DE_LA_FILA, *(campo.name for campo in modelo._meta.fields if isinstance(campo, ParentalKey))}
    quedan, vistas = [], []
    for antes, fila in zip(filas, nuevas, strict=True):
        dicho = {nombre: valor for nombre, valor in fila.items() if nombre not in fuera}
        cambio = fila != antes
        if not any(dicho == otra and (cambio or de_otra) for otra, de_otra in vistas):
            quedan.append(fila)
            vistas.append((dicho, cambio))
    return quedan


@por_fondo
def _los_que_hay(etiqueta):
    return frozenset(apps.get_model(etiqueta)._base_manager.values_list("pk", flat=True))


def _existe(campo, pk):
    etiqueta = campo.related_model._meta.label_lower
    return pk in _los_que_hay(etiqueta) or campo.related_model._base_manager.filter(pk=pk).exists()


def legible(modelo, contenido):
    """``contenido`` of a revision of ``modelo`` as it can be read today: without the terms that are no more.

    An old version may name a term that nothing used any more when it was deleted; modelcluster would fail on it.
    """
    nuevo = dict(al_dia(modelo, contenido))
    for nombre, campo in campos_de_terminos(modelo).items():
        valor = nuevo.get(nombre)
        if valor is not None and not isinstance(valor, list) and not _existe(campo, valor):
            nuevo[nombre] = None
    for nombre, hija in filas_con_terminos(modelo).items():
        if nuevo.get(nombre):
            filas = [legible(hija, fila) for fila in nuevo[nombre]]
            fijos = [campo.name for campo in campos_de_terminos(hija).values() if not campo.null]
            nuevo[nombre] = [fila for fila in filas if all(fila.get(campo, 0) is not None for campo in fijos)]
    return nuevo


def codigos_fusionados(modelo):
    """Code of each term of ``modelo`` that was merged → number of the one that it is now."""
    numeros = mapa().get(modelo._meta.label_lower, {})
    fusiones = Fusion.objects.filter(content_type=ContentType.objects.get_for_model(modelo))
    return {codigo: numeros[int(de)] for codigo, de in fusiones.values_list("codigo", "object_id")}


def por_codigo(modelo):
    """The terms of ``modelo`` by their code, those that were merged under their old one too."""
    todos = {termino.pk: termino for termino in modelo.objects.all()}
    fusionados = {codigo: todos[pk] for codigo, pk in codigos_fusionados(modelo).items() if pk in todos}
    return fusionados | {termino.codigo: termino for termino in todos.values()}


# --- Who uses a term ------------------------------------------------------------------------------


@dataclass
class Uso:
    """Something that uses a term: the object, and whether its row does (``guardado``) or a version of it."""

    objeto: models.Model
    guardado: bool = False
    en_version: bool = False


def usos(termino):
    """What uses ``termino``: list of ``Uso``, each object once.

    A text uses it by its row, as it is stored; by a chooser in its blocks; or by the version that is being written, or
    that waits for an answer or for its day. What uses a part that is a term of its own uses it too.
    """
    hallados = {}
    partes = [getattr(termino, nombre, None) for nombre in getattr(termino, "partes", ())]
    for uno in (termino, *(parte for parte in partes if isinstance(parte, ListaCerrada))):
        for relacion in relaciones_hacia(type(uno)):
            for objeto in _duenos(relacion, uno):
                _anotar(hallados, objeto).guardado = True
        for objeto in _por_sus_citas(uno, hallados):
            _anotar(hallados, objeto).guardado = True
        for objeto in _por_sus_versiones(uno):
            _anotar(hallados, objeto).en_version = True
    return sorted(hallados.values(), key=lambda uso: (uso.objeto._meta.label, str(uso.objeto)))


def _anotar(hallados, objeto):
    return hallados.setdefault((objeto._meta.label, objeto.pk), Uso(objeto))


def relaciones_hacia(modelo):
    """The relations of any model that name a row of ``modelo``, also those without a name of their own.

    Not those of its own rows, which are a part of it.
    """
    return [
        relacion
        for relacion in modelo._meta.get_fields(include_hidden=True)
        if relacion.auto_created
        and not relacion.concrete
        and (relacion.one_to_many or relacion.one_to_one)
        and not isinstance(relacion.field, ParentalKey)
        and relacion.name not in getattr(modelo, "partes", ())
    ]


def madre_de(modelo):
    """The field of the rows of ``modelo`` that says whose they are; None when they are objects of their own."""
    if modelo._meta.auto_created:
        return next(campo for campo in modelo._meta.fields if campo.is_relation and not es_termino(campo.related_model))
    campos = [campo for campo in modelo._meta.fields if isinstance(campo, models.ForeignKey)]
    partes = [campo for campo in campos if isinstance(campo, ParentalKey)]
    # What would go with another object is a part of it.
    partes += [
        campo
        for campo in campos
        if campo.remote_field.on_delete is models.CASCADE and not campo.null and not campo.remote_field.parent_link
    ]
    return next(iter(partes), None)


def _duenos(relacion, termino):
    modelo = relacion.related_model
    filas = modelo._base_manager.filter(**{relacion.field.name: termino.pk})
    while madre := madre_de(modelo):
        modelo = madre.related_model
        filas = modelo._base_manager.filter(pk__in=filas.values(madre.attname))
    return filas


def _por_sus_citas(termino, hallados):
    """By the index of references: also what a block of a text names."""
    por_tipo = {}
    citas = ReferenceIndex.get_references_to(termino).values_list("base_content_type", "object_id").distinct()
    for tipo, clave in citas:
        por_tipo.setdefault(ContentType.objects.get_for_id(tipo).model_class(), set()).add(clave)
    paginas = {str(uso.objeto.pk) for uso in hallados.values() if isinstance(uso.objeto, Page)}
    for modelo, claves in por_tipo.items():
        if modelo is Page:
            yield from Page.objects.filter(pk__in=claves - paginas).specific()
        elif modelo is not None:
            yield from modelo._base_manager.filter(pk__in=claves)


def _por_sus_versiones(termino):
    etiqueta, fusiones = termino._meta.label_lower, mapa()
    for modelo in modelos_avalables():
        nombres = [n for n, c in campos_de_terminos(modelo).items() if isinstance(termino, c.related_model)]
        nombres += [
            nombre
            for nombre, hija in filas_con_terminos(modelo).items()
            if any(isinstance(termino, campo.related_model) for campo in campos_de_terminos(hija).values())
        ]
        if not nombres:
            continue
        versiones = Revision.objects.filter(
            Q(pk__in=modelo._base_manager.values("latest_revision"))
            | Q(pk__in=modelo._base_manager.values("live_revision"))
            | Q(pk__in=TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision"))
            | Q(approved_go_live_at__isnull=False),
            content_type=ContentType.objects.get_for_model(modelo, for_concrete_model=False),
        )
        claves = set()
        for clave, *valores in versiones.values_list("object_id", *(f"content__{nombre}" for nombre in nombres)):
            contenido = al_dia(modelo, dict(zip(nombres, valores, strict=True)), fusiones)
            if (etiqueta, termino.pk) in citados(modelo, contenido):
                claves.add(clave)
        yield from modelo._base_manager.filter(pk__in=claves)


def exigir_sin_uso(termino):
    """For the guard: ``termino`` is being deleted. Refused (``TerminoEnUso``) while anything uses it."""
    if de_el := usos(termino):
        raise TerminoEnUso(termino, [uso.objeto for uso in de_el])
