"""Practices and targets, read in few queries for who measures the one against the other.

A live practice is what was approved; one that is not live, and who asks for the draft, is what its last revision says.
"""

from collections import defaultdict

from django.db.models import Prefetch, prefetch_related_objects

from actores.models import Actor
from base.idiomas import ESPANOL
from formularios.models import Campo
from practicas.models import PracticaPage
from traducciones.models import Procedencia

from .ajuste import Perfil, Retrato
from .fuentes import textos_de
from .models import Objetivo, TextoComun, TextoCorto

_RELACIONES = ("organizaciones__actor", "localidades", "poblaciones", "ods", "evidencias", "contactos")
_CON_ARCHIVOS = ("imagenes__imagen", "archivos__documento")


def perfiles(objetivos=None):
    """What each target asks: list of ``Perfil``, in the order of the targets."""
    objetivos = Objetivo.objects.all() if objetivos is None else objetivos
    objetivos = objetivos.select_related("formulario", "premio").prefetch_related(
        Prefetch("formulario__campos", Campo.objects.order_by("orden", "pk")),
        "reglas",
        Prefetch("premio__ediciones"),
    )
    return [perfil(objetivo) for objetivo in objetivos]


def perfil(objetivo, formulario=None):
    """``formulario``: another version than the one that the target has today."""
    campos = (formulario or objetivo.formulario).campos.all()
    return Perfil(objetivo, tuple(campos), tuple(objetivo.reglas.all()))


def comunes():
    return {(uno.clave, uno.entidad_id): uno for uno in TextoComun.objects.all()}


def retratos(practicas):
    """The portrait of each of ``practicas`` (Spanish pages, from the database): dict number → ``Retrato``."""
    practicas = list(practicas)
    prefetch_related_objects(practicas, "entidad", "tema", "subtema", "aval", *_RELACIONES, *_CON_ARCHIVOS)
    claves = [una.translation_key for una in practicas]
    inglesas = {
        una.translation_key: una
        for una in PracticaPage.objects.filter(
            translation_key__in=claves, locale__language_code="en", live=True, aval__isnull=False
        )
        .select_related("aval", "entidad", "tema", "subtema")
        .prefetch_related(*_RELACIONES[:-1])
    }
    atrasadas = _atrasadas(practicas, inglesas)
    cortos = defaultdict(dict)
    for uno in TextoCorto.objects.filter(practica__in=[una.pk for una in practicas]):
        cortos[uno.practica_id][uno.clave, uno.maximo, uno.unidad, uno.idioma] = (uno.texto, uno.huella)
    de_todas = comunes()
    return {
        una.pk: _retrato(
            una,
            inglesas.get(una.translation_key),
            una.translation_key in atrasadas,
            cortos[una.pk],
            de_todas,
        )
        for una in practicas
    }


def retrato(practica):
    """That of one practice, in any state: a page of the database or what a revision of it says."""
    return retratos([practica])[practica.pk]


def _retrato(practica, inglesa, atrasada, cortos, de_todas):
    textos = {ESPANOL: textos_de(practica, ESPANOL, de_todas)}
    con_aval = {ESPANOL} if practica.live and practica.aval_id else set()
    if inglesa:
        textos["en"] = textos_de(inglesa, "en", de_todas, practica)
        con_aval.add("en")
    suyas, sin_clasificar = {Actor.Naturaleza.PUBLICA.value} if practica.entidad_id else set(), False
    for una in practica.organizaciones.all():
        suya = una.actor.naturaleza if una.actor else ""
        suyas |= {suya} if suya else set()
        sin_clasificar |= not suya
    tamanos = [
        *(fila.documento.get_file_size() for fila in practica.archivos.all() if fila.documento),
        *(fila.imagen.get_file_size() for fila in practica.imagenes.all() if fila.imagen),
    ]
    aval = practica.aval
    return Retrato(
        textos=textos,
        con_aval=frozenset(con_aval),
        atrasados=frozenset({"en"} if atrasada and inglesa else ()),
        inicio=practica.fecha_inicio,
        precision_inicio=practica.precision_inicio,
        fin=practica.fecha_fin,
        precision_fin=practica.precision_fin,
        rutas=frozenset(
            ruta
            for ruta in ("buena_practica", "experiencia_significativa", "aprendizaje")
            if aval and getattr(aval, ruta)
        ),
        naturalezas=frozenset(suyas),
        sin_clasificar=sin_clasificar,
        cambios=frozenset(una.cambio_duradero for una in practica.evidencias.all() if una.cambio_duradero),
        archivos=len(tamanos),
        octetos=None if None in tamanos else sum(tamanos),
        cortos=cortos,
    )


def _atrasadas(practicas, inglesas):
    """The keys of those whose English was approved from another text than the one approved today."""
    base = dict(
        Procedencia.objects.filter(
            revision_numero__in=[una.aval.revision_numero for una in inglesas.values()]
        ).values_list("revision_numero", "original_id")
    )
    return {
        una.translation_key
        for una in practicas
        if (inglesa := inglesas.get(una.translation_key)) and una.aval and _se_quedo(una, inglesa, base)
    }


def _se_quedo(original, inglesa, base):
    de_que = base.get(inglesa.aval.revision_numero)
    return de_que != original.aval_id if de_que else original.aval.momento > inglesa.aval.momento
