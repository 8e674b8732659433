"""Networks, awards and events as a reader walks them: in both languages, by keyboard, without JavaScript."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from aval import flujo
from eventos.models import EdicionDePremio, Evento, Premio, RedDeEvento
from redes.models import Red
from sitio import semillas
from traducciones import servicio
from vocabulario.models import Ciudad

from .conftest import ESCRITORIO, TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)

EN = {"redes": "networks", "eventos": "events", "premios": "awards", "plataformas": "platforms"}


@pytest.fixture
def viaje(sitio):
    """What the installation brings, live in both languages, and one event to come next month."""
    proximo = (datetime.date.today().replace(day=28) + datetime.timedelta(days=10)).replace(day=10)
    premio = Premio.objects.get(slug="guangzhou")
    premio.ediciones = [EdicionDePremio(anio=proximo.year, cierra=proximo)]
    premio.save()
    foro = Evento(
        locale=premio.locale,
        live=False,
        nombre="Foro del Agua",
        slug="foro-del-agua",
        tipo="foro",
        fecha_inicio=proximo,
        hora_inicio=datetime.time(9),
        ciudad=Ciudad.objects.get(codigo="bogota"),
        lugar="Ágora",
    )
    foro.redes = [RedDeEvento(red=Red.objects.get(slug="c40"))]
    foro.save()
    for modelo in semillas.MODELOS:
        for objeto in modelo.objects.filter(live=False):
            flujo.avalar_de_instalacion(objeto)
    for traduccion in semillas.traducir():
        flujo.avalar_de_instalacion(servicio.version_propuesta(traduccion))
    return proximo


def direcciones(mes):
    partes = ("redes/", "redes/c40/", "plataformas/", "premios/", "premios/guangzhou/", "eventos/", f"eventos/{mes}/")
    for parte in partes:
        seccion, resto = parte.split("/", 1)
        yield f"/es/{parte}"
        yield f"/en/{EN[seccion]}/{resto}"
    yield "/es/eventos/foro-del-agua/"


@pytest.mark.parametrize(("pantalla", "luz"), [(ESCRITORIO, "light"), (TELEFONO, "dark")])
def test_sin_barreras_en_los_dos_idiomas(pantalla, luz, viaje, abrir, sin_barreras):
    pagina = abrir(pantalla=pantalla, color_scheme=luz)
    for direccion in direcciones(f"{viaje:%Y-%m}"):
        assert pagina.goto(direccion).status == 200, direccion
        assert pagina.locator("html").get_attribute("lang") == direccion[1:3]
        assert pagina.locator("h1").count() == 1
        ancho = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert ancho <= 0, f"{direccion} is wider than its screen"
        sin_barreras(pagina)
    assert pagina.errores == []


def test_con_el_teclado_y_sin_javascript(viaje, abrir):
    pagina = abrir(java_script_enabled=False)
    # The map says in words what it draws, and its table opens by keyboard.
    pagina.goto("/es/redes/")
    expect(pagina.get_by_role("img", name="Hasta dónde llegan las 12 redes de Bogotá")).to_be_visible()
    boton = pagina.get_by_text("Los mismos datos en una tabla")
    expect(pagina.get_by_role("table")).to_be_hidden()
    boton.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("row")).to_have_count(13)
    pagina.keyboard.press("Tab")  # the frame that scrolls
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Alcaldes por la Paz")
    # The calendar: filter, see the month, open an event, keep it.
    pagina.goto("/es/eventos/")
    pagina.get_by_label("Red", exact=True).select_option(label="C40")
    pagina.get_by_role("button", name="Filtrar").press("Enter")
    expect(pagina.locator("#t-viene").locator("..").get_by_role("link")).to_have_text(["Foro del Agua"])
    pagina.get_by_role("link", name="Mes", exact=True).press("Enter")
    expect(pagina.get_by_label("Red", exact=True)).to_have_value("c40")
    pagina.locator("a[rel=next]").press("Enter")
    pagina.get_by_role("link", name="Foro del Agua").press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Foro del Agua")
    calendario = pagina.request.get(pagina.get_by_role("link", name="Agregar a mi calendario").get_attribute("href"))
    assert calendario.ok and calendario.text().startswith("BEGIN:VCALENDAR")
    # And from a network to its English and back to the list.
    pagina.goto("/es/redes/c40/")
    pagina.get_by_role("link", name="English").press("Enter")
    expect(pagina).to_have_url(re.compile("/en/networks/c40/$"))
    pagina.locator("main").get_by_role("link", name="Networks", exact=True).press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Networks")
