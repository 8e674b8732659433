"""«This is not so»: from every public page, by anybody, with or without a mail, and what becomes of it."""

import datetime
import re
import time

import pytest
from bs4 import BeautifulSoup
from django.core import mail, signing
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from actores import de_fuera
from aval import retiro
from eventos.models import Evento, Premio
from intercambios.models import Correccion, Pedido
from redes.models import Plataforma, Red
from sitio.models import AjustesSitio, ContenidoPage
from tests import fabrica as f
from tests.traducciones.test_todos_los_tipos import existente, vivo

ES, EN = "/es/corregir/", "/en/correct/"
CORREO = "ingrid.canaria@example.org"
QUE, COMO = "No empezó en 1995: fue en 1974.", "Lo dice el archivo de la ciudad, y me lo contó Ingrid Canaria."


def datos(**cambios):
    llegada = signing.dumps(int(time.time()) - 60, salt=de_fuera.SAL_DE_LLEGADA)
    return {
        **{"sobre": "Ciclovía", "mensaje": QUE, "propuesta": COMO, "correo": CORREO, "autoriza": "on"},
        "llegada": llegada,
        **cambios,
    }


@pytest.fixture
def enviar(db, client, django_capture_on_commit_callbacks):
    ajustes = AjustesSitio.objects.get()
    ajustes.correo = "ddri@example.org"
    ajustes.save()

    def _enviar(url=ES, **cambios):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, datos(**cambios))

    return _enviar


def lo_vivo(clase):
    """Something live of that kind."""
    if clase == "práctica":
        return f.viva("Ciclovía")
    modelo = {"red": Red, "plataforma": Plataforma, "premio": Premio, "evento": Evento, "página": ContenidoPage}[clase]
    return vivo(existente(modelo))


@pytest.mark.parametrize("clase", ["práctica", "red", "plataforma", "premio", "evento", "página"])
def test_al_pie_de_cada_pagina_se_dice_que_algo_no_es_asi(clase, enviar, client):
    objeto = lo_vivo(clase)
    sopa = BeautifulSoup(client.get(objeto.url).content, "html.parser")
    (enlace,) = sopa.select(".al-final a")
    assert enlace["href"] == f"{ES}?sobre={objeto.translation_key}"
    formulario = BeautifulSoup(client.get(enlace["href"]).content, "html.parser")
    nombre = getattr(objeto, "nombre", None) or objeto.title
    assert formulario.select_one(".entradilla a")["href"] == objeto.url
    assert formulario.find("input", attrs={"name": "sobre"})["value"] == nombre
    assert enviar(enlace["href"], sobre=nombre).status_code == 302
    assert (correccion := Correccion.objects.get()).clave == objeto.translation_key and correccion.sobre == nombre


@pytest.mark.parametrize("url", ["/es/banco/datos/", "/es/no-existe/", ES, "/es/pedir/"])
def test_lo_que_no_es_una_pagina_no_lo_ofrece(url, client, db):
    assert not BeautifulSoup(client.get(url).content, "html.parser").select(".al-final")


@pytest.mark.parametrize(("url", "asunto"), [(ES, "Recibimos su corrección"), (EN, "We received your correction")])
def test_llega_a_los_dos_y_la_carta_de_la_ddri_no_lleva_a_la_persona(url, asunto, enviar, client):
    respuesta = enviar(url)
    correccion = Correccion.objects.get()
    assert correccion.codigo in client.get(respuesta.url).content.decode()
    assert correccion.idioma == url[1:3] and correccion.autorizado and correccion.autorizacion
    recibo, aviso = mail.outbox
    assert recibo.to == [CORREO] and asunto in recibo.subject and QUE in recibo.body and COMO in recibo.body
    assert aviso.to == ["ddri@example.org"] and not aviso.reply_to
    assert not any(dato in f"{aviso.subject} {aviso.body}" for dato in (CORREO, QUE, COMO, "Canaria"))
    assert reverse("wagtailsnippets_intercambios_correccion:edit", args=[correccion.pk]) in aviso.body


