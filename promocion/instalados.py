"""The targets that come with the installation, from ``datos/objetivos.toml``. What the staff edited stays as it is."""

import tomllib
from pathlib import Path

from django.db import transaction

from base.idiomas import ESPANOL
from eventos.models import Premio
from formularios.models import Campo, Formulario

from .models import Objetivo, Regla

DATOS = Path(__file__).parent / "datos" / "objetivos.toml"
_POR_RENGLONES = ("criterios_es", "criterios_en", "anexos_es", "anexos_en", "otras_fuentes")


def instalar() -> None:
    """Add the targets that are missing. One that was deleted comes back only if its form went with it."""
    conocidos = set(Formulario.objects.filter(clase=Formulario.Clase.POSTULACION).values_list("codigo", flat=True))
    conocidos |= set(Objetivo.objects.values_list("clave", flat=True))
    premios = {uno.slug: uno for uno in Premio.objects.filter(locale__language_code=ESPANOL)}
    for fila in tomllib.loads(DATOS.read_text(encoding="utf-8"))["objetivo"]:
        if fila["clave"] not in conocidos:
            _crear(fila, premios)


@transaction.atomic
def _crear(fila: dict, premios: dict[str, Premio]) -> None:
    reglas, campos = fila.pop("regla", []), fila.pop("campo", [])
    for nombre in _POR_RENGLONES:
        fila[nombre] = "\n".join(fila.get(nombre, []))
    objetivo = Objetivo(**fila | {"premio": premios.get(fila.get("premio", ""))})
    objetivo.full_clean(exclude=["formulario"])
    objetivo.reglas = [Regla(sort_order=lugar, **una) for lugar, una in enumerate(reglas)]
    objetivo.save()
    for orden, una in enumerate(campos, start=1):
        con_numero = "maximo" in una
        campo = Campo(
            formulario=objetivo.formulario,
            orden=orden,
            clave=una["clave"],
            tipo=una["tipo"],
            etiqueta_es=una["es"],
            etiqueta_en=una["en"],
            obligatorio=una.get("obligatorio", False),
            limite=una.get("limite", Campo.Certeza.DESCONOCIDO),
            minimo=una.get("minimo"),
            maximo=una.get("maximo"),
            unidad=una.get("unidad", ""),
            limite_fuente=objetivo.fuente if con_numero else "",
            limite_verificado=objetivo.verificado if con_numero else None,
            fuente=una["fuente"],
        )
        campo.full_clean()
        campo.save()
