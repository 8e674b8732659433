"""Which database a command worked on: what runs by itself at night says it, so that nobody believes it of another."""

from django.db import connections


def nombre_de_la_base(using="default"):
    """``postgresql:banco@servidor:5432`` or ``sqlite:/path``; never the key nor the user."""
    conexion = connections[using]
    datos = conexion.settings_dict
    if conexion.vendor == "sqlite":
        return f"sqlite:{datos['NAME']}"
    servidor = ":".join(str(parte) for parte in (datos["HOST"] or "local", datos["PORT"]) if parte)
    return f"{conexion.vendor}:{datos['NAME']}@{servidor}"
