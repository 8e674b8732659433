"""The bodies that come with the installation, from ``datos/``: who sits in them by office, and for what."""

import tomllib
from pathlib import Path

from django.db import transaction

from actores.models import Dependencia, Entidad

from .models import FuncionDeInstancia, FuncionDeIntegrante, Instancia, Integrante

DATOS = Path(__file__).parent / "datos" / "instancias.toml"


@transaction.atomic
def instalar() -> None:
    """Add the bodies that are missing; one that is there, edited or not, is left as it is."""
    conocidas = set(Instancia.objects.values_list("codigo", flat=True))
    for orden, fila in enumerate(tomllib.loads(DATOS.read_text(encoding="utf-8"))["instancia"], start=1):
        if fila["codigo"] not in conocidas:
            _crear(orden, fila)


def _crear(orden: int, fila: dict) -> None:
    instancia = Instancia(
        codigo=fila["codigo"], clase=fila["clase"], nombre_es=fila["es"], nombre_en=fila["en"], orden=orden
    )
    instancia.funciones = _funciones(FuncionDeInstancia, fila)
    instancia.save()
    for lugar, uno in enumerate(fila["integrante"], start=1):
        entidad = Entidad.objects.filter(codigo=uno["entidad"]).first()
        if entidad is None:  # merged with another since: who keeps the list says who sits
            continue
        dependencia, _nueva = Dependencia.objects.get_or_create(
            entidad=entidad, nombre_es=uno["dependencia"]["es"], defaults={"nombre_en": uno["dependencia"]["en"]}
        )
        integrante = Integrante(
            instancia=instancia, entidad=entidad, dependencia=dependencia, papel=uno["papel"], orden=lugar
        )
        integrante.funciones = _funciones(FuncionDeIntegrante, uno)
        integrante.save()


def _funciones(modelo, fila: dict) -> list:
    return [modelo(texto_es=una["es"], texto_en=una["en"], sort_order=n) for n, una in enumerate(fila["funciones"])]
