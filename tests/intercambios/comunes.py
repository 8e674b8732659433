"""A practice adapted by another city, and how it is told, for the tests."""

from aval import flujo
from intercambios import confirmacion
from intercambios.models import Replica, Transferencia
from tests import fabrica as f
from vocabulario.models import Ciudad


def ciudad(codigo="ciudad-de-ejemplo", **campos):
    campos = {"nombre_es": "Ciudad de ejemplo", "nombre_en": "Example City", "pais": "PE", **campos}
    campos = {"latitud": "-12.0464", "longitud": "-77.0428", **campos}
    return Ciudad.objects.get_or_create(codigo=codigo, defaults=campos)[0]


def replica(practica=None, bogota=True, **campos):
    """A replica that Bogotá confirmed, or nobody has."""
    campos = {"ciudad": ciudad(), "anio": 2015, "etapa": "en_marcha", "adaptacion": "alguna", **campos}
    una = confirmacion.proponer(practica or f.viva("Ciclovía"), **campos)
    return confirmacion.confirmar_por_bogota(una, None) if bogota else una


def preparada(una=None, **campos):
    """The draft for the public of a replica."""
    texto = confirmacion.preparar_transferencia(una or replica(), None)
    campos = {"descripcion": "<p>La calle se abre el domingo.</p>", **campos}
    for campo, valor in campos.items():
        setattr(texto, campo, valor)
    texto.save()
    texto.save_revision(clean=False)
    return texto


def transferida(una=None, **campos):
    """The same, with its aval."""
    texto = preparada(una, **campos)
    flujo.avalar_de_instalacion(texto)
    return f.fresca(texto)


def en_ingles(texto, autora, moderadora):
    """The English of ``texto``, with its aval."""
    f.publicada_en_ingles(texto, autora, moderadora)
    return Transferencia.objects.get(translation_key=texto.translation_key, locale__language_code="en")


def de_nuevo(una):
    return Replica.objects.get(pk=una.pk)
