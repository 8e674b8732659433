"""The pictures of the manuals, one for each task, taken again with ``CAPTURAS=1``; what they show is on the screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actores.models import Entidad, PedidoDeCuenta
from formularios.models import Llenado
from intercambios.models import Proceso
from practicas.models import PracticaPage
from promocion.models import Paquete
from sistema.models import Sesion
from tests import pantallas

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demostracion")]


def _de(nombre, objeto=None):
    return lambda: reverse(nombre, args=[objeto().pk] if objeto else [])


def _practica(slug):
    return PracticaPage.objects.get(slug=slug, locale__language_code="es")


def _devuelta():
    return PracticaPage.objects.get(draft_title__startswith="Del intercambio a la acción", locale__language_code="es")


# Name of the picture → who sees it, its address, and what has to be read there.
IMAGENES = {
    "focal-cuenta": (None, lambda: "/es/pedir-cuenta/", "Pedir una cuenta"),
    "focal-devuelta": ("focal.secretaria-general", _de("wagtailadmin_home"), "Devuelto con una carta"),
    "focal-comentarios": (
        "focal.secretaria-general",
        lambda: reverse("wagtailadmin_pages:edit", args=[_devuelta().pk]),
        "La DDRI le devolvió este texto",
    ),
    "focal-ft1311": (
        "focal",
        _de("formularios:editar", lambda: Llenado.objects.get(entidad__codigo="idrd", estado="borrador")),
        "Registrar",
    ),
    "focal-hoja": ("focal", _de("practicas:traer_hoja"), "Varias fichas en una hoja de cálculo"),
    "focal-iniciativa": ("focal", _de("wagtailsnippets_sistema_iniciativa:add"), "Qué es"),
    "moderacion-sesion": ("moderadora", _de("sistema:sesion", lambda: Sesion.objects.first()), "Agenda"),
    "comunicaciones-paquete": (
        "comunicaciones",
        _de("postulaciones:paquete", lambda: Paquete.objects.first()),
        "Guardar",
    ),
    "comunicaciones-matriz": ("comunicaciones", _de("postulaciones:matriz"), "Prácticas y objetivos"),
    "moderacion-hoja-de-ruta": (
        "moderadora",
        _de("procesos:ver", lambda: Proceso.objects.filter(metodo__linea="promocion").first()),
        "Hoja de ruta",
    ),
    "moderacion-punto-focal": (
        "moderadora",
        _de("registro_focal_de", lambda: Entidad.objects.get(codigo="idrd")),
        "Contactos con la entidad",
    ),
    "administracion-pedido": (
        "administracion",
        _de("wagtailsnippets_actores_pedidodecuenta:edit", lambda: PedidoDeCuenta.objects.first()),
        "De ejemplo",
    ),
    "administracion-usuarios": ("administracion", _de("wagtailusers_users:index"), "Diego Administración"),
    "administracion-usuario-nuevo": ("administracion", _de("wagtailusers_users:add"), "Papel"),
    "administracion-listas": ("administracion", _de("wagtailsnippets_vocabulario_tema:list"), "Movilidad sostenible"),
    "practica-1280": (None, lambda: _practica("ciclovia").url, "Lecciones aprendidas"),
    "portada-1280": (None, lambda: "/es/", "Encontrar una práctica"),
}


@pytest.mark.parametrize("nombre", IMAGENES)
def test_la_pantalla_que_el_manual_muestra(nombre, abrir, retratar):
    pantallas.completar()
    quien, direccion, dice = IMAGENES[nombre]
    pagina = abrir(quien)
    pagina.goto(direccion())
    expect(pagina.locator("main, #main").first).to_contain_text(dice)
    retratar(pagina, nombre)
    assert pagina.errores == []
