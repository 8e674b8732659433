"""The forms that come with the installation, from ``datos/``: one file a version of a form."""

import tomllib
from pathlib import Path

from django.db import transaction

from .models import Campo, Formulario, Seccion

DATOS = Path(__file__).parent / "datos"


def instalar() -> None:
    """Add the forms that are missing; a version that is there, edited or not, is left as it is."""
    conocidos = set(Formulario.objects.values_list("codigo", "version"))
    for archivo in sorted(DATOS.glob("*.toml")):
        datos = tomllib.loads(archivo.read_text(encoding="utf-8"))
        if (datos["codigo"], datos["version"]) not in conocidos:
            _crear(datos)


@transaction.atomic
def _crear(datos: dict) -> None:
    formulario = Formulario(
        codigo=datos["codigo"],
        version=datos["version"],
        clase=datos["clase"],
        nombre_es=datos["es"],
        nombre_en=datos["en"],
        encabezado=datos.get("encabezado", []),
        nota_es=datos.get("nota_es", "").strip(),
        nota_en=datos.get("nota_en", "").strip(),
    )
    formulario.full_clean()
    formulario.save()
    orden = 0
    for lugar, una in enumerate(datos["seccion"], start=1):
        seccion = None
        if "es" in una:  # what stands before the first heading is of none
            seccion = Seccion(formulario=formulario, orden=lugar, titulo_es=una["es"], titulo_en=una["en"])
            seccion.full_clean()
            seccion.save()
        for fila in una["campo"]:
            orden += 1
            campo = Campo(
                formulario=formulario,
                seccion=seccion,
                orden=orden,
                clave=fila["clave"],
                tipo=fila["tipo"],
                etiqueta_es=fila["es"],
                etiqueta_en=fila["en"],
                ayuda_es=fila.get("ayuda_es", ""),
                ayuda_en=fila.get("ayuda_en", ""),
                obligatorio=fila.get("obligatorio", False),
                opciones=fila.get("opciones", []),
                limite=fila.get("limite", Campo.Certeza.DESCONOCIDO),
                minimo=fila.get("minimo"),
                maximo=fila.get("maximo"),
                unidad=fila.get("unidad", ""),
                limite_fuente=fila.get("limite_fuente", ""),
                limite_verificado=fila.get("limite_verificado"),
                fuente=fila.get("fuente", ""),
            )
            campo.full_clean()
            campo.save()
