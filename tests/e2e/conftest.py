"""A real browser on a real server. Without a Chromium these tests are skipped loudly; in CI they fail."""

import io
import os
import shutil
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from sitio.demo import cuentas

# Playwright's loop runs in this thread; the ORM is used from it on purpose, between the steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

expect.set_options(timeout=20_000)  # milliseconds: a machine under load is slow, not wrong
NOMBRES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((ruta for nombre in NOMBRES if (ruta := shutil.which(nombre))), None)
ESCRITORIO = {"width": 1280, "height": 900}
TELEFONO = {"width": 390, "height": 844}
# With CAPTURAS=1 the walk leaves the pictures of the manual in docs/.
CAPTURAS = Path(__file__).parents[2] / "docs" / "imagenes" if os.environ.get("CAPTURAS") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    aqui = Path(__file__).parent
    nuestras = [item for item in items if aqui in item.path.parents]
    for item in nuestras:
        item.add_marker("navegador")
        if not CHROMIUM and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="NO CHROMIUM FOUND: the browser tests did not run"))


@pytest.fixture(scope="session")
def chromium():
    assert CHROMIUM, "The browser tests need Debian's chromium"
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )
        yield navegador
        navegador.close()


@pytest.fixture
def sitio(live_server):
    """The address of the installed site, with the people of the demonstration."""
    cuentas.crear()
    return live_server.url


# Until whatever moves, and ends, has ended.
_QUIETA = """() => Promise.race([
    Promise.allSettled(document.getAnimations()
        .filter((una) => una.effect.getComputedTiming().iterations !== Infinity).map((una) => una.finished)),
    new Promise((listo) => setTimeout(listo, 3000)),
])"""


class Peticiones:
    """Those that the live server is answering at this moment."""

    def __init__(self):
        self._abiertas, self._candado = 0, threading.Condition()
        request_started.connect(self._empieza)
        request_finished.connect(self._termina)

    def _cuenta(self, cuantas):
        if threading.current_thread() is not threading.main_thread():  # where the Client of other tests asks
            with self._candado:
                self._abiertas += cuantas
                self._candado.notify_all()

    def _empieza(self, **kwargs):
        self._cuenta(1)

    def _termina(self, **kwargs):
        self._cuenta(-1)

    def esperar(self, segundos=30):
        with self._candado:
            self._candado.wait_for(lambda: not self._abiertas, timeout=segundos)


@pytest.fixture(scope="session")
def peticiones():
    return Peticiones()


@pytest.fixture
def abrir(chromium, sitio, peticiones):
    """``abrir(user name or None, …)``: a page of a browser of one's own, inside the admin if a user is named."""
    contextos = []

    def _abrir(usuario=None, idioma="es-CO", pantalla=ESCRITORIO, **opciones):
        contexto = chromium.new_context(base_url=sitio, locale=idioma, viewport=pantalla, **opciones)
        contextos.append(contexto)
        pagina = contexto.new_page()
        pagina.errores = []
        pagina.on("pageerror", lambda error: pagina.errores.append(str(error)))
        if usuario:
            pagina.goto("/entrar/")
            pagina.fill("[name=login]", usuario)
            pagina.fill("[name=password]", cuentas.CLAVE)
            pagina.keyboard.press("Enter")
            pagina.wait_for_url("**/admin/")
        return pagina

    yield _abrir
    for contexto in contextos:
        contexto.close()
    # What a page asked for as it closed still reads the database, which is about to be another.
    peticiones.esperar()


@pytest.fixture
def sin_barreras():
    """``sin_barreras(page, within=…)``: axe finds nothing on what the page shows. ``solo``: those rules of it."""

    def _revisar(pagina, dentro=None, omitir=(), solo=()):
        reglas = {regla: {"enabled": False} for regla in omitir}
        # What is seen of a name is said of it (WCAG 2.5.3): axe has it apart, among what it tries out.
        reglas |= {} if solo else {"label-content-name-mismatch": {"enabled": True}}
        normas = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        opciones = {"runOnly": [*solo] or normas, "rules": reglas, "resultTypes": ["violations"]}
        pagina.evaluate(_QUIETA)  # half-way through its appearance a message has other colours
        resultado = Axe().run(pagina, context=dentro, options=opciones)
        assert resultado.violations_count == 0, resultado.generate_report()

    return _revisar


@pytest.fixture
def retratar():
    """``retratar(page, name)``: a picture for the manual, when CAPTURAS is set."""

    def _retratar(pagina, nombre, **opciones):
        if CAPTURAS:
            CAPTURAS.mkdir(parents=True, exist_ok=True)
            with Image.open(io.BytesIO(pagina.screenshot(**opciones))) as retrato:
                # A palette: a third of the weight, and nobody sees the difference on a screen of the admin.
                retrato.convert("RGB").quantize(128).save(CAPTURAS / f"{nombre}.png", optimize=True)

    return _retratar
