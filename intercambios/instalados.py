"""The methods that come with the installation, from ``datos/``. One that is there, edited or not, is left as it is."""

import tomllib
from pathlib import Path

from django.db import transaction

from .metodos import Fase, Metodo

DATOS = Path(__file__).parent / "datos" / "metodos.toml"


@transaction.atomic
def instalar() -> None:
    """Add the methods that are missing."""
    conocidos = set(Metodo.objects.values_list("codigo", flat=True))
    for datos in tomllib.loads(DATOS.read_text(encoding="utf-8"))["metodo"]:
        if datos["codigo"] in conocidos:
            continue
        metodo = Metodo.objects.create(
            codigo=datos["codigo"],
            nombre_es=datos["es"],
            nombre_en=datos["en"],
            linea=datos["linea"],
            rol_de_bogota=datos["rol"],
        )
        Fase.objects.bulk_create(
            Fase(
                metodo=metodo,
                orden=orden,
                nombre_es=fase.get("es", ""),
                nombre_en=fase.get("en", ""),
                deja_es=fase.get("deja_es", ""),
                deja_en=fase.get("deja_en", ""),
            )
            for orden, fase in enumerate(datos["fases"], start=1)
        )