def test_sin_correo_no_hace_falta_autorizar_y_nadie_recibe_un_recibo(enviar):
    assert enviar(correo="", autoriza="").status_code == 302
    assert [uno.to for uno in mail.outbox] == [["ddri@example.org"]]
    correccion = Correccion.objects.get()
    assert (correccion.autorizado, correccion.autorizacion) == (None, "")


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"correo": "no es un correo"}, "Correo electrónico"),
        ({"autoriza": ""}, "Sin su autorización"),
        ({"mensaje": ""}, "Qué no es así"),
        ({"mensaje": "…!?"}, "Escríbalo con palabras"),
        ({"propuesta": "x" * 3001}, "Cómo sería"),
        ({"llegada": "falsa"}, "No alcanzamos a recibirlo"),
    ],
)
def test_lo_que_falta_se_dice_y_nada_se_pierde(cambios, frase, enviar):
    respuesta = enviar(**cambios)
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert respuesta.status_code == 200 and any(
        frase in una.get_text() for una in sopa.select(".formulario__errores li")
    )
    assert sopa.find(id="id_mensaje").get_text().strip() == cambios.get("mensaje", QUE)
    assert sopa.find(id="id_propuesta").get_text().strip() == cambios.get("propuesta", COMO)
    assert not Correccion.objects.exists() and not mail.outbox


def test_un_programa_cree_que_llego(enviar):
    assert enviar(sitio_web="https://example.org").status_code == 302
    assert not Correccion.objects.exists() and not mail.outbox


def test_los_topes_cuentan_todo_lo_que_llega_de_fuera(enviar, client):
    """Neither form is a way around the limits of the other."""
    for vez in range(de_fuera.AL_DIA):
        Pedido.objects.create(
            idioma="es", institucion="Otra", sobre=f"Tema {vez}", correo=CORREO, origen="de otra parte"
        )
    respuesta = enviar(correo=CORREO.upper())
    assert respuesta.status_code == 429 and QUE in respuesta.content.decode() and not mail.outbox
    assert enviar(correo="", autoriza="").status_code == 302


def test_si_la_pagina_se_retira_lo_escrito_llega_igual(enviar, moderadora):
    hoja = f.viva("Ciclovía")
    retiro.retirar(hoja, moderadora, "Por pedido.")
    assert enviar(f"{ES}?sobre={hoja.translation_key}").status_code == 302
    assert Correccion.objects.get().clave is None


@pytest.mark.parametrize("sobre", ["no-es-nada", "x" * 3000, "\u202e", ""])
def test_lo_que_no_esta_publicado_no_se_nombra(sobre, client, db):
    respuesta = client.get(ES, {"sobre": sobre})
    campo = BeautifulSoup(respuesta.content, "html.parser").find(id="id_sobre")
    assert respuesta.status_code == 200 and campo["type"] == "text" and not campo.get("value")


def test_la_pagina_no_la_guarda_nadie_ni_la_busca(client, db):
    respuesta = client.get(ES)
    assert "no-store" in respuesta["Cache-Control"] and 'content="noindex"' in respuesta.content.decode()


# --- The desk -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("papel", "entra"), [("moderadora", True), ("administracion", True), ("comunicaciones", False), ("focal", False)]
)
def test_quien_la_ve(papel, entra, enviar, request, entrar):
    enviar()
    correccion = Correccion.objects.get()
    navegador = entrar(request.getfixturevalue(papel))
    urls = [reverse("wagtailsnippets_intercambios_correccion:list")] + [
        reverse(f"wagtailsnippets_intercambios_correccion:{nombre}", args=[correccion.pk])
        for nombre in ("edit", "history", "delete")
    ]
    assert [navegador.get(url).status_code == 200 for url in urls] == [entra] * 4
    assert (CORREO in navegador.get(urls[1]).content.decode()) == entra
    assert navegador.get(reverse("wagtailsnippets_intercambios_correccion:add")).status_code == 302
    for url in ("", "results/", "chosen/1/", "chosen-multiple/?id=1", "create/"):
        respuesta = navegador.get(f"/admin/snippets/choose/intercambios/correccion/{url}")
        assert respuesta.status_code in (302, 403, 404) and QUE not in respuesta.content.decode(), url


