"""Which files the open data has."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from eventos.models import Evento, Premio, Reconocimiento
from redes.models import Plataforma, Red

from . import clases, evidencias, fichas
from .columnas import Tabla


def _de(modelo, nombre, titulo, describe):
    suyas = (clases.columnas, clases.filas, clases.cuantas, clases.ultima)
    return Tabla(nombre, titulo, describe, *(partial(una, modelo) for una in suyas))


TABLAS = {
    tabla.nombre: tabla
    for tabla in (
        Tabla(
            "practicas",
            _("Prácticas"),
            _("Todo lo que el público lee de cada práctica con aval: textos completos, costo, socios y vínculos."),
            fichas.columnas,
            fichas.filas,
            fichas.cuantas,
            fichas.ultima,
        ),
        Tabla(
            "evidencias",
            _("Evidencia"),
            _("Lo que demuestra los resultados de cada práctica: cada cifra, con su antes, su año y su fuente."),
            evidencias.columnas,
            evidencias.filas,
            evidencias.cuantas,
            evidencias.ultima,
        ),
        _de(Red, "redes", _("Redes"), _("Las redes de ciudades en las que Bogotá participa.")),
        _de(Plataforma, "plataformas", _("Plataformas"), _("Las plataformas que reúnen prácticas de ciudades.")),
        _de(Premio, "premios", _("Premios"), _("Los premios a los que las prácticas se postulan, con sus ediciones.")),
        _de(
            Reconocimiento,
            "reconocimientos",
            _("Reconocimientos"),
            _("Lo que la ciudad o una de sus prácticas ha recibido, y de qué premio."),
        ),
        _de(
            Evento, "eventos", _("Eventos"), _("Los eventos en los que la ciudad muestra lo que hace, o va a aprender.")
        ),
    )
}
