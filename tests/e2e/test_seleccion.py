"""A selection of practices, kept by the browser of the reader."""

import re

import pytest
from playwright.sync_api import expect

from tests import fabrica as f

from .conftest import ESCRITORIO, TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)

LISTA = "/es/banco/lista/"


@pytest.fixture
def practica(sitio):
    return f.viva("Una que se guarda")


def test_se_guarda_se_dice_al_lado_y_la_cabecera_no_crece(practica, abrir, sin_barreras):
    pagina = abrir(pantalla=ESCRITORIO)
    pagina.goto(practica.url)
    cabecera = pagina.locator(".cabecera")
    antes = cabecera.bounding_box()["height"]
    boton = pagina.locator("button[data-guardar]")
    boton.click()
    expect(boton).to_have_accessible_name(re.compile("^Quitar de su selección ?: Una que se guarda$"))
    expect(boton).not_to_have_attribute("aria-pressed", "true")  # a name that changes, or a state: not both
    aviso = pagina.locator(".guardar__aviso")
    expect(aviso).to_have_text("Guardada. Ver su selección (1)")
    expect(pagina.get_by_role("link", name="Su selección: 1", exact=True)).to_be_visible()
    assert cabecera.bounding_box()["height"] == antes
    sin_barreras(pagina)
    aviso.get_by_role("link").click()
    expect(pagina.get_by_role("heading", name="Una que se guarda")).to_be_visible()


def test_su_pagina_sin_mas_muestra_lo_que_este_navegador_guardo(practica, abrir):
    pagina = abrir(pantalla=TELEFONO)
    pagina.goto(LISTA)
    expect(pagina.get_by_text("Todavía no hay nada aquí")).to_be_visible()
    pagina.goto(practica.url)
    pagina.locator("button[data-guardar]").evaluate("boton => boton.click()")
    pagina.goto(LISTA)
    expect(pagina.get_by_role("heading", name="Una que se guarda")).to_be_visible()


def test_sin_javascript_dice_lo_que_necesita(abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto(LISTA)
    expect(pagina.locator(".vacio noscript p")).to_contain_text("para mostrarla necesita JavaScript")
    expect(pagina.locator(".vacio noscript p")).to_be_visible()
    expect(pagina.get_by_text("Guardar en su selección")).not_to_be_visible()
