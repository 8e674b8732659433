"""What is typed while the editor saves by itself: nothing of it is lost, and the header does not say otherwise.

``RONDAS`` (12) is how many rounds are played and ``SEMILLA`` (1) which ones; ``QUIETO`` (0 ms) how long the header must
have said «Guardado» without a break before its word is taken: with thousands, only what never arrives is counted.
"""

import os
import random
import re
import time
from pathlib import Path

import pytest
from django.utils.html import strip_tags
from playwright.sync_api import Error, expect
from wagtail.models import Comment

from actores.models import Usuario
from banco.models import BancoPage
from practicas.models import PracticaPage
from redes.models import Plataforma

pytestmark = pytest.mark.django_db(transaction=True)

RONDAS = int(os.environ.get("RONDAS", 12))
SEMILLA = os.environ.get("SEMILLA", "1")
QUIETO = int(os.environ.get("QUIETO", 0))
CAMPOS = {
    "resumen": "#id_resumen",
    "upz": "#id_upz",
    "nombre": "#id_contactos-0-nombre",
    "lecciones": "[data-contentpath='lecciones'] [role=textbox]",
    "resultados": "[data-contentpath='resultados'] [role=textbox]",
}
TESTIGO = Path(__file__).parent / "testigo.js"


@pytest.fixture
def ficha(sitio):
    autora = Usuario.objects.get(username="focal")
    practica = PracticaPage(
        title="Jardines de lluvia", slug="jardines", owner=autora, live=False, entidad=autora.entidad
    )
    BancoPage.objects.get(locale__language_code="es").add_child(instance=practica)
    practica.save_revision(user=autora, clean=False)
    return practica


@pytest.fixture
def editor(abrir, ficha):
    pagina = abrir("focal")
    pagina.add_init_script(path=TESTIGO)
    pagina.goto(f"/admin/pages/{ficha.pk}/edit/")
    return pagina


def teclear(pagina, campo, texto, azar=None):
    """With the keys, in the place of what the field held."""
    pagina.locator(CAMPOS[campo]).click()
    pagina.keyboard.press("Control+A")
    for letra in texto:
        pagina.keyboard.press(letra)
        if azar:
            pagina.wait_for_timeout(azar.choice([0, 0, 20, 60, 150]))


def en_la_revision(ficha):
    ultima = PracticaPage.objects.get(pk=ficha.pk).get_latest_revision_as_object()
    contacto = ultima.contactos.first()
    return {
        "resumen": ultima.resumen,
        "upz": ultima.upz,
        "nombre": contacto.nombre if contacto else "",
        "lecciones": strip_tags(ultima.lecciones),
        "resultados": strip_tags(ultima.resultados),
    }


def que_diga(pagina, que, quieto=0):
    """Until the header says "saving", "saved" or "paused", and goes on saying it for ``quieto`` milliseconds."""
    pagina.wait_for_function("que => dice(que)", arg=que, polling=20, timeout=20_000)
    desde = time.monotonic()
    while (time.monotonic() - desde) * 1000 < quieto:
        pagina.wait_for_timeout(100)
        if not pagina.evaluate("que => dice(que)", que):
            pagina.wait_for_function("que => dice(que)", arg=que, polling=20)
            desde = time.monotonic()


def que_haya(pagina, peticiones, segundos=20):
    """Until one request at least was held on its way, and is in the list ``peticiones``."""
    hasta = time.monotonic() + segundos
    while not peticiones:
        assert time.monotonic() < hasta, "nothing was saved by itself"
        pagina.wait_for_timeout(50)


def pide_quedarse(pagina):
    """Whether the browser asks before leaving; it is answered to stay."""
    preguntas = []

    def quedarse(dialogo):
        preguntas.append(dialogo.type)
        dialogo.dismiss()

    pagina.on("dialog", quedarse)
    aqui = pagina.url
    try:
        pagina.goto("/admin/account/", wait_until="commit")
    except Error:  # the journey was called off
        assert preguntas
    pagina.remove_listener("dialog", quedarse)
    assert bool(preguntas) == (pagina.url == aqui)
    return bool(preguntas)


