"""The transfer desk with the keyboard alone, by somebody who reads the admin in English."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from actores.models import Usuario
from intercambios.models import Pedido
from tests import fabrica as f
from tests.intercambios.pedidos import pedido_de

pytestmark = pytest.mark.django_db(transaction=True)

_FOCO = """() => {
    const uno = document.activeElement;
    const caja = uno.getBoundingClientRect();
    const dibujo = getComputedStyle(uno);
    return {
        nombre: uno.name || uno.id,
        dice: (uno.getAttribute("aria-label") || uno.textContent || uno.value || "").trim().replace(/\\s+/g, " "),
        es: uno.tagName,
        se_ve: dibujo.outlineStyle !== "none" || dibujo.boxShadow !== "none",
    };
}"""
# Some point of what has the focus is in the window, with nothing over it (WCAG 2.4.11).
_A_LA_VISTA = """() => {
    const uno = document.activeElement, caja = uno.getBoundingClientRect();
    return [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
        const alli = document.elementFromPoint(caja.left + caja.width * x, caja.top + caja.height * y);
        return alli && (uno.contains(alli) || alli.contains(uno) && alli.closest("label"));
    }));
}"""
# Words that only the Spanish of the admin has.
_EN_ESPANOL = re.compile(r"\b(pedido|práctica|Seleccionar|Elegir|Guardar|Responder|carta|Buscar|Aceptar)\b")


def ir_a(pagina, quien, tecla="Tab", veces=90):
    """Press ``tecla`` until what has the focus is ``quien``, its name or what it says; where it stands is seen."""
    for _vez in range(veces):
        pagina.keyboard.press(tecla)
        foco = pagina.evaluate(_FOCO)
        if foco["nombre"] == quien or (hasattr(quien, "search") and quien.search(foco["dice"])):
            assert foco["se_ve"], foco
            pagina.wait_for_function(_A_LA_VISTA, timeout=3000)
            return
    pytest.fail(f"The keyboard does not get to {quien}")


def pulsar(pagina, quien, **como):
    """Get to a link or a button that leads to another page, and press it."""
    ir_a(pagina, quien, **como)
    with pagina.expect_navigation():
        pagina.keyboard.press("Enter")


def en_ingles(pagina):
    """What the page says of its own is English; who asked, and the names of the Bank, are as they are."""
    dicho = pagina.locator("#main").inner_text()
    for suyo in pagina.locator("#main [lang=es], #main textarea").all_inner_texts():
        dicho = dicho.replace(suyo, "")
    assert not _EN_ESPANOL.findall(dicho), _EN_ESPANOL.findall(dicho)


def test_se_estudia_y_se_responde_un_pedido_sin_raton_y_en_ingles(abrir, sin_barreras):
    practica, quien = f.viva("Ciclovía", entidad="idrd"), Usuario.objects.get(username="moderadora")
    UserProfile.objects.update_or_create(user=quien, defaults={"preferred_language": "en"})
    pedido = pedido_de(None, sobre="Streets without cars")
    mail.outbox.clear()
    pagina = abrir("moderadora", idioma="en-GB")

    # From the dashboard to the desk, and from there to the request.
    pulsar(pagina, re.compile(r"request.* wait", re.IGNORECASE))
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Requests for an exchange")
    en_ingles(pagina)
    pulsar(pagina, re.compile(rf"^{pedido.codigo}$"))

    # Triage: whose it is, the practice that it is about, and a note.
    en_ingles(pagina)
    sin_barreras(pagina, "#main")
    ir_a(pagina, "asignado_a")
    pagina.keyboard.type("moderadora")
    ir_a(pagina, re.compile(r"^Choose a page \(Practice\)"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".modal-body")).to_be_visible()
    assert not _EN_ESPANOL.findall(pagina.locator(".modal-content").inner_text().replace("práctica", ""))
    ir_a(pagina, "q")
    with pagina.expect_response(re.compile("q=Ciclo")):
        pagina.keyboard.insert_text("Ciclo")
    expect(pagina.locator(".modal-body").get_by_role("link", name="Ciclovía")).to_be_visible()
    ir_a(pagina, re.compile("^Ciclovía"))
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".modal-body")).to_have_count(0)
    expect(pagina.locator(".chooser :focus")).to_be_visible()  # it goes on from what was chosen
    ir_a(pagina, "notas")
    pagina.keyboard.type("Write before June.")
    pulsar(pagina, re.compile("^Save$"))
    expect(pagina.locator(".messages .success")).to_be_visible()
    pedido.refresh_from_db()
    assert (pedido.practica, pedido.asignado_a, pedido.notas) == (practica, quien, "Write before June.")

    # Study: the act leaves the keyboard where the answers are, and not at the top of the page.
    if pagina.url.rstrip("/").endswith("pedido"):
        pulsar(pagina, re.compile(rf"^{pedido.codigo}$"))
    pulsar(pagina, re.compile("^Begin to study it$"))
    expect(pagina.get_by_role("heading", name="Where it stands")).to_be_focused()
    expect(pagina.locator(".messages .success")).to_contain_text("It is in study")
    pulsar(pagina, re.compile("^Accept$"), veces=6)

    # The answer: what is wrong is said beside its field, the letter is seen, and then it goes.
    en_ingles(pagina)
    ir_a(pagina, "motivo")
    pagina.keyboard.type("Gladly: any week of March.")
    ir_a(pagina, "asunto")
    pagina.keyboard.press("End")
    pagina.keyboard.type(" {apellido}")
    pulsar(pagina, re.compile("^See the letter$"))
    aviso = pagina.get_by_role("alert")
    expect(aviso).to_be_focused()
    expect(aviso).to_contain_text("It is not known what to put in {apellido}")
    ir_a(pagina, re.compile("^Subject"), veces=3)
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#id_asunto")).to_be_focused()
    assert pagina.input_value("#id_motivo") == "Gladly: any week of March."
    pagina.keyboard.press("End")
    for _letra in " {apellido}":
        pagina.keyboard.press("Backspace")
    pulsar(pagina, re.compile("^See the letter$"))
    expect(pagina.locator(".mesa__carta")).to_be_focused()
    expect(pagina.locator(".mesa__carta")).to_contain_text("Gladly: any week of March.")
    sin_barreras(pagina, "#main")
    pulsar(pagina, re.compile("^Send the answer$"))
    expect(pagina.get_by_role("heading", name="Where it stands")).to_be_focused()
    expect(pagina.locator(".messages .success")).to_contain_text("the letter goes by e-mail")
    pedido.refresh_from_db()
    assert pedido.estado == Pedido.Estado.ACEPTADO and pagina.errores == []
    assert [carta.to for carta in mail.outbox] == [[pedido.correo]]


def test_los_elegidores_de_la_mesa_hablan_ingles(abrir):
    UserProfile.objects.update_or_create(
        user=Usuario.objects.get(username="moderadora"), defaults={"preferred_language": "en"}
    )
    pedido = pedido_de(f.viva("Ciclovía", entidad="idrd"))
    pagina = abrir("moderadora", idioma="en-GB")
    for direccion in (
        reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk]),
        reverse("mesa:responder", args=[pedido.pk, "declinado"]),
        reverse("mesa:agregar"),
    ):
        pagina.goto(direccion)
        botones = pagina.locator(".chooser button").all_inner_texts()
        assert botones and not [uno for uno in botones if _EN_ESPANOL.search(uno)], botones
        en_ingles(pagina)


def test_se_declina_con_las_flechas(abrir):
    pedido = pedido_de(f.viva("Ciclovía", entidad="idrd"))
    UserProfile.objects.update_or_create(
        user=Usuario.objects.get(username="moderadora"), defaults={"preferred_language": "en"}
    )
    pagina = abrir("moderadora", idioma="en-GB")
    pagina.goto(reverse("mesa:responder", args=[pedido.pk, "declinado"]))
    ir_a(pagina, "motivo")
    pagina.keyboard.type("The team is away.")
    ir_a(pagina, "otra_practica")
    pagina.keyboard.press("ArrowUp")  # from the first to the last: none of the Bank
    expect(pagina.get_by_label("None in the Bank is of use to them")).to_be_checked()
    pulsar(pagina, re.compile("^Send the answer$"))
    expect(pagina.get_by_role("heading", name="Where it stands")).to_be_focused()
    pedido.refresh_from_db()
    assert (pedido.estado, pedido.alternativa, pedido.motivo) == (Pedido.Estado.DECLINADO, None, "The team is away.")
