"""Where a practice would fit, of what is known today: awards and coming events of its subjects, its networks."""

from django.utils import timezone

from base.idiomas import ESPANOL
from eventos.models import Evento, Premio

MAXIMO = 8


def destinos_para(practica):
    """Dicts that name a ``premio``, an ``evento`` or a ``red``, with what for (``fin``): at most ``MAXIMO``."""
    ods = list(practica.ods.all())
    comunes = {"locale__language_code": ESPANOL}
    redes = [{"red": fila.red, "fin": "visibilidad"} for fila in practica.redes.select_related("red")]
    premios = (Premio.objects.filter(temas=practica.tema_id) | Premio.objects.filter(ods__in=ods)).filter(**comunes)
    proximos = Evento.objects.filter(**comunes, estado=Evento.Estado.PROGRAMADO, fecha_inicio__gte=timezone.localdate())
    eventos = proximos.filter(temas=practica.tema_id) | proximos.filter(ods__in=ods)
    destinos = [
        *redes,
        *({"premio": premio, "fin": "reconocimiento"} for premio in premios.distinct()[:MAXIMO]),
        *({"evento": evento, "fin": "visibilidad"} for evento in eventos.distinct()[:MAXIMO]),
    ]
    return destinos[:MAXIMO]
