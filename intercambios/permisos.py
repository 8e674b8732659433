"""Who works on a process: the DDRI leads, the punto focal of its entity keeps its rows, Comunicaciones reads."""

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES, es_focal, es_focal_de, pertenece

from .consultas import Consulta
from .procesos import Proceso


def dirige(usuario):
    """Whether ``usuario`` begins, moves and closes processes."""
    return pertenece(usuario, MODERACION)


def visibles_para(usuario):
    """The processes that ``usuario`` may read: queryset."""
    if pertenece(usuario, MODERACION, COMUNICACIONES):
        return Proceso.objects.all()
    if es_focal(usuario):
        return Proceso.objects.filter(entidad_id=usuario.entidad_id)
    return Proceso.objects.none()


def puede_entrar(usuario):
    return pertenece(usuario, MODERACION, COMUNICACIONES, PUNTOS_FOCALES)


def puede_escribir_en(usuario, proceso):
    """Whether ``usuario`` may change the rows of ``proceso`` and write in its bitácora."""
    return proceso.abierta and (dirige(usuario) or es_focal_de(usuario, proceso.entidad_id))


def lleva_la_mesa(usuario):
    """Whether ``usuario`` reads and answers what other cities ask."""
    return usuario.has_perm("intercambios.change_pedido")


def consultas_de(usuario):
    """The questions of the DDRI that ``usuario`` may read: a punto focal, those to its entity. Queryset."""
    if lleva_la_mesa(usuario):
        return Consulta.objects.all()
    return Consulta.objects.filter(entidad_id=usuario.entidad_id) if es_focal(usuario) else Consulta.objects.none()


def redacta_cuestionarios(usuario):
    """Whether ``usuario`` words what is asked in surveys and checklists."""
    return pertenece(usuario, MODERACION, ADMINISTRACION)


def puede_proponer(usuario):
    """Whether ``usuario`` may write down a process of Bogotá Aprende or Enseña: a punto focal, for their entity."""
    return dirige(usuario) or es_focal(usuario)


def puede_contar(usuario):
    """Whether ``usuario`` prepares what the public reads of a process."""
    return pertenece(usuario, COMUNICACIONES)
