"""The whole way, walked by the people it is for: from an empty form to a foreign reader."""

import re
from contextlib import contextmanager

import pytest
from django.core import mail
from playwright.sync_api import expect

from practicas.models import PracticaPage
from vocabulario.models import Criterio

pytestmark = pytest.mark.django_db(transaction=True)

TITULO = "Huertas en las azoteas de los colegios"
TEXTOS = {
    "resultados": "Cada colegio cosecha lo que siembra y lo comparte con su barrio.",
    "lecciones": "Empezar pequeño y con las familias; sin riego asegurado no hay huerta que dure.",
    "asociacion": "La entidad pone la asistencia técnica, los colegios el lugar y las familias el tiempo.",
    "visibilidad": "Se mostró en ferias escolares; nadie externo la ha evaluado todavía.",
    "transferencia": "Sirve donde haya una azotea segura, agua cerca y un grupo que quiera cuidarla.",
}
RESUMEN = "Azoteas vacías que se vuelven huerta, aula y punto de encuentro."
EN_INGLES = {
    TITULO: "Vegetable gardens on school rooftops",
    RESUMEN: "Empty rooftops that become a garden, a classroom and a meeting place.",
    TEXTOS["resultados"]: "Each school harvests what it sows and shares it with its neighbourhood.",
    TEXTOS["lecciones"]: "Start small and with the families; without a secure water supply no garden lasts.",
    TEXTOS["asociacion"]: "The agency gives technical help, the schools the space and the families their time.",
    TEXTOS["visibilidad"]: "It was shown at school fairs; nobody from outside has evaluated it yet.",
    TEXTOS["transferencia"]: "It works wherever there is a safe rooftop, water nearby and a group willing to tend it.",
    "huertas-en-las-azoteas-de-los-colegios": "vegetable-gardens-on-school-rooftops",
}


def editor(pagina, campo):
    return pagina.locator(f"[data-contentpath='{campo}'] [role=textbox]")


def escribir(pagina, campo, texto):
    editor(pagina, campo).click()
    pagina.keyboard.insert_text(texto)


def contador(pagina, campo):
    return (
        pagina.locator(f"[data-contentpath='{campo}']")
        .locator("xpath=ancestor-or-self::*[@data-controller='contador'][1]")
        .locator(".contador")
    )


def test_de_la_ficha_en_blanco_al_lector_extranjero(abrir, sin_barreras, retratar):
    practica = focal_escribe_y_envia(abrir, sin_barreras, retratar)
    asesora_estudia(abrir, sin_barreras, retratar)
    visitante = abrir()
    visitante.goto("/es/practicas/")
    expect(visitante.get_by_text(TITULO)).to_have_count(0)

    moderadora_da_el_aval(abrir, sin_barreras, retratar, TITULO)
    practica.refresh_from_db()
    assert practica.live and practica.aval.moderador.username == "moderadora"

    ingles = comunicaciones_traduce(abrir, sin_barreras, retratar, practica)
    assert not ingles.live
    moderadora_da_el_aval(abrir, sin_barreras, retratar, EN_INGLES[TITULO])
    ingles.refresh_from_db()
    assert ingles.live and ingles.aval.numero == 1

    lector_lee_en_los_dos_idiomas(abrir, sin_barreras, retratar)
    asuntos = [carta.to[0] for carta in mail.outbox]
    assert {"asesora@example.org", "moderadora@example.org", "focal@example.org"} <= set(asuntos)


