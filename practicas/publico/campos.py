"""What the API says of a practice beside its prose: from the read model, so only what is approved and consented."""

from django.utils.translation import override
from rest_framework.fields import Field


def _terminos(terminos):
    return [{"codigo": uno.codigo, "nombre": uno.nombre} for uno in terminos if uno]


def _nombres(que):
    def leer(ficha):
        from ..viajes import nombres  # it needs the models, which need the fields of the API

        return nombres(ficha, que)

    return leer


# Field of the API → what it says of a ``Lectura``.
CAMPOS_DE_LECTURA = {
    "entidad": lambda ficha: next(iter(_terminos([ficha.entidad])), None),
    "sector": lambda ficha: next(iter(_terminos([ficha.entidad.sector])), None) if ficha.entidad else None,
    "tema": lambda ficha: next(iter(_terminos([ficha.tema])), None),
    "subtema": lambda ficha: next(iter(_terminos([ficha.subtema])), None),
    "toda_la_ciudad": lambda ficha: ficha.toda_la_ciudad,
    "localidades": lambda ficha: _terminos(ficha.localidades),
    "poblaciones": lambda ficha: _terminos(ficha.poblaciones),
    "ods": lambda ficha: [{"numero": uno.numero, "nombre": uno.nombre} for uno in ficha.ods],
    "rutas": lambda ficha: ficha.facetas["ruta"],
    "redes": _nombres("redes"),
    "premios": _nombres("premios"),
    "palabras_clave": lambda ficha: ficha.datos["etiquetas"],
    "contactos": lambda ficha: ficha.datos["contactos"],
    "archivos": lambda ficha: [
        {dato: uno[dato] for dato in ("titulo", "tipo", "bytes", "url")} for uno in ficha.datos["archivos"]
    ],
    "aval": lambda ficha: {"fecha": ficha.avalada, "version": ficha.datos["version"]},
}


class DeLaLectura(Field):
    """A field of the API that the ``Lectura`` of the page answers."""

    def __init__(self, **opciones):
        super().__init__(**{"read_only": True, "source": "*", **opciones})

    def to_representation(self, pagina):
        # The names of the lists in the language of the practice, whatever the browser asks for.
        with override(pagina.lectura.idioma):
            return CAMPOS_DE_LECTURA[self.field_name](pagina.lectura)
