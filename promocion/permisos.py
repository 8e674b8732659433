"""Who prepares packages, who confirms them, who marks them ready. A view asks here and decides nothing."""

from actores.grupos import COMUNICACIONES, MODERACION, es_focal_de, pertenece


def prepara(usuario):
    """Comunicaciones and Moderación work on every package; a superuser too."""
    return usuario.is_active and (usuario.is_superuser or pertenece(usuario, COMUNICACIONES, MODERACION))


def es_de_la_entidad(usuario, practica):
    """Whether ``usuario`` is a punto focal of the entity that answers for ``practica``."""
    return es_focal_de(usuario, practica.entidad_id)


def ve(usuario, practica):
    return prepara(usuario) or es_de_la_entidad(usuario, practica)


def marca_listo(usuario):
    """Only Moderación says that a statement of the city is ready to go out."""
    return pertenece(usuario, MODERACION)
