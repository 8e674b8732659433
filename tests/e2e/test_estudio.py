"""The study in a browser, with a question and with a section given back: how many clicks and screens each costs."""

import re

import pytest
from playwright.sync_api import expect

from actores.models import Usuario
from estudio.models import Mensaje, SeccionDevuelta
from tests import fabrica as f
from vocabulario.models import Criterio

pytestmark = pytest.mark.django_db(transaction=True)

TITULO = "Ciclovía de prueba"


@pytest.fixture
def en_estudio(sitio):
    focal = Usuario.objects.get(username="focal")
    return f.enviar(f.practica(focal, titulo=TITULO), focal)


class Cuenta:
    """Presses of a button, a link, an option or a fold, and screens that open, from the dashboard on."""

    def __init__(self, pagina):
        self.pagina, self.clics, self.pantallas = pagina, 0, 0
        pagina.on("response", self._respuesta)

    def _respuesta(self, respuesta):
        pedido = respuesta.request
        if pedido.is_navigation_request() and pedido.frame == self.pagina.main_frame and respuesta.status != 302:
            self.pantallas += 1

    def clic(self, *lugares):
        for lugar in lugares:
            lugar.click()
            self.clics += 1

    def __str__(self):
        return f"{self.clics} clics y {self.pantallas} pantallas"


def valorar(cuenta):
    pagina = cuenta.pagina
    for criterio in Criterio.objects.all():
        cuenta.clic(pagina.locator(f"[name='criterio-{criterio.codigo}-puntaje'][value='3']"))
        pagina.fill(f"[name='criterio-{criterio.codigo}-justificacion']", "Se ve en los resultados.")
    cuenta.clic(pagina.locator("#id_buena_practica"))


def pasar(cuenta):
    cuenta.clic(cuenta.pagina.get_by_role("button", name="Pasar a aval"))
    expect(cuenta.pagina.locator(".messages .success")).to_contain_text("pasó a aval")


def abrir_el_estudio(abrir):
    pagina = abrir("asesora")
    cuenta = Cuenta(pagina)
    cuenta.clic(pagina.get_by_role("link", name=TITULO).first)
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Estudio")
    return cuenta


def en_la_seccion(pagina, campo="lecciones"):
    return pagina.locator(f"#seccion-{campo}")


def test_lo_que_cuesta_estudiar_sin_preguntar(en_estudio, abrir):
    cuenta = abrir_el_estudio(abrir)
    valorar(cuenta)
    pasar(cuenta)
    # One to open, one a criterion, one for the route, one to pass it on.
    assert (cuenta.clics, cuenta.pantallas) <= (11, 2), f"un estudio sin preguntas cuesta {cuenta}"
    assert cuenta.pagina.errores == []


