"""The screens of the entries for awards: no barrier at any width, with the keyboard alone, and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from promocion.models import Objetivo, Paquete

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demostracion")]


def _pantallas():
    paquete = Paquete.objects.get(objetivo__clave="opsi")
    practica, objetivo = paquete.practica_id, paquete.objetivo_id
    libre = Objetivo.objects.get(clave="oidp")
    return [
        *(reverse(f"postulaciones:{cual}") for cual in ("matriz", "calendario", "paquetes")),
        reverse("postulaciones:practica", args=[practica]),
        reverse("postulaciones:objetivo", args=[objetivo]),
        reverse("postulaciones:ajuste", args=[practica, objetivo]),
        reverse("postulaciones:preguntas", args=[objetivo]),
        reverse("postulaciones:pregunta", args=[libre.pk, libre.formulario.campos.first().pk]),
        *(reverse(f"postulaciones:{cual}", args=[paquete.pk]) for cual in ("paquete", "pegar")),
    ]


def test_sin_barreras(abrir, sin_barreras):
    direcciones, pagina = _pantallas(), abrir("comunicaciones")
    for ancho in (1280, 390):
        pagina.set_viewport_size({"width": ancho, "height": 900})
        for direccion in direcciones:
            pagina.goto(direccion)
            sin_barreras(pagina, "#main")
    assert pagina.errores == []


def test_de_la_matriz_a_lo_que_falta_con_el_teclado(abrir):
    pagina = abrir("comunicaciones")
    pagina.goto(reverse("postulaciones:matriz"))
    pagina.get_by_role("link", name=re.compile(r"\d+.\d+ · OPSI")).first.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("button", name=re.compile("Preparar el paquete")).first).to_be_visible()


def test_la_cuenta_es_la_del_servidor_y_se_copia(abrir):
    paquete = Paquete.objects.get(objetivo__clave="opsi")
    pagina = abrir("comunicaciones")
    pagina.goto(reverse("postulaciones:paquete", args=[paquete.pk]))
    caja = pagina.locator("textarea[data-unidad=caracteres]").first
    cuenta = pagina.locator(f"#{caja.get_attribute('aria-describedby')} [data-cuenta]")
    caja.fill("Una línea\ny otra é")
    expect(cuenta).to_have_text("17")
    pagina.get_by_role("button", name="Guardar", exact=True).press("Enter")
    expect(cuenta).to_have_text("17")
    pagina.goto(reverse("postulaciones:pegar", args=[paquete.pk]))
    expect(pagina.get_by_text("Una línea\ny otra é")).to_be_visible()
