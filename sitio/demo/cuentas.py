"""The people of the demonstration: one account for each role, and a punto focal for each entity with a ficha."""

from django.conf import settings
from django.contrib.auth.models import Group

from actores import grupos
from actores.models import Entidad, Usuario

CLAVE = settings.CLAVE_DE_DEMOSTRACION

# User name → first name, last name, role, entity (code)
PERSONAS = {
    "focal": ("Ana", "Focal", grupos.PUNTOS_FOCALES, "idrd"),
    "comunicaciones": ("Camilo", "Comunicaciones", grupos.COMUNICACIONES, "secretaria-general"),
    "asesora": ("Irene", "Asesora", grupos.MODERACION, "secretaria-general"),
    "moderadora": ("Marta", "Moderadora", grupos.MODERACION, "secretaria-general"),
    "administracion": ("Diego", "Administración", grupos.ADMINISTRACION, "secretaria-general"),
    "consulta": ("Paula", "Consulta", grupos.CONSULTA, "secretaria-planeacion"),
}


def crear(clave=CLAVE):
    """The accounts above, made if missing: dict user name → ``Usuario``."""
    return {nombre: _persona(nombre, *datos, clave=clave) for nombre, datos in PERSONAS.items()}


def focal_de(entidad, clave=CLAVE):
    """The punto focal of ``entidad`` (code); made if missing."""
    for nombre, (*_datos, rol, suya) in PERSONAS.items():
        if rol == grupos.PUNTOS_FOCALES and suya == entidad:
            return Usuario.objects.get(username=nombre)
    return _persona(f"focal.{entidad}", "Punto focal", entidad, grupos.PUNTOS_FOCALES, entidad, clave=clave)


def _persona(nombre, nombres, apellidos, rol, entidad, clave):
    persona, nueva = Usuario.objects.get_or_create(
        username=nombre,
        defaults={
            "first_name": nombres,
            "last_name": apellidos,
            "email": f"{nombre}@example.org",
            "entidad": Entidad.objects.get(codigo=entidad),
        },
    )
    if nueva:
        persona.set_password(clave)
        persona.save()
        persona.groups.add(Group.objects.get(name=rol))
    return persona