def empeorar(pagina, como):
    """Nothing that is saved arrives from now on; with what it returns, it does again."""
    regla = re.compile(r"/admin/(pages|snippets)/.*/edit/")

    def responder(ruta):
        if ruta.request.method != "POST":
            ruta.continue_()
        elif como == "sin red":
            ruta.abort()
        else:
            ruta.fulfill(status=como, content_type="text/html", body="<h1>No</h1>")

    pagina.route(regla, responder)
    return lambda: pagina.unroute(regla)


def test_nada_de_lo_tecleado_mientras_se_guarda_se_pierde(editor, ficha):
    perdidas, mentiras = [], []
    esperado = en_la_revision(ficha)
    for numero in range(RONDAS):
        azar = random.Random(f"{SEMILLA}-{numero}")  # noqa: S311
        for campo in azar.sample(sorted(CAMPOS), azar.choice([2, 2, 3])):
            esperado[campo] = f"{campo[:3]}{numero}"
            teclear(editor, campo, esperado[campo], azar)
            if momento := azar.choice(["saving", "saved", None]):
                que_diga(editor, momento)
            editor.wait_for_timeout(azar.randrange(1200))
        que_diga(editor, "saved", QUIETO)
        guardado = en_la_revision(ficha)
        if guardado != esperado:
            perdidas.append({campo: (esperado[campo], guardado[campo]) for campo in esperado})
        mentiras += editor.evaluate("mentiras.splice(0)")[:1]
    cuenta = f"{RONDAS} rounds: lost {len(perdidas)}, false {len(mentiras)}; {perdidas} {mentiras}"
    assert not perdidas and not mentiras, cuenta
    una_fila_que_se_agrega_mientras_se_guarda_queda_una_sola_vez(editor, ficha)
    assert editor.errores == []


def una_fila_que_se_agrega_mientras_se_guarda_queda_una_sola_vez(editor, ficha):
    teclear(editor, "resumen", "antes de la fila")
    que_diga(editor, "saving")
    editor.get_by_role("button", name="Agregar actor clave").click()
    for campo, texto in {"nombre": "Ana", "cargo": "Lideresa"}.items():
        editor.locator(f"#id_actores_clave-0-{campo}").click()
        editor.keyboard.type(texto, delay=40)
        editor.wait_for_timeout(400)
    que_diga(editor, "saved")
    ultima = PracticaPage.objects.get(pk=ficha.pk).get_latest_revision_as_object()
    assert [(uno.nombre, uno.cargo) for uno in ultima.actores_clave.all()] == [("Ana", "Lideresa")]


def test_lo_que_falla_se_dice_se_avisa_y_se_guarda_despues(editor, ficha):
    for numero, como in enumerate((500, 413, "sin red")):
        que_vuelva = empeorar(editor, como)
        teclear(editor, "resumen", f"mal{numero}")
        que_diga(editor, "paused")
        assert pide_quedarse(editor), como
        teclear(editor, "lecciones", f"peor{numero}")  # goes on writing all the same
        assert not editor.evaluate("() => dice('saved')")
        que_vuelva()
        editor.evaluate("() => dispatchEvent(new Event('online'))")  # nothing else is typed
        que_diga(editor, "saved")
        guardado = en_la_revision(ficha)
        assert (guardado["resumen"], guardado["lecciones"]) == (f"mal{numero}", f"peor{numero}"), como
    # Nor does it save what does not pass: until it is put right.
    editor.locator("#id_title").click()
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    que_diga(editor, "paused")
    assert pide_quedarse(editor)
    editor.keyboard.type("Jardines")
    que_diga(editor, "saved")
    assert PracticaPage.objects.get(pk=ficha.pk).get_latest_revision_as_object().title == "Jardines"
    assert editor.evaluate("mentiras") == []


def test_salir_avisa_mientras_algo_no_se_ha_guardado_y_solo_entonces(editor, ficha, peticiones):
    for campo in ("upz", "lecciones"):  # the second is written to its field a quarter of a second later
        editor.locator(CAMPOS[campo]).click()
        editor.keyboard.press("Control+A")
        editor.keyboard.press("z")
        assert pide_quedarse(editor), campo
        que_diga(editor, "saved")
    assert (en_la_revision(ficha)["upz"], en_la_revision(ficha)["lecciones"]) == ("z", "z")
    # Who leaves all the same keeps the draft.
    teclear(editor, "upz", "al salir")
    editor.once("dialog", lambda aviso: aviso.accept())
    editor.goto("/admin/account/")
    peticiones.esperar()
    assert en_la_revision(ficha)["upz"] == "al salir"
    editor.goto(f"/admin/pages/{ficha.pk}/edit/")
    editor.locator("#id_upz").click()  # the browser asks only who has touched the page
    assert not pide_quedarse(editor)