def focal_escribe_y_envia(abrir, sin_barreras, retratar):
    pagina = abrir("focal")
    expect(pagina.get_by_role("heading", name="Fichas de su entidad")).to_be_visible()
    sin_barreras(pagina, "#main")
    retratar(pagina, "focal-tablero")
    pagina.get_by_role("link", name="Escribir una ficha").click()

    # Half-filled, it is kept by itself (the editor notices changes a moment after it opens).
    pagina.wait_for_timeout(2500)
    pagina.locator("#id_title").press_sequentially(TITULO)
    pagina.locator("#id_resumen").press_sequentially(RESUMEN, delay=30)
    expect(pagina).to_have_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=15_000)
    practica = PracticaPage.objects.get(draft_title=TITULO)
    assert not practica.live and practica.entidad.codigo == "idrd"

    # The counter follows, past the limit too.
    expect(contador(pagina, "resumen")).to_have_text("11 de 100 palabras")
    pagina.fill("#id_resumen", "palabra " * 120)
    expect(contador(pagina, "resumen")).to_have_text("120 de 100 palabras: sobran 20")
    expect(pagina.locator("#id_resumen")).to_be_focused()
    retratar(pagina, "focal-contador")

    enviar(pagina)
    resumen = pagina.locator("#resumen-de-errores")
    expect(resumen).to_be_visible()
    expect(resumen).to_be_focused()
    expect(resumen).to_contain_text("Tiene 120 palabras y el límite es de 100")
    for falta in ("Resultados e impacto", "Lecciones aprendidas", "La asociación", "Fecha de inicio"):
        expect(resumen).to_contain_text(falta)
    assert pagina.input_value("#id_resumen") == "palabra " * 120, "nothing typed is lost"
    sin_barreras(pagina, "#resumen-de-errores")
    retratar(pagina, "focal-errores")
    resumen.get_by_role("link", name="Resumen").click()
    expect(pagina.locator("#id_resumen")).to_be_in_viewport()

    pagina.fill("#id_resumen", RESUMEN)
    pagina.fill("#id_fecha_inicio", "2016-03-01")
    for campo, valor in {
        "nombre": "Rosa Siembra",
        "cargo": "Coordinadora",
        "institucion": "IDRD",
        "correo": "rosa@example.org",
    }.items():
        pagina.fill(f"#id_contactos-0-{campo}", valor)
    for campo, texto in TEXTOS.items():
        escribir(pagina, campo, texto)
    expect(contador(pagina, "lecciones")).to_have_text("14 de 200 palabras")
    enviar(pagina)
    # Told what happens next, on the dashboard.
    expect(pagina.locator(".messages .success")).to_contain_text("está en la DDRI")
    pagina.wait_for_url(re.compile("/admin/$"))
    expect(pagina.locator("#fichas-content, #fichas").get_by_role("row", name=TITULO).first).to_contain_text("Estudio")
    assert pagina.errores == []
    return practica


@contextmanager
def hasta_que_conteste(pagina):
    """Until the answer to what is sent within is on the screen: what was saving itself is waited for before it goes."""
    pagina.evaluate("window.sinContestar = true")
    yield
    pagina.wait_for_function("() => !window.sinContestar && document.readyState === 'complete'")


def enviar(pagina):
    menu = "footer .w-dropdown__toggle, footer [data-tippy-root], footer button[aria-expanded]"
    with hasta_que_conteste(pagina):
        pagina.locator(menu).first.click()
        pagina.get_by_role("button", name=re.compile("^(Enviar a|Reenviar a)")).click()


def asesora_estudia(abrir, sin_barreras, retratar):
    pagina = abrir("asesora")
    sin_barreras(pagina, "#pendientes, .w-panel#pendientes-section" if pagina.locator("#pendientes").count() else None)
    retratar(pagina, "moderacion-tablero")
    pagina.get_by_role("link", name=TITULO).click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Estudio")
    expect(pagina.get_by_text(TEXTOS["lecciones"])).to_be_visible()

    # Not complete: refused, with what was chosen still there.
    pagina.check("#id_buena_practica")
    pagina.get_by_role("button", name="Pasar a aval").click()
    expect(pagina.locator(".messages .error")).to_contain_text("complete lo que está señalado")
    expect(pagina.locator("#id_buena_practica")).to_be_checked()

    for criterio in Criterio.objects.all():
        pagina.locator(f"[name='criterio-{criterio.codigo}-puntaje'][value='3']").check()
        pagina.fill(f"[name='criterio-{criterio.codigo}-justificacion']", "Se ve en los resultados y en el relato.")
    sin_barreras(pagina, "#main")
    retratar(pagina, "moderacion-estudio")
    pagina.get_by_role("button", name="Pasar a aval").click()
    expect(pagina.locator(".messages .success")).to_contain_text("pasó a aval")
    assert pagina.errores == []


