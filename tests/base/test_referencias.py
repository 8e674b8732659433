"""What a page cites is known as soon as it is saved, in one go."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from practicas.models import ImagenDePractica
from tests import fabrica as f


def _citas(objeto):
    return ReferenceIndex.get_references_to(objeto).count()


def test_guardar_anota_lo_que_citan_las_filas(focal):
    hoja, imagen = f.practica(focal), f.imagen()
    hoja.imagenes = [ImagenDePractica(imagen=imagen, texto_alternativo="Algo", locale=hoja.locale)]
    hoja.save()
    assert _citas(imagen) == 1
    hoja.imagenes = []
    hoja.save()
    assert _citas(imagen) == 0


def test_cada_fila_no_la_anota_otra_vez(focal):
    imagenes = [f.imagen(str(numero)) for numero in range(5)]

    def escrituras(cuantas):
        hoja = f.practica(focal, titulo=f"Con {cuantas}")
        hoja.imagenes = [ImagenDePractica(imagen=una, texto_alternativo="Algo") for una in imagenes[:cuantas]]
        with CaptureQueriesContext(connection) as consultas:
            hoja.save()
        return sum("referenceindex" in una["sql"] and una["sql"].startswith("SELECT") for una in consultas)

    assert escrituras(1) == escrituras(5) > 0
