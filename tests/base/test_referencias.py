"""What a text cites is known as soon as it is saved, and so is what it cites no more."""

from wagtail.models import ReferenceIndex

from eventos.models import ImagenDeEvento
from practicas.models import ImagenDePractica
from tests import fabrica as f
from tests.eventos.comunes import evento


def _citas(objeto):
    return ReferenceIndex.get_references_to(objeto).count()


def test_guardar_anota_lo_que_citan_las_filas_de_una_pagina(focal):
    hoja, imagen = f.practica(focal), f.imagen()
    hoja.imagenes = [ImagenDePractica(imagen=imagen, texto_alternativo="Algo", locale=hoja.locale)]
    hoja.save()
    assert _citas(imagen) == 1
    hoja.imagenes = []
    hoja.save()
    assert _citas(imagen) == 0


def test_guardar_anota_lo_que_citan_las_filas_de_un_fragmento(db):
    foro, imagen = evento(), f.imagen()
    foro.imagenes = [ImagenDeEvento(imagen=imagen, texto_alternativo="Algo", credito="X", locale=foro.locale)]
    foro.save()
    assert _citas(imagen) == 1
    foro.imagenes = []
    foro.save()
    assert _citas(imagen) == 0


def test_guardar_algunos_campos_no_toca_lo_que_citan_las_filas(focal):
    hoja, imagen = f.practica(focal), f.imagen()
    hoja.imagenes = [ImagenDePractica(imagen=imagen, texto_alternativo="Algo", locale=hoja.locale)]
    hoja.save()
    hoja.imagenes = []  # in memory only
    hoja.save(update_fields=["title"])
    assert _citas(imagen) == 1
