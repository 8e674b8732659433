"""The methods and the letters that come with the installation. What is there, edited or not, is left as it is."""

import tomllib
from pathlib import Path

from django.db import transaction

from .metodos import Fase, Metodo
from .plantillas_de_carta import PlantillaDeCarta

DATOS = Path(__file__).parent / "datos"


def _leer(nombre: str) -> dict:
    return tomllib.loads((DATOS / f"{nombre}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def instalar() -> None:
    """Add the methods and the letters that are missing."""
    _cartas()
    conocidos = set(Metodo.objects.values_list("codigo", flat=True))
    for datos in _leer("metodos")["metodo"]:
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
                meses=fase.get("meses", 0),
            )
            for orden, fase in enumerate(datos["fases"], start=1)
        )


def _cartas() -> None:
    for datos in _leer("cartas")["carta"]:
        carta = PlantillaDeCarta(**{campo: escrito.strip() for campo, escrito in datos.items()})
        if not PlantillaDeCarta.objects.filter(ocasion=carta.ocasion).exists():
            carta.full_clean()
            carta.save()
