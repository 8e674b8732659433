"""Every public template, in both languages, on every screen: no barrier, no overflow, nothing from outside."""

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import TaskState

from actores.models import Usuario
from aval import retiro
from practicas.models import PracticaPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demostracion")]

PAGINAS = [
    *("/es/", "/es/practicas/", "/es/practicas/?q=bicicleta", "/es/practicas/?q=zzzz", "/es/practicas/ciclovia/"),
    *("/es/practicas/?tema=movilidad&ruta=buena_practica", "/es/practicas/bogota-aprende/"),
    *(f"/es/practicas/?vista={vista}" for vista in ("mapa", "linea", "tabla", "matriz")),
    *(f"/en/practices/?vista={vista}" for vista in ("mapa", "linea", "tabla", "matriz")),
    *(
        "/es/practicas/?q=movilidda",
        "/es/banco/lista/",
        "/es/banco/lista/?p=ciclovia&p=ciclorrutas",
        "/es/banco/datos/",
    ),
    *("/es/banco/comparar/?p=ciclovia&p=ciclorrutas", "/en/bank/compare/", "/en/bank/list/", "/en/bank/data/"),
    *("/es/banco/ciclovia/imprimir/", "/en/bank/ciclovia-bogotas-avenues-become-a-park/imprimir/"),
    *("/en/bank/list/?p=ciclovia-bogotas-avenues-become-a-park", "/en/practices/?q=zzzz+cycling&tema=salud"),
    "/en/bank/compare/?p=ciclovia-bogotas-avenues-become-a-park&p=cade-and-supercade-many-services-one-door",
    *("/es/ofrecer-una-practica/", "/es/pedir-un-intercambio/", "/en/offer-a-practice/", "/en/ask-for-an-exchange/"),
    *("/es/pedir-cuenta/", "/en/ask-for-an-account/"),
    *("/es/acerca/", "/es/metodo-y-criterios/", "/es/privacidad/", "/es/accesibilidad/", "/es/no-existe/"),
    *("/en/", "/en/practices/", "/en/practices/?q=bicycle", "/en/practices/ciclovia-bogotas-avenues-become-a-park/"),
    *("/en/about/", "/en/method-and-criteria/", "/en/privacy/", "/en/accessibility/", "/en/nothing-here/"),
    *("/es/redes/", "/es/redes/c40/", "/es/plataformas/", "/es/plataformas/use/", "/es/premios/"),
    *("/es/premios/liderazgo-climatico/", "/es/eventos/", "/es/eventos/2013-12/", "/es/eventos/seminario-redcisur/"),
    *("/en/networks/", "/en/networks/safer-cities/", "/en/platforms/", "/en/awards/", "/en/awards/dubai/"),
    *("/en/events/", "/en/events/2013-12/", "/en/events/workshop-district-system/"),
]
ANCHOS = (1280, 390, 320)


@pytest.mark.parametrize("direccion", PAGINAS)
def test_ninguna_pagina_publica_tiene_barreras(direccion, sitio, abrir, sin_barreras):
    pagina, pedidos = abrir(), set()
    pagina.on("request", lambda pedido: pedidos.add(pedido.url))
    pagina.goto(direccion)
    # What lies under the bar of the telephone at this moment of the scroll is no small target.
    pagina.evaluate("() => document.querySelector('.a-mano')?.style.setProperty('position', 'static')")
    for ancho in ANCHOS:
        pagina.set_viewport_size({"width": ancho, "height": 900})
        desborde = pagina.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
        assert desborde <= 0, f"{desborde} px too wide at {ancho}"
        sin_barreras(pagina)
    pagina.emulate_media(color_scheme="dark")
    sin_barreras(pagina, solo=["color-contrast"])
    ajenos = {pedido for pedido in pedidos if not pedido.startswith((sitio, "data:"))}
    assert not ajenos, "a public page asked for something outside"
    assert pagina.errores == []


def test_una_pagina_en_un_idioma_no_tiene_interfaz_del_otro(abrir):
    pagina = abrir(idioma="en-GB")
    pagina.goto("/en/practices/")
    texto = pagina.locator("body").inner_text()
    for espanol in ("Filtrar", "Buscar", "Ver resultados", "Más recientes", "Área temática", "Toda la ciudad"):
        assert espanol not in texto
    pagina.goto("/es/practicas/")
    texto = pagina.locator("body").inner_text()
    for ingles in ("Filter", "Search", "Most recent", "Whole city"):
        assert ingles not in texto