@pytest.mark.parametrize(
    ("a", "motivo", "vale", "cartas"),
    [
        ("corregida", "", True, 1),
        ("es_asi", "", False, 0),
        ("es_asi", "El archivo dice 1995.", True, 1),
        ("descartada", "", False, 0),
        ("descartada", "Es publicidad.", True, 0),  # it may have come in the name of another
        ("en_estudio", "", True, 0),
    ],
)
def test_lo_que_la_termina_se_le_cuenta_a_quien_la_escribio(
    a, motivo, vale, cartas, enviar, entrar, moderadora, django_capture_on_commit_callbacks
):
    enviar(EN)
    mail.outbox.clear()
    correccion = Correccion.objects.get()
    editar = reverse("wagtailsnippets_intercambios_correccion:edit", args=[correccion.pk])
    with django_capture_on_commit_callbacks(execute=True):
        entrar(moderadora).post(editar, {"estado": a, "motivo": motivo})
    correccion.refresh_from_db()
    assert (correccion.estado == a) == vale and len(mail.outbox) == cartas
    assert all(motivo in carta.body and carta.to == [CORREO] for carta in mail.outbox)
    historia = ModelLogEntry.objects.for_instance(correccion).filter(action="intercambios.estado")
    assert historia.count() == vale and not any(motivo and motivo in str(una.data) for una in historia)


# --- Being forgotten (Ley 1581 de 2012) -----------------------------------------------------------------------------


def test_quien_la_escribio_borra_sus_datos_con_su_enlace(enviar, client):
    enviar()
    Correccion.objects.update(estado="es_asi", motivo="Ingrid Canaria escribió dos veces.")
    enlace = re.search(r"http://[^/]+(/es/corregir/borrar/\S+)", mail.outbox[0].body)[1]
    assert client.get(enlace).status_code == 200 and Correccion.objects.get().correo  # reading it deletes nothing
    assert "ya no están en el Banco" in client.post(enlace).content.decode()
    correccion = Correccion.objects.get()
    assert [getattr(correccion, campo) for campo in ("correo", "mensaje", "propuesta", "motivo", "origen")] == [""] * 5
    assert correccion.sobre and correccion.sin_datos
    # The link of one kind opens nothing of the other.
    assert client.get(enlace.replace("corregir", "pedir")).status_code == 404


def test_se_olvida_en_el_mismo_plazo_que_un_pedido(enviar, settings):
    enviar()
    Correccion.objects.update(recibido=timezone.now() - datetime.timedelta(days=2))
    call_command("olvidar_pedidos")
    assert Correccion.objects.get().mensaje and not Correccion.objects.get().origen
    Correccion.objects.update(recibido=timezone.now() - datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS + 1))
    call_command("olvidar_pedidos")
    assert not Correccion.objects.get().mensaje


def test_nada_de_ella_es_publico(enviar, client):
    hoja = f.viva("Ciclovía")
    respuesta = enviar(f"{ES}?sobre={hoja.translation_key}")
    urls = [
        *(respuesta.url, hoja.url, "/es/", "/es/practicas/?q=archivo", "/es/banco/datos/practicas.json", ES),
        *(f"/api/v2/practicas/{hoja.pk}/", "/es/banco/cambios.xml", f"{ES}?sobre={hoja.translation_key}"),
    ]
    for url in urls:
        cuerpo = client.get(url).getvalue().decode()
        assert not any(dato in cuerpo for dato in (CORREO, QUE, COMO)), url
