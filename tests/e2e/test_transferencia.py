"""A foreign city asks, is answered, and tells how it goes at six and twelve months: in both languages."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from intercambios import marcha
from intercambios.models import Pedido
from tests import fabrica as f

from .conftest import TELEFONO

pytestmark = pytest.mark.django_db(transaction=True)
MINUTO = 60  # seconds: what the whole walk may take of a person who knows what to write

EN = {
    "pedir": "/en/ask/",
    "nombre": "Your name",
    "institucion": "Institution, city and country",
    "correo": "Email",
    "sobre": "Which practice or subject",
    "mensaje": "What you would like to do",
    "autoriza": "I authorise the DDRI",
    "enviar": "Send the request",
    "recibido": "Received",
    "espera": "What is expected now",
    "en_uso": "In part",
    "etapa": "It is being adapted",
    "cambio": "What did you change",
    "mandar": "Send",
    "gracias": "Thank you",
    "etapa_final": "It is running",
    "si": "Yes",
    "meses": "months have passed",
}
ES = {
    "pedir": "/es/pedir/",
    "nombre": "Su nombre",
    "institucion": "Institución, ciudad y país",
    "correo": "Correo electrónico",
    "sobre": "Sobre qué práctica o tema",
    "mensaje": "Qué quisieran hacer",
    "autoriza": "Autorizo a la DDRI",
    "enviar": "Enviar el pedido",
    "recibido": "Recibido",
    "espera": "Qué se espera ahora",
    "en_uso": "En parte",
    "etapa": "Se está adaptando",
    "cambio": "¿Qué cambiaron",
    "mandar": "Enviar",
    "gracias": "Gracias",
    "etapa_final": "Está en marcha",
    "si": "Sí",
    "meses": "Han pasado",
}


def _enlace(carta, que):
    return re.search(rf"https?://[^/\s]+(/\S*/{que}/\S+)", carta.body)[1]


@pytest.mark.parametrize(("idioma", "palabras"), [("en-GB", EN), ("es-CO", ES)], ids=["inglés", "español"])
def test_de_pedir_a_contar_como_va(idioma, palabras, abrir, sin_barreras):
    practica = f.viva("Ciclovía", entidad="idrd")
    ciudad, ddri = abrir(idioma=idioma, pantalla=TELEFONO), abrir("moderadora")
    empezo = datetime.datetime.now()

    ciudad.goto(f"{palabras['pedir']}?sobre={practica.translation_key}")
    for campo, escrito in (
        ("nombre", "Ingrid Canaria"),
        ("institucion", "Ciudad de ejemplo, Noruega"),
        ("correo", "ingrid@example.org"),
        ("mensaje", "Queremos cerrar una avenida. We want to close an avenue."),
    ):
        ciudad.locator(f"#id_{campo}").fill(escrito)
    ciudad.locator("#id_autoriza").check()
    ciudad.wait_for_timeout(3000)  # nobody fills it in sooner
    ciudad.get_by_role("button", name=palabras["enviar"]).click()
    expect(ciudad.get_by_role("heading", level=1)).to_have_text(palabras["recibido"])
    pedido = Pedido.objects.get()
    recibo = next(carta for carta in mail.outbox if carta.to == ["ingrid@example.org"])
    ciudad.goto(_enlace(recibo, "(?:seguir|follow)"))
    expect(ciudad.get_by_role("heading", name=palabras["espera"])).to_be_visible()
    sin_barreras(ciudad)

    ddri.goto(reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk]))
    ddri.get_by_role("link", name="Aceptar", exact=True).click()
    ddri.get_by_role("button", name="Ver la carta").click()
    expect(ddri.get_by_role("heading", name="Así va la carta")).to_be_visible()
    sin_barreras(ddri, "#main")
    ddri.get_by_role("button", name="Enviar la respuesta").click()
    ddri.get_by_role("link", name="Abrir el intercambio").click()
    ddri.get_by_role("button", name="Abrirlo").click()
    expect(ddri.get_by_role("heading", name="Lo que responde cada parte")).to_be_visible()
    sin_barreras(ddri, "#main")
    pedido.refresh_from_db()
    proceso = pedido.proceso
    while not proceso.cuestionarios.filter(clase="seguimiento").exists():
        proceso = marcha.dejar_fase(proceso, proceso.responsable_ddri)

    for meses, en_uso, etapa in ((6, "en_uso", "etapa"), (12, "si", "etapa_final")):
        mail.outbox.clear()
        with time_machine.travel(timezone.now() + datetime.timedelta(days=31 * meses)):
            call_command("avisar_intercambios", verbosity=0)
            carta = next(una for una in mail.outbox if una.to == ["ingrid@example.org"])
            assert palabras["meses"] in carta.body and str(meses) in carta.body
            ciudad.goto(_enlace(carta, "(?:responder|answer)"))
            ciudad.get_by_role("button", name=palabras["mandar"], exact=True).click()
            expect(ciudad.get_by_role("alert")).to_be_visible()  # what is missing is said
            sin_barreras(ciudad)
            ciudad.get_by_label(palabras[en_uso], exact=True).check()
            ciudad.get_by_label(palabras[etapa]).check()
            ciudad.get_by_label(re.compile(re.escape(palabras["cambio"]))).fill("Los horarios. The hours.")
            ciudad.get_by_role("button", name=palabras["mandar"], exact=True).click()
            expect(ciudad.get_by_role("heading", level=1)).to_have_text(palabras["gracias"])
    assert [uno.valores["etapa"] for uno in proceso.cuestionarios.filter(clase="seguimiento")] == [
        "adaptando",
        "en_marcha",
    ]
    assert (datetime.datetime.now() - empezo).total_seconds() <= MINUTO
    assert ciudad.errores == ddri.errores == []