def test_lo_que_cuesta_estudiar_con_una_pregunta_y_una_seccion_devuelta(en_estudio, abrir, sin_barreras, retratar):
    cuenta = abrir_el_estudio(abrir)
    pagina = cuenta.pagina
    valorar(cuenta)
    seccion = en_la_seccion(pagina)
    cuenta.clic(seccion.get_by_text("Preguntar a la entidad, o devolverle"))
    seccion.get_by_label(re.compile("^Pregunta sobre")).fill("¿Quién lo midió?")
    cuenta.clic(seccion.get_by_role("button", name="Enviar la pregunta"))
    expect(en_la_seccion(pagina)).to_contain_text("sin responder todavía")
    assert pagina.locator("[name='criterio-innovadora-puntaje'][value='3']").is_checked(), "the rubric is kept"
    sin_barreras(pagina, "#main")
    con_pregunta = (cuenta.clics, cuenta.pantallas)

    # The entity answers, from its dashboard.
    entidad = abrir("focal")
    suya = Cuenta(entidad)
    suya.clic(entidad.get_by_role("link", name="Responda 1 pregunta"))
    expect(en_la_seccion(entidad)).to_contain_text("¿Quién lo midió?")
    en_la_seccion(entidad).get_by_label(re.compile("^Respuesta sobre")).fill("La Universidad, en 2019.")
    sin_barreras(entidad, "#main")
    retratar(entidad, "focal-conversacion")
    suya.clic(en_la_seccion(entidad).get_by_role("button", name="Enviar la respuesta"))
    expect(en_la_seccion(entidad)).to_contain_text("La Universidad, en 2019.")
    assert (suya.clics, suya.pantallas) <= (2, 2), f"responder una pregunta cuesta {suya}"

    # The adviser reads it and gives the section back.
    pagina.reload()
    seccion = en_la_seccion(pagina)
    expect(seccion).to_contain_text("La Universidad, en 2019.")
    cuenta.clic(seccion.get_by_text("Preguntar a la entidad, o devolverle"))
    seccion.get_by_label("Qué hay que corregir en ella").fill("Diga la fuente.")
    cuenta.clic(seccion.get_by_role("button", name="Devolver esta sección"))
    expect(en_la_seccion(pagina)).to_contain_text("La entidad la está corrigiendo")

    entidad.goto("/admin/")
    suya = Cuenta(entidad)
    suya.clic(entidad.get_by_role("link", name=re.compile("Corrija y entregue")))
    expect(entidad.get_by_role("heading", level=1)).to_contain_text("Corregir")
    texto = entidad.locator(".public-DraftEditor-content")
    texto.click()
    entidad.keyboard.press("Control+End")
    entidad.keyboard.type(" La fuente es la encuesta de 2019.")
    sin_barreras(entidad, "#main")
    retratar(entidad, "focal-seccion")
    suya.clic(entidad.get_by_role("button", name="Entregar a la DDRI"))
    expect(entidad.locator(".messages .success")).to_contain_text("está otra vez en la DDRI")
    assert (suya.clics, suya.pantallas) <= (2, 2), f"corregir una sección cuesta {suya}"
    assert not SeccionDevuelta.objects.fuera().exists()

    pagina.reload()
    expect(pagina.get_by_text("Lo valoró antes de que cambiara: Lecciones aprendidas.").first).to_be_visible()
    cuenta.clic(en_la_seccion(pagina).get_by_text("Qué cambió en la sección"))
    expect(en_la_seccion(pagina).locator("ins").first).to_contain_text("encuesta de 2019")
    sin_barreras(pagina, "#main")
    retratar(pagina, "moderacion-conversacion")
    pasar(cuenta)
    assert con_pregunta <= (12, 2), f"un estudio cuesta {con_pregunta} hasta enviada su pregunta"
    assert (cuenta.clics, cuenta.pantallas) <= (16, 6), f"con una pregunta y una sección devuelta, {cuenta}"
    assert Mensaje.objects.count() == 4
    assert pagina.errores == entidad.errores == []


def test_sin_javascript_se_pregunta_y_se_responde(en_estudio, abrir):
    pagina = abrir("asesora", java_script_enabled=False)
    pagina.goto(f.pantalla(en_estudio))
    seccion = en_la_seccion(pagina)
    seccion.get_by_text("Preguntar a la entidad, o devolverle").click()
    seccion.get_by_label(re.compile("^Pregunta sobre")).fill("¿Quién lo midió?")
    seccion.get_by_role("button", name="Enviar la pregunta").click()
    expect(en_la_seccion(pagina)).to_contain_text("¿Quién lo midió?")
    entidad = abrir("focal", java_script_enabled=False)
    entidad.goto("/admin/")
    entidad.get_by_role("link", name="Responda 1 pregunta").click()
    en_la_seccion(entidad).get_by_label(re.compile("^Respuesta sobre")).fill("La Universidad.")
    en_la_seccion(entidad).get_by_role("button", name="Enviar la respuesta").click()
    expect(en_la_seccion(entidad)).to_contain_text("La Universidad.")
