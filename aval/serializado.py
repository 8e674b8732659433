"""What an object says, as plain data: as ``serializable_data`` of modelcluster, and many objects at once.

There each relation of each object makes a manager and a query of its own; here a relation takes one query for them all.
"""

from functools import cache

from django.db.models import Model
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_serializable_data_for_fields,
)

from base.prestado import prestado

prestado(
    "modelcluster.fields.create_deferring_foreign_related_manager",
    por="What of an object is in memory, and so is written when it is saved, modelcluster tells to nobody: the guard "
    "must look at that, and the audit must read the rest of ten thousand objects at once.",
    dice="_cluster_related_objects",
    incidencia="https://github.com/wagtail/wagtail/issues/13033",
)


@cache
def relaciones(modelo):
    """The relations whose rows are a part of an object of ``modelo``, by name."""
    return {relacion.get_accessor_name(): relacion for relacion in get_all_child_relations(modelo)}


def serializados(modelo: type[Model], objetos) -> list[dict]:
    """The data of each of ``objetos`` (all of ``modelo``), in their order.

    What a form or a revision holds in memory goes before what the database has, whatever was prefetched.
    """
    objetos = list(objetos)
    todos = [get_serializable_data_for_fields(objeto) for objeto in objetos]
    for nombre, relacion in relaciones(modelo).items():
        filas = _de_cada_uno(objetos, nombre, lambda pks, r=relacion: _hijos(r, pks))
        datos = iter(serializados(relacion.related_model, [fila for suyas in filas for fila in suyas]))
        for suyos, suyas in zip(todos, filas, strict=True):
            suyos[nombre] = [next(datos) for _fila in suyas]
    for campo in get_all_child_m2m_relations(modelo):
        if campo.serialize:
            citados = _de_cada_uno(objetos, campo.name, lambda pks, c=campo: _enlaces(c, pks))
            for suyos, citas in zip(todos, citados, strict=True):
                suyos[campo.name] = [cita.pk if isinstance(cita, Model) else cita for cita in citas]
    return todos


def serializado_que_guarda(objeto) -> dict:
    """What saving ``objeto`` writes: without the relations that it has not in memory, which stay as they are."""
    en_memoria = _en_memoria(objeto)
    datos = get_serializable_data_for_fields(objeto)
    for nombre, relacion in relaciones(objeto.__class__).items():
        if nombre in en_memoria:
            datos[nombre] = serializados(relacion.related_model, en_memoria[nombre])
    for campo in get_all_child_m2m_relations(type(objeto)):
        if campo.name in en_memoria and campo.serialize:
            datos[campo.name] = [citado.pk for citado in en_memoria[campo.name]]
    return datos


def tiene_sus_filas(objeto) -> bool:
    """Whether ``objeto`` has all its relations in memory, so that saving it writes them all."""
    m2m = {campo.name for campo in get_all_child_m2m_relations(type(objeto))}
    return not (relaciones(objeto.__class__).keys() | m2m) - _en_memoria(objeto).keys()


def puede_quitar_filas(objeto) -> bool:
    """Whether ``objeto`` has some relation in memory, so that saving it may take rows away."""
    return bool(_en_memoria(objeto))


def _en_memoria(objeto):
    return getattr(objeto, "_cluster_related_objects", {})


def _de_cada_uno(objetos, nombre, leer):
    """For each object the list that it holds under ``nombre``: in memory, or of those that ``leer(pks)`` finds."""
    en_memoria = [_en_memoria(objeto).get(nombre) for objeto in objetos]
    pks = [o.pk for o, lista in zip(objetos, en_memoria, strict=True) if lista is None and o.pk is not None]
    guardados = {}
    for pk, uno in leer(pks) if pks else ():
        guardados.setdefault(pk, []).append(uno)
    return [
        guardados.get(objeto.pk, []) if lista is None else lista
        for objeto, lista in zip(objetos, en_memoria, strict=True)
    ]


def _hijos(relacion, pks):
    campo = relacion.field
    for fila in relacion.related_model._default_manager.filter(**{f"{campo.name}__in": pks}):
        yield getattr(fila, campo.attname), fila


def _enlaces(campo, pks):
    de, a = campo.m2m_field_name(), campo.m2m_reverse_field_name()
    enlaces = campo.remote_field.through._default_manager.filter(**{f"{de}__in": pks})
    yield from enlaces.values_list(f"{de}_id", f"{a}_id").iterator()