def moderadora_da_el_aval(abrir, sin_barreras, retratar, titulo):
    pagina = abrir("moderadora")
    pagina.get_by_role("link", name=titulo).click()
    expect(pagina.locator("#id_buena_practica")).to_be_checked()
    sin_barreras(pagina, "#main")
    retratar(pagina, "moderacion-aval" if titulo == TITULO else "moderacion-aval-ingles")
    pagina.get_by_role("button", name="Dar el aval y publicar").click()
    expect(pagina.locator(".messages .success")).to_contain_text("tiene el aval")
    expect(pagina.get_by_role("link", name=titulo)).to_have_count(0)
    assert pagina.errores == []


def comunicaciones_traduce(abrir, sin_barreras, retratar, practica):
    pagina = abrir("comunicaciones")
    # From the top of the Spanish page, one action; it is in the menu too.
    pagina.goto(f"/admin/pages/{practica.pk}/edit/")
    pagina.get_by_role("button", name="Acciones").first.click()
    expect(pagina.get_by_role("link", name="Empezar la versión en inglés")).to_have_count(2)
    pagina.keyboard.press("Escape")
    pagina.locator(".messages").get_by_role("link", name="Empezar la versión en inglés").click()
    pagina.wait_for_url(re.compile(r"/admin/traducciones/\d+/"))
    sin_barreras(pagina, "#main")

    # Sent with everything missing: refused, and it says how much.
    pagina.get_by_role("button", name="Guardar y enviar a aval").click()
    expect(pagina.locator(".messages .error")).to_contain_text("Faltan por traducir")

    for renglon in pagina.locator(".traducciones-renglon").all():
        fuente = renglon.locator(".traducciones-fuente p").inner_text().strip()
        renglon.locator("textarea").fill(EN_INGLES[fuente])
    retratar(pagina, "comunicaciones-traduccion")
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    expect(pagina.get_by_text("Todo está traducido.")).to_be_visible()

    # Whoever follows a link to the editor of the English page comes to the desk.
    pagina.goto(f"/admin/pages/{practica.get_translations().get().pk}/edit/")
    pagina.wait_for_url(re.compile(r"/admin/traducciones/\d+/"))
    pagina.get_by_role("button", name="Guardar y enviar a aval").click()
    expect(pagina.locator(".messages .success")).to_contain_text("se envió a la DDRI")
    assert pagina.errores == []
    return practica.get_translations().get().specific


def lector_lee_en_los_dos_idiomas(abrir, sin_barreras, retratar):
    for pantalla in ({"width": 1280, "height": 900}, {"width": 390, "height": 844}):
        pagina = abrir(idioma="en-GB", pantalla=pantalla)
        pagina.goto("/")
        expect(pagina).to_have_url(re.compile("/en/$"))
        sin_barreras(pagina)
        pagina.get_by_role("link", name=re.compile("Practices")).first.click() if pantalla["width"] > 1000 else (
            pagina.goto("/en/practices/")
        )
        sin_barreras(pagina)
        pagina.get_by_role("link", name=EN_INGLES[TITULO]).first.click()
        expect(pagina.get_by_role("heading", level=1)).to_have_text(EN_INGLES[TITULO])
        expect(pagina.locator("html")).to_have_attribute("lang", "en")
        expect(pagina.get_by_text("rosa@example.org")).to_have_count(0)
        sin_barreras(pagina)
        retratar(pagina, f"lector-practica-{pantalla['width']}")
        pagina.get_by_role("link", name="Español", exact=True).click()
        expect(pagina.get_by_role("heading", level=1)).to_have_text(TITULO)
        expect(pagina.locator("html")).to_have_attribute("lang", "es")
        sin_barreras(pagina)
        # The choice is remembered.
        pagina.goto("/")
        expect(pagina).to_have_url(re.compile("/es/$"))
        assert pagina.errores == []
