"""The five roles. A role is a group; what each may do is laid down in ``sitio/instalacion/permisos.py``."""

PUNTOS_FOCALES = "Puntos focales"
COMUNICACIONES = "Comunicaciones"
MODERACION = "Moderación DDRI"
ADMINISTRACION = "Administración"
# Delegates of Planeación and Hacienda in the Comité: they read the Sistema, and say yes or comment in it.
CONSULTA = "Consulta"

TODOS = (PUNTOS_FOCALES, COMUNICACIONES, MODERACION, ADMINISTRACION, CONSULTA)
# Whoever enters one of these could open every other door: it takes two people, and a second factor.
PROTEGIDOS = (MODERACION, ADMINISTRACION)


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


def es_focal(usuario):
    """Whether ``usuario`` is the punto focal of an entity, whatever else they are."""
    return usuario.entidad_id is not None and pertenece(usuario, PUNTOS_FOCALES)


def es_focal_de(usuario, entidad_id):
    """Whether ``usuario`` is the punto focal of the entity of that number; of none, nobody is."""
    return entidad_id is not None and usuario.entidad_id == entidad_id and es_focal(usuario)


def es_protegida(usuario):
    """Whether the account opens the other doors: it gives avales, gives roles, or may do anything.

    An account that is not active counts too: it would open them again.
    """
    return usuario.is_superuser or usuario.groups.filter(name__in=PROTEGIDOS).exists()


def administra_accesos(usuario):
    """Whether ``usuario`` answers for the accounts: Administración, or a superuser."""
    return usuario.is_active and (usuario.is_superuser or pertenece(usuario, ADMINISTRACION))