def test_lo_tecleado_en_cuanto_abre_un_formulario_nuevo_se_guarda_una_vez(abrir):
    pagina = abrir("comunicaciones")
    pagina.add_init_script(path=TESTIGO)
    pagina.goto("/admin/snippets/redes/plataforma/add/", wait_until="domcontentloaded")
    pagina.locator("#id_nombre").click()
    pagina.keyboard.type("Ciudades en común")
    que_diga(pagina, "saving")
    pagina.locator("#id_operador").click()
    pagina.keyboard.type("Una universidad", delay=20)
    que_diga(pagina, "saved")
    expect(pagina).to_have_url(re.compile(r"/plataforma/edit/\d+/"))
    (una,) = Plataforma.objects.filter(nombre="Ciudades en común")
    guardada = una.get_latest_revision_as_object()
    assert (guardada.nombre, guardada.operador) == ("Ciudades en común", "Una universidad")
    assert not pide_quedarse(pagina)


def test_el_comentario_a_medias_sigue_ahi_cuando_llega_el_autoguardado(editor, ficha):
    """With text on its way, and with another comment on its way."""
    detenidos, libre = [], False

    def detener(ruta):
        detenidos.append(ruta) if ruta.request.method == "POST" and not libre else ruta.continue_()

    def soltar():
        detenidos.pop(0).continue_()
        editor.wait_for_timeout(1000)

    def comentar(campo, antes, despues):
        que_haya(editor, detenidos)  # with a comment half-written nothing more would be sent
        lugar = editor.locator(f"[data-contentpath='{campo}']")
        lugar.hover()
        lugar.locator("[data-component='add-comment-button']").click()
        caja = editor.locator(".comment--mode-creating textarea")
        caja.focus()  # Wagtail gives it, but not always on a busy machine: what is tried here is the text
        editor.keyboard.type(antes)
        soltar()
        editor.keyboard.type(despues)
        expect(caja).to_have_value(antes + despues)
        assert not editor.evaluate("() => dice('saved')"), "a comment half-written is not saved"
        assert pide_quedarse(editor)
        editor.locator(".comment--mode-creating button[type=submit]").press("Enter")

    editor.route(re.compile(r"/admin/pages/.*/edit/"), detener)
    editor.wait_for_timeout(2500)
    teclear(editor, "upz", "La Candelaria")
    comentar("resumen", "¿Y la fuente", " de esto?")
    comentar("upz", "Falta", " la localidad")
    libre = True  # from here on what is saved goes by itself
    while detenidos:
        soltar()
    que_diga(editor, "saved")
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["Falta la localidad", "¿Y la fuente de esto?"]


def test_el_comentario_que_se_termina_mientras_llega_la_respuesta_no_se_pierde(editor, ficha):
    """The answer to a save makes all comments anew: those that it did not take are put back, and saved next."""
    detenidas, libre = [], False

    def detener(ruta):
        if ruta.request.method != "POST" or libre:
            ruta.continue_()
        else:
            detenidas.append((ruta, ruta.fetch()))  # saved, and the answer on its way

    def comentar(campo, texto):
        lugar = editor.locator(f"[data-contentpath='{campo}']")
        lugar.hover()
        lugar.locator("[data-component='add-comment-button']").click()
        editor.locator(".comment--mode-creating textarea").and_(editor.locator(":focus")).wait_for()
        editor.keyboard.type(texto)
        editor.locator(".comment--mode-creating button[type=submit]").press("Enter")

    editor.route(re.compile(r"/admin/pages/.*/edit/"), detener)
    editor.wait_for_timeout(2500)
    comentar("resumen", "¿Y la fuente de esto?")
    que_haya(editor, detenidas)
    comentar("upz", "Falta la localidad")
    libre = True
    for ruta, respuesta in detenidas:
        ruta.fulfill(response=respuesta)
    que_diga(editor, "saved", quieto=1500)
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["Falta la localidad", "¿Y la fuente de esto?"]
