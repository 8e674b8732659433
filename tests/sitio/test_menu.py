"""The menu of the admin: what belongs together stands together, for each role what it may open."""

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from sitio.menu import GRUPOS
from tests import fabrica as f


def _menu_de(rol):
    peticion = RequestFactory().get("/admin/")
    peticion.user = f.persona(f"de {rol}", rol, "idrd")
    return peticion, admin_menu.menu_items_for_request(peticion)


@pytest.mark.parametrize("rol", [MODERACION, ADMINISTRACION, COMUNICACIONES, PUNTOS_FOCALES])
def test_el_menu_tiene_dos_pisos_y_va_en_orden(db, rol):
    peticion, entradas = _menu_de(rol)
    assert [una.order for una in entradas] == sorted(una.order for una in entradas)
    for entrada in entradas:
        if entrada.name in GRUPOS:
            hijas = entrada.menu.menu_items_for_request(peticion)
            assert len(hijas) > 1 and not any(isinstance(hija, SubmenuMenuItem) for hija in hijas)


def test_el_menu_de_uno_no_cambia_el_de_otro(db):
    antes = [(una.name, una.order) for una in _menu_de(PUNTOS_FOCALES)[1]]
    _menu_de(ADMINISTRACION)
    peticion = RequestFactory().get("/admin/")
    peticion.user = f.persona("otra", PUNTOS_FOCALES, "idrd")
    assert [(una.name, una.order) for una in admin_menu.menu_items_for_request(peticion)] == antes