def test_sin_javascript_se_busca_se_lee_y_se_cambia_de_idioma(abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/es/practicas/")
    pagina.get_by_role("searchbox").first.fill("bicicleta")
    pagina.get_by_role("searchbox").first.press("Enter")
    expect(pagina).to_have_url(re.compile("q=bicicleta"))
    pagina.get_by_role("link", name=re.compile("Ciclorrutas")).first.click()
    expect(pagina.get_by_role("heading", name="Lecciones aprendidas")).to_be_visible()
    pagina.get_by_role("link", name="English").click()
    expect(pagina.locator("html")).to_have_attribute("lang", "en")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Ciclorrutas")


def test_con_solo_el_teclado(abrir):
    pagina = abrir()
    pagina.goto("/es/")
    pagina.keyboard.press("Tab")
    saltar = pagina.locator(":focus")
    expect(saltar).to_have_attribute("href", re.compile("^#"))
    expect(saltar).to_be_in_viewport()
    for _ in range(40):
        pagina.keyboard.press("Tab")
        enfocado = pagina.locator(":focus")
        assert enfocado.count(), "the focus is lost"
        marca = enfocado.evaluate("e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow; }")
        assert marca != "nonenone", enfocado.evaluate("e => e.outerHTML.slice(0, 200)")
        if enfocado.get_attribute("type") == "search":
            break
    pagina.keyboard.type("ciclovía")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("«ciclovía» Prácticas")
    expect(pagina.get_by_role("link", name=re.compile("Ciclovía")).first).to_be_visible()


def test_las_sugerencias_se_eligen_con_el_teclado(abrir, sin_barreras):
    pagina = abrir()
    pagina.goto("/es/practicas/")
    campo = pagina.get_by_role("combobox", name="Buscar en el Banco")
    campo.press_sequentially("ciclo")
    lista = pagina.get_by_role("listbox", name="Sugerencias")
    expect(lista.get_by_role("option").first).to_be_visible()
    expect(campo).to_have_attribute("aria-expanded", "true")
    sin_barreras(pagina)
    campo.press("ArrowDown")
    elegida = lista.get_by_role("option", selected=True)
    expect(elegida).to_have_count(1)
    expect(campo).to_have_attribute("aria-activedescendant", elegida.get_attribute("id"))
    campo.press("Escape")
    expect(lista).to_be_hidden()
    expect(campo).to_have_value("ciclo")
    campo.press_sequentially("rr")
    expect(lista.get_by_role("option")).to_have_count(1)
    campo.press("ArrowDown")
    campo.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Ciclorrutas")
    assert pagina.errores == []


def test_la_seleccion_se_guarda_se_comparte_y_se_compara(abrir):
    pagina = abrir()
    for practica in ("ciclovia", "ciclorrutas"):
        pagina.goto(f"/es/practicas/{practica}/")
        pagina.get_by_role("button", name="Guardar en su selección").first.press("Enter")
        expect(pagina.get_by_role("button", name="Quitar de su selección").first).to_be_visible()
    pagina.get_by_role("link", name="Su selección (2)").click()
    expect(pagina.locator("main .tarjeta")).to_have_count(2)
    direccion = pagina.url
    pagina.get_by_role("link", name="Comparar lado a lado").click()
    expect(pagina.locator("thead th")).to_have_count(2)
    ajena = abrir(java_script_enabled=False)  # somebody else, who was sent the address
    ajena.goto(direccion)
    expect(ajena.locator("main .tarjeta")).to_have_count(2)
    assert pagina.errores == []


def test_el_mapa_filtra(abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/es/practicas/?vista=mapa")
    pagina.locator("svg").get_by_role("link", name=re.compile("^Usaquén")).press("Enter")
    expect(pagina).to_have_url(re.compile("localidad=usaquen"))
    pagina.get_by_role("link", name="Fichas", exact=True).click()
    expect(pagina.locator("main .tarjeta").first).to_be_visible()


def test_las_facetas_se_ponen_y_se_quitan_sin_javascript_y_con_el_teclado(abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/es/practicas/")
    pagina.get_by_text("Filtrar").first.focus()
    pagina.get_by_label("Movilidad sostenible").focus()
    pagina.keyboard.press("Space")
    pagina.get_by_role("button", name="Ver resultados").press("Enter")
    expect(pagina).to_have_url(re.compile("tema=movilidad"))
    expect(pagina.locator("main .tarjeta")).to_have_count(1)
    pagina.get_by_role("link", name=re.compile("Quitar el filtro Movilidad")).press("Enter")
    expect(pagina).not_to_have_url(re.compile("tema="))
    pagina.goto("/es/practicas/")
    pagina.locator("summary").get_by_text("Red", exact=True).press("Enter")
    pagina.get_by_label("C40").press("Space")
    pagina.get_by_role("button", name="Ver resultados").press("Enter")
    expect(pagina).to_have_url(re.compile("red="))
    expect(pagina.locator("main .tarjeta")).to_have_count(1)


def test_se_compara_sin_javascript(abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/es/banco/comparar/?p=ciclovia&p=ciclorrutas&p=ceacsc")
    expect(pagina.locator("thead th")).to_have_count(3)
    pagina.get_by_role("link", name=re.compile("^Quitar Ciclorrutas")).press("Enter")
    expect(pagina.locator("thead th")).to_have_count(2)
    expect(pagina.get_by_role("rowheader", name="Lecciones aprendidas")).to_be_visible()


def test_lo_que_se_lleva_esta_a_mano_en_el_telefono(abrir):
    pagina = abrir(pantalla={"width": 390, "height": 844})
    pagina.goto("/es/practicas/ciclovia/")
    for donde in ("resultados", "lecciones", "antecedentes"):
        pagina.locator(f"#{donde}").scroll_into_view_if_needed()
        for nombre in ("PDF", "Pedir", "Citar y más"):
            expect(pagina.get_by_role("link", name=nombre, exact=True)).to_be_in_viewport()
    # What the keyboard reaches is not under the bar (WCAG 2.4.11).
    enlaces = pagina.locator("#datos a, #contacto a, .relacionadas a")
    for numero in range(enlaces.count()):
        enlaces.nth(numero).focus()
        tapado = enlaces.nth(numero).evaluate(
            "e => { const c = e.getBoundingClientRect(), b = document.querySelector('.a-mano').getBoundingClientRect();"
            " return c.top >= b.top && c.bottom <= b.bottom; }"
        )
        assert not tapado, enlaces.nth(numero).inner_text()
    pagina.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    expect(pagina.locator(".a-mano")).to_be_hidden()


def test_las_puertas_de_la_portada_llevan_a_alguna_parte(abrir):
    for inicio, puertas in (
        ("/es/", ("Encontrar una práctica", "Ofrecer una práctica", "Pedir un intercambio")),
        ("/en/", ("Find a practice", "Offer a practice", "Ask for an exchange")),
    ):
        pagina = abrir(java_script_enabled=False)
        for puerta in puertas:
            pagina.goto(inicio)
            pagina.locator(".puerta").get_by_role("link", name=puerta).press("Enter")
            expect(pagina).not_to_have_url(re.compile(f"{inicio}$"))
            expect(pagina.get_by_role("heading", level=1)).to_be_visible()


def test_los_avales_y_lo_retirado_no_tienen_barreras(abrir, sin_barreras):
    pagina = abrir()
    avales = []
    for practica in ("/es/practicas/ciclovia/", "/en/practices/ciclovia-bogotas-avenues-become-a-park/"):
        pagina.goto(practica)
        pagina.locator(".sello a").press("Enter")
        expect(pagina.get_by_role("heading", level=2).first).to_be_visible()
        avales.append(pagina.url)
    retirada = PracticaPage.objects.get(slug="acuerdo-simbolico", locale__language_code="es")
    retiro.retirar(retirada, Usuario.objects.get(username="moderadora"), "Dejó de hacerse.")
    for direccion in (*avales, retirada.url, "/en/nothing-here/"):
        for ancho in ANCHOS:
            pagina.set_viewport_size({"width": ancho, "height": 900})
            pagina.goto(direccion)
            assert pagina.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0, (direccion, ancho)
            sin_barreras(pagina)


def test_lo_que_no_esta_en_ingles_se_dice(abrir):
    pagina = abrir()
    pagina.goto("/es/practicas/bogota-aprende/")
    expect(pagina.get_by_text("This page is not yet in English.")).to_be_visible()
    expect(pagina.locator("link[hreflang=en]")).to_have_count(0)
    pagina.goto("/es/practicas/ciclovia/")
    expect(pagina.locator("link[hreflang=en]")).to_have_attribute("href", re.compile("/en/practices/ciclovia"))
    expect(pagina.locator("link[rel=canonical]")).to_have_attribute("href", re.compile("/es/practicas/ciclovia/$"))


def test_las_redes_y_el_calendario_sin_raton_ni_javascript(abrir):
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/es/redes/")
    pagina.get_by_text("Los mismos datos en una tabla").focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("table").get_by_role("link", name="Red de Ciudades Suramericanas")).to_be_visible()
    pagina.get_by_role("link", name="REDCISUR", exact=True).focus()
    pagina.keyboard.press("Enter")
    pagina.get_by_role("link", name="Seminario de seguridad de REDCISUR").click()
    expect(pagina.get_by_role("link", name=re.compile("CEACSC"))).to_be_visible()
    pagina.get_by_role("link", name="English").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("REDCISUR security seminar")
    pagina.goto("/en/events/")
    pagina.get_by_label("Kind").select_option("seminario")
    pagina.get_by_role("button", name="Filter", exact=True).press("Enter")
    expect(pagina).to_have_url(re.compile("tipo=seminario"))
    expect(pagina.get_by_role("article")).to_have_count(1)


@pytest.mark.parametrize("quien", ["focal", "comunicaciones", "moderadora"])
def test_las_pantallas_propias_de_la_administracion(quien, abrir, sin_barreras):
    direcciones = ["/admin/"]
    if quien == "moderadora":
        tareas = TaskState.objects.filter(status="in_progress").select_related("task")
        decisiones = [f"/admin/{'aval' if tarea.task.name == 'Aval' else 'estudio'}/{tarea.pk}/" for tarea in tareas]
        assert decisiones
        direcciones += decisiones
    pagina = abrir(quien)
    for ancho in (1280, 390):
        pagina.set_viewport_size({"width": ancho, "height": 900})
        for direccion in direcciones:
            pagina.goto(direccion)
            sin_barreras(pagina, "#main")
    assert pagina.errores == []
