"""What the API says of a practice beside its prose: from the read model, so only what is approved and consented."""

from django.utils.translation import override
from rest_framework.fields import Field
from wagtail.api import APIField

from practicas.ficha import FICHA

from ..vinculos import nombres


def _terminos(terminos):
    return [{"codigo": uno.codigo, "nombre": uno.nombre} for uno in terminos if uno]


# Field of the API → what it says of a ``FichaPublica``.
CAMPOS = {
    "entidad": lambda ficha: next(iter(_terminos([ficha.entidad])), None),
    "sector": lambda ficha: next(iter(_terminos([ficha.entidad.sector])), None) if ficha.entidad else None,
    "tema": lambda ficha: next(iter(_terminos([ficha.tema])), None),
    "subtema": lambda ficha: next(iter(_terminos([ficha.subtema])), None),
    # As precisely as they are known: the day, the month or the year alone.
    "fecha_inicio": lambda ficha: ficha.desde_iso or None,
    "fecha_fin": lambda ficha: ficha.hasta_iso or None,
    "toda_la_ciudad": lambda ficha: ficha.toda_la_ciudad,
    "localidades": lambda ficha: _terminos(ficha.localidades),
    "poblaciones": lambda ficha: _terminos(ficha.poblaciones),
    "ods": lambda ficha: [{"numero": uno.numero, "nombre": uno.nombre} for uno in ficha.ods],
    "rutas": lambda ficha: ficha.facetas["ruta"],
    "redes": lambda ficha: nombres(ficha, "redes"),
    "premios": lambda ficha: nombres(ficha, "premios"),
    "palabras_clave": lambda ficha: [clave for clave, _idioma in ficha.palabras_clave],
    "contactos": lambda ficha: ficha.contactos,
    "archivos": lambda ficha: [
        {dato: uno[dato] for dato in ("titulo", "tipo", "bytes", "url")} for uno in ficha.datos["archivos"]
    ],
    "aval": lambda ficha: {"fecha": ficha.avalada, "version": ficha.datos["version"]},
}


class DeLaFicha(Field):
    """A field of the API that the ``FichaPublica`` of the page answers."""

    def __init__(self, **opciones):
        super().__init__(**{"read_only": True, "source": "*", **opciones})

    def to_representation(self, pagina):
        # The names of the lists in the language of the practice, whatever the browser asks for.
        with override(pagina.publicada.idioma):
            return CAMPOS[self.field_name](pagina.publicada)


def campos_de_la_api(ficha=FICHA):
    """What the API says of a practice: what its ficha says is for it, and what the read model knows."""
    return [
        *(APIField(campo) for campo in ficha.en_la_api if campo not in CAMPOS),
        *(APIField(campo, serializer=DeLaFicha()) for campo in CAMPOS),
    ]
