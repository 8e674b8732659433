"""The picture of a practice where it is listed: its own first one, if it has any; its bricks otherwise."""

from practicas.models import ImagenDePractica


def con_fotos(fichas):
    """``fichas`` (list of ``FichaPublica``), each with its ``foto``: the first picture of its live page, or None.

    In two queries whatever their number, with the versions of the pictures that are already made.
    """
    filas = ImagenDePractica.objects.filter(practica__in=[una.pk for una in fichas], imagen__isnull=False)
    primeras = {}
    for fila in filas.select_related("imagen").prefetch_related("imagen__renditions").order_by("sort_order", "pk"):
        primeras.setdefault(fila.practica_id, fila)
    for una in fichas:
        una.foto = primeras.get(una.pk)
    return fichas
