"""Rows of organisations as they were told before there was a list of them, read as they are told today.

Until then a row named an entity of the District, or wrote a name. Avales, versions and sources of translations of those
days are not changed: ``OrganizacionDeAntes`` keeps what each row became, so that both are one and the same content.
"""

from django.apps import apps

from base.generacion import por_fondo

ANTES = ("entidad", "nombre", "nombre_en")
SIN_APORTE = {"aporte": None, "aporte_en": "monto"}  # nobody asked for it then


@por_fondo
def _libro():
    """``(entity, name, name in English)`` of then → ``(organisation, whether the row keeps its name, merged)``."""
    filas = apps.get_model("practicas", "OrganizacionDeAntes").objects.values_list(
        "entidad_numero", "nombre", "nombre_en", "actor_numero", "como_antes", "fusionada"
    )
    return {clave(*dicho): (actor, queda, fusionada) for *dicho, actor, queda, fusionada in filas}


def clave(entidad, nombre, nombre_en):
    """What a row of then says: of an entity, nothing else was read."""
    return (entidad, "", "") if entidad else (None, nombre or "", nombre_en or "")


def _es_de_antes(fila):
    return "actor" not in fila and any(campo in fila for campo in ANTES)


def _en_el_libro(fila):
    """Its key, and what it became. What is not in the book is still its own name."""
    dicha = clave(*(fila.get(campo) for campo in ANTES))
    return dicha, _libro().get(dicha, (None, True, False))


def de_hoy(filas):
    """The serialised ``filas`` of a text as they would be written today: what a merge had left twice, once."""
    if not any(_es_de_antes(fila) for fila in filas):
        return filas
    quedan, vistas = [], []
    for fila in filas:
        fusionada = False
        if _es_de_antes(fila):
            (_entidad, *nombres), (actor, queda, fusionada) = _en_el_libro(fila)
            nombre, nombre_en = nombres if queda else ("", "")
            resto = SIN_APORTE | {campo: valor for campo, valor in fila.items() if campo not in ANTES}
            fila = resto | {"actor": actor, "nombre": nombre, "nombre_en": nombre_en}
        dicho = (fila["actor"], fila.get("nombre"), fila.get("nombre_en"))
        if not any(dicho == otro and (fusionada or de_otro) for otro, de_otro in vistas):
            quedan.append(fila)
            vistas.append((dicho, fusionada))
    return quedan


def nombres_de_antes(fila):
    """What its aval read of the organisation of a row of then, if it wrote the name: ``{"actor:pk": {field: value}}``.

    Those of an entity are with the names of the entities.
    """
    (entidad, nombre, nombre_en), (actor, queda, _fusionada) = _en_el_libro(fila)
    if entidad or queda or not _es_de_antes(fila):
        return {}
    return {f"actor:{actor}": {"nombre_es": nombre, "nombre_en": nombre_en or nombre}}
