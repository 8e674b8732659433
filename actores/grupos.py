"""The four roles. A role is a group; what each may do is laid down in ``sitio/instalacion.py``."""

PUNTOS_FOCALES = "Puntos focales"
COMUNICACIONES = "Comunicaciones"
MODERACION = "Moderación DDRI"
ADMINISTRACION = "Administración"

TODOS = (PUNTOS_FOCALES, COMUNICACIONES, MODERACION, ADMINISTRACION)


def pertenece(usuario, *grupos):
    """Whether ``usuario`` is an active member of any of ``grupos``. Being a superuser gives no role."""
    if not usuario.is_active:
        return False
    if not hasattr(usuario, "_nombres_de_grupos"):
        usuario._nombres_de_grupos = set(usuario.groups.values_list("name", flat=True))
    return not usuario._nombres_de_grupos.isdisjoint(grupos)


def es_solo_punto_focal(usuario):
    """Whether ``usuario`` works for one entity and must see that entity's fichas only."""
    return (
        not usuario.is_superuser
        and pertenece(usuario, PUNTOS_FOCALES)
        and not pertenece(usuario, COMUNICACIONES, MODERACION)
    )
