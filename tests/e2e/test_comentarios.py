"""What the DDRI says of the rows of a ficha, from the study to the editor and back: both people in a browser."""

import pytest
from playwright.sync_api import expect

from actores.models import Usuario
from tests import fabrica as f

from .test_historia import hasta_que_conteste

pytestmark = pytest.mark.django_db(transaction=True)

DICE, RESPONDE = "¿Ana sigue ahí?", "Ya no está: la quitamos."


def guardar(pagina):
    with hasta_que_conteste(pagina):
        pagina.get_by_role("button", name="Guardar borrador").click()
    expect(pagina.locator(".messages .success")).to_be_visible()


def test_lo_que_se_comenta_de_una_fila_se_responde_y_sigue_ahi_sin_ella(sitio, abrir, sin_barreras):
    focal = Usuario.objects.get(username="focal")
    ana = {"nombre": "Ana Otra", "correo": "ana@example.org"}
    hoja = f.practica(focal, titulo="Ciclovía de prueba", contactos=[ana, {}])
    tarea = f.enviar(hoja, focal)

    asesora = abrir("asesora")
    asesora.goto(f"/admin/pages/{hoja.pk}/edit/")  # locked while it is studied: no comment could be saved
    expect(asesora.locator("[data-component='add-comment-button']:visible")).to_have_count(0)
    asesora.goto(f.pantalla(tarea))
    seccion = asesora.locator("#seccion-contactos")
    seccion.get_by_text("Comentar esta sección").click()
    seccion.get_by_label("Comentario sobre «Personas de contacto»").fill(DICE)
    asesora.get_by_role("button", name="Devolver con la carta").click()
    expect(asesora.locator(".messages .success")).to_contain_text("se devolvió con su carta")

    entidad = abrir("focal")
    entidad.goto(f"/admin/pages/{hoja.pk}/edit/")
    dicho = entidad.locator("[data-contentpath='contactos']")
    expect(dicho).to_contain_text(DICE)
    dicho.locator("[data-annotation]").press("Enter")
    comentario = entidad.locator("#comments .comment").filter(has_text=DICE)
    comentario.get_by_role("textbox").fill(RESPONDE)
    comentario.get_by_role("button", name="Responder").press("Enter")
    expect(comentario.locator(".comment-reply")).to_contain_text(RESPONDE)
    sin_barreras(entidad, "[data-contentpath='contactos']")
    entidad.locator("#id_contactos-0-DELETE-button").click()
    guardar(entidad)
    expect(dicho).to_contain_text(RESPONDE)
    expect(entidad.locator("#id_contactos-0-nombre")).not_to_have_value("Ana Otra")
    dicho.locator("[data-annotation]").press("Enter")
    comentario.locator("summary").first.press("Enter")
    comentario.get_by_role("menuitem", name="Resolver").click()
    expect(comentario).to_have_count(0)
    for _ in range(2):
        guardar(entidad)

    f.enviar(hoja, focal)
    asesora.goto(f.pantalla(f.tarea(hoja)))
    expect(asesora.locator("#seccion-contactos")).to_contain_text(RESPONDE)
    expect(asesora.locator("#seccion-contactos")).to_contain_text("lo dio por resuelto")
    assert asesora.errores == entidad.errores == []
