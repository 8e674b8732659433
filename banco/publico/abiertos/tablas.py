"""Which files the open data has. A room beside this one adds its own when the site starts (``de_la_clase``)."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from eventos.models import Evento, Premio, Reconocimiento
from redes.models import Plataforma, Red

from . import clases, evidencias, fichas
from .columnas import Tabla


def de_la_clase(modelo, nombre, titulo, describe):
    """The ``Tabla`` of a kind that is published, made of what a moderator reads of it."""
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
        de_la_clase(Red, "redes", _("Redes"), _("Las redes de ciudades en las que Bogotá participa.")),
        de_la_clase(
            Plataforma, "plataformas", _("Plataformas"), _("Las plataformas que reúnen prácticas de ciudades.")
        ),
        de_la_clase(
            Premio, "premios", _("Premios"), _("Los premios a los que las prácticas se postulan, con sus ediciones.")
        ),
        de_la_clase(
            Reconocimiento,
            "reconocimientos",
            _("Reconocimientos"),
            _("Lo que la ciudad o una de sus prácticas ha recibido, y de qué premio."),
        ),
        de_la_clase(
            Evento, "eventos", _("Eventos"), _("Los eventos en los que la ciudad muestra lo que hace, o va a aprender.")
        ),
    )
}
