"""The rows of an object keep their order on every database, also those that code made without giving them a place."""

from aval.models import modelos_avalables
from aval.serializado import relaciones
from practicas.models import Contacto
from tests import fabrica as f


def test_las_filas_sin_lugar_quedan_como_se_hicieron(focal):
    nombres = ["Zoraida", "Ana", "Marta"]
    hoja = f.practica(focal, contactos=[{"nombre": nombre} for nombre in nombres])
    assert set(hoja.contactos.values_list("sort_order", flat=True)) == {None}
    # PostgreSQL writes a changed row anew; when its leaf of the table is full, behind the others.
    for vez in range(150):
        Contacto.objects.filter(practica=hoja, nombre="Zoraida").update(cargo=f"Otra cosa {vez}")
    assert list(Contacto.objects.filter(practica=hoja).values_list("nombre", flat=True)) == nombres


def test_todo_lo_que_lleva_aval_ordena_sus_filas_sin_empates():
    hijos = {r.related_model for modelo in modelos_avalables() for r in relaciones(modelo).values()}
    con_orden = {hijo for hijo in hijos if hasattr(hijo, "sort_order") and hijo.__module__.split(".")[0] != "tests"}
    assert con_orden and {hijo for hijo in con_orden if list(hijo._meta.ordering)[-1] != "pk"} == set()
