"""What a page cites is known as soon as it is saved."""

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
