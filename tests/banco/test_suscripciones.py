"""New practices by mail: asked by anybody, confirmed by whoever has the mailbox, once each, and ended in one press."""

import datetime
import re
import time

import pytest
from bs4 import BeautifulSoup
from django.core import mail, signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actores import de_fuera
from aval import fusion
from banco import suscripciones
from banco.models import PracticaAvisada, Suscripcion
from tests import fabrica as f
from vocabulario.models import Tema

ES, EN = "/es/banco/avisos/", "/en/bank/subscribe/"
CORREO = "ingrid.canaria@example.org"


def datos(**cambios):
    llegada = signing.dumps(int(time.time()) - 60, salt=de_fuera.SAL_DE_LLEGADA)
    return {"correo": CORREO, "autoriza": "on", "llegada": llegada, **cambios}


@pytest.fixture
def pedir(db, client, django_capture_on_commit_callbacks):
    def _pedir(url=ES, **cambios):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, datos(**cambios))

    return _pedir


def enlace_en(carta):
    return re.search(r"http://[^/\s]+(/\S+/(?:confirmar|confirm|fin|end)/\S+)", carta.body)[1]


@pytest.fixture
def suscrita(pedir, client):
    """``suscrita(url)``: the subscription to that question, confirmed by the link of its letter."""

    def _suscrita(url=ES, **cambios):
        pedir(url, **cambios)
        client.post(enlace_en(mail.outbox[-1]))
        mail.outbox.clear()
        return Suscripcion.objects.exclude(confirmada=None).latest("pk")

    return _suscrita


def avisar(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("avisar_novedades")


# --- Asking and confirming ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("banco", "url", "enlace"),
    [
        ("/es/practicas/", ES, "Recibir por correo las prácticas nuevas"),
        ("/es/practicas/?tema=movilidad", f"{ES}?tema=movilidad", "lo nuevo de esta búsqueda"),
        ("/en/practices/?q=bike&ods=ods-11&vista=tabla", f"{EN}?q=bike&ods=ods-11", "what is new in this search"),
    ],
)
def test_desde_el_banco_se_sigue_lo_que_se_esta_viendo(banco, url, enlace, client, db):
    f.viva("Ciclovía")
    sopa = BeautifulSoup(client.get(banco).content, "html.parser")
    (a,) = [una for una in sopa.select(".banco__llevar a") if enlace in una.get_text()]
    assert a["href"].rstrip("?") == url
    respuesta = client.get(a["href"])
    assert respuesta.status_code == 200 and "no-store" in respuesta["Cache-Control"]
    assert 'content="noindex"' in respuesta.content.decode()


@pytest.mark.parametrize(
    ("url", "asunto", "tema"), [(ES, "Confirme", "Movilidad sostenible"), (EN, "Confirm that", "Sustainable mobility")]
)
def test_no_empieza_hasta_que_lo_confirma_quien_tiene_el_buzon(url, asunto, tema, pedir, client):
    assert pedir(f"{url}?tema=movilidad").status_code == 302
    (carta,) = mail.outbox
    assert carta.to == [CORREO] and asunto in carta.subject and tema in carta.body
    enlace = enlace_en(carta)
    assert tema in client.get(enlace).content.decode()
    suscripcion = Suscripcion.objects.get()
    assert suscripcion.confirmada is None  # what looks at the links of a mail confirms nothing
    assert (suscripcion.pregunta, suscripcion.idioma) == ("tema=movilidad", url[1:3])
    assert suscripcion.autorizado and suscripcion.autorizacion
    for _vez in range(2):
        assert client.post(enlace).status_code == 200
    assert Suscripcion.objects.get().confirmada


def test_la_carta_para_confirmar_no_lleva_palabras_de_quien_la_pidio(pedir):
    """Otherwise anybody could write to anybody through us."""
    pedir(f"{ES}?q=gane+dinero+en+malo.example&tema=movilidad")
    assert "malo" not in mail.outbox[0].body and "Movilidad sostenible" in mail.outbox[0].body


def test_un_enlace_viejo_o_ajeno_no_confirma(pedir, client):
    pedir()
    enlace = enlace_en(mail.outbox[0])
    assert client.post(enlace[:-3] + "xx/").status_code == 404
    with pytest.MonkeyPatch.context() as antes:
        antes.setattr(suscripciones, "PLAZO", datetime.timedelta(seconds=-1))
        assert "ya no sirve" in client.post(enlace).content.decode()
    assert not Suscripcion.objects.exclude(confirmada=None).exists()


def test_dos_veces_lo_mismo_es_una(suscrita, pedir, client):
    primera = suscrita(f"{ES}?tema=movilidad")
    pedir(f"{ES}?tema=movilidad", correo=CORREO.upper())
    assert client.post(enlace_en(mail.outbox[0])).status_code == 200
    assert Suscripcion.objects.get() == primera


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"correo": "no es un correo"}, "Correo electrónico"),
        ({"correo": ""}, "Correo electrónico"),
        ({"autoriza": ""}, "Sin su autorización"),
        ({"llegada": "falsa"}, "No alcanzamos a recibirlo"),
    ],
)
def test_lo_que_falta_se_dice_y_nada_se_pierde(cambios, frase, pedir):
    respuesta = pedir(**cambios)
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert any(frase in una.get_text() for una in sopa.select(".formulario__errores li"))
    assert sopa.find(id="id_correo").get("value", "") == cambios.get("correo", CORREO)
    assert not Suscripcion.objects.exists() and not mail.outbox


def test_un_programa_cree_que_llego(pedir):
    assert pedir(sitio_web="https://example.org").status_code == 302
    assert not Suscripcion.objects.exists() and not mail.outbox


def test_a_un_buzon_no_se_le_escribe_mas_de_cuatro_veces_al_dia(pedir):
    for _vez in range(de_fuera.AL_DIA):
        assert pedir().status_code == 302
        Suscripcion.objects.update(origen="de otra parte")
    assert pedir(correo=CORREO.upper()).status_code == 429 and len(mail.outbox) == de_fuera.AL_DIA


def test_un_buzon_sigue_diez_preguntas_y_no_mas(pedir, client):
    for numero in range(suscripciones.POR_BUZON):
        Suscripcion.objects.create(idioma="es", correo=CORREO, pregunta=f"ods={numero + 1}", confirmada=timezone.now())
    Suscripcion.objects.update(recibido=timezone.now() - datetime.timedelta(days=2))
    pedir(f"{ES}?tema=movilidad")
    assert "todos los avisos que puede" in client.post(enlace_en(mail.outbox[0])).content.decode()
    assert Suscripcion.objects.exclude(confirmada=None).count() == suscripciones.POR_BUZON


def test_lo_que_nadie_confirma_se_olvida_a_los_siete_dias(pedir, suscrita):
    suscrita()
    pedir(correo="otra@example.org")
    Suscripcion.objects.update(recibido=timezone.now() - datetime.timedelta(days=6))
    call_command("avisar_novedades")
    assert Suscripcion.objects.count() == 2
    Suscripcion.objects.update(recibido=timezone.now() - datetime.timedelta(days=8))
    call_command("avisar_novedades")
    assert Suscripcion.objects.get().correo == CORREO


# --- The letters ----------------------------------------------------------------------------------------------------


def test_llega_lo_nuevo_de_lo_que_se_sigue_y_nada_mas(suscrita, client, django_capture_on_commit_callbacks):
    f.viva("La de antes")
    suscripcion = suscrita(f"{ES}?tema=movilidad")
    avisar(django_capture_on_commit_callbacks)
    assert not mail.outbox
    salud = Tema.objects.exclude(codigo="movilidad").first()
    nueva = f.viva("La nueva")
    f.viva("La de otro tema", tema=salud, subtema=salud.subtemas.first())
    f.practica(titulo="La que no tiene aval")
    avisar(django_capture_on_commit_callbacks)
    (carta,) = mail.outbox
    assert carta.to == [CORREO] and nueva.full_url.partition("/es/")[2] in carta.body
    assert not any(otra in carta.body for otra in ("La de antes", "otro tema", "no tiene aval"))
    assert PracticaAvisada.objects.get().clave == nueva.translation_key
    assert "/es/practicas/?tema=movilidad" in carta.body and "Movilidad sostenible" in carta.body
    # Again, the same day and when it is its turn: nothing is told twice.
    for dias in (0, 8):
        Suscripcion.objects.update(ultima=timezone.now() - datetime.timedelta(days=dias))
        avisar(django_capture_on_commit_callbacks)
    assert len(mail.outbox) == 1
    otra = f.viva("Otra nueva")
    avisar(django_capture_on_commit_callbacks)
    assert otra.title in mail.outbox[1].body and nueva.title not in mail.outbox[1].body
    assert suscripcion.avisadas.count() == 2


def test_como_mucho_una_carta_cada_semana(suscrita, django_capture_on_commit_callbacks):
    suscrita()
    f.viva("Una nueva")
    avisar(django_capture_on_commit_callbacks)
    f.viva("Otra nueva")
    avisar(django_capture_on_commit_callbacks)
    assert len(mail.outbox) == 1
    Suscripcion.objects.update(ultima=timezone.now() - datetime.timedelta(days=7))
    avisar(django_capture_on_commit_callbacks)
    assert len(mail.outbox) == 2 and "Otra nueva" in mail.outbox[1].body


def test_en_ingles_llega_la_version_inglesa(suscrita, comunicaciones, moderadora, django_capture_on_commit_callbacks):
    suscrita(EN)
    hoja = f.viva("Ciclovía")
    avisar(django_capture_on_commit_callbacks)
    assert not mail.outbox
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    mail.outbox.clear()
    avisar(django_capture_on_commit_callbacks)
    (carta,) = [una for una in mail.outbox if una.to == [CORREO]]
    assert "[en] Ciclovía" in carta.body and "New practices" in carta.subject and "/en/practices/" in carta.body


def test_lo_que_se_fusiona_se_sigue_con_su_nuevo_nombre(suscrita, administracion, django_capture_on_commit_callbacks):
    viejo, nuevo = Tema.objects.exclude(codigo="movilidad")[0], Tema.objects.get(codigo="movilidad")
    suscrita(f"{ES}?tema={viejo.codigo}&ods=ods-11")
    fusion.fusionado.send(Tema, de=viejo, a=nuevo)
    assert Suscripcion.objects.get().pregunta == "tema=movilidad&ods=ods-11"


def test_de_un_filtro_que_ya_no_existe_no_llega_todo_el_banco(suscrita, django_capture_on_commit_callbacks):
    suscrita(f"{ES}?tema=movilidad")
    Suscripcion.objects.update(pregunta="tema=el-que-se-fue")
    f.viva("Una nueva")
    avisar(django_capture_on_commit_callbacks)
    assert not mail.outbox


def test_las_consultas_no_crecen_con_las_practicas(suscrita, django_assert_max_num_queries):
    suscrita()
    for numero in range(3):
        f.viva(f"Nueva {numero}")
    suscripciones.escribir()
    Suscripcion.objects.update(ultima=None)
    PracticaAvisada.objects.all().delete()
    with django_assert_max_num_queries(20):  # nine of them of the sets of the Bank, when they are not in the memory
        assert suscripciones.escribir() == 1


# --- Ending ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def carta(suscrita, django_capture_on_commit_callbacks):
    suscrita()
    f.viva("Una nueva")
    avisar(django_capture_on_commit_callbacks)
    return mail.outbox[0]


def test_se_termina_con_una_pulsacion_en_el_correo(carta):
    """RFC 8058: both headers, an address that a POST without cookies is enough for, and nothing that a GET does."""
    assert carta.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    enlace = carta.extra_headers["List-Unsubscribe"].strip("<>")
    assert enlace in carta.body
    ruta, programa = "/" + enlace.partition("//")[2].partition("/")[2], Client(enforce_csrf_checks=True)
    assert programa.get(ruta).status_code == 200 and Suscripcion.objects.exists()
    respuesta = programa.post(ruta, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert respuesta.status_code == 200 and not Suscripcion.objects.exists() and not PracticaAvisada.objects.exists()
    for pedida in (programa.get, programa.post):
        assert "su correo ya no está" in pedida(ruta).content.decode()  # pressed twice
    assert programa.post(ruta[:-3] + "xx/").status_code == 404


def test_el_enlace_de_confirmar_no_termina_ni_al_reves(carta, client):
    pk = Suscripcion.objects.get().pk
    con_la_otra = signing.dumps(pk, salt=suscripciones.SAL_DE_CONFIRMAR)
    assert client.post(reverse("banco:terminar_suscripcion", args=[con_la_otra])).status_code == 404
    assert Suscripcion.objects.exists()


# --- Personal data --------------------------------------------------------------------------------------------------


def test_el_correo_no_sale_a_ninguna_parte(carta, client, entrar, administracion, caplog):
    hoja = f.viva("Otra")
    urls = [
        *(
            "/es/",
            "/es/practicas/",
            "/es/practicas/?q=ingrid.canaria",
            "/es/banco/datos/",
            "/sitemap.xml",
            ES,
            hoja.url,
        ),
        *("/es/banco/datos/practicas.json", "/api/v2/practicas/", "/es/banco/rss.xml", "/es/banco/cambios.xml"),
        carta.extra_headers["List-Unsubscribe"].strip("<>").partition("8000")[2] or ES,
    ]
    for url in urls:
        assert CORREO not in client.get(url).getvalue().decode(), url
    lista = entrar(administracion).get(reverse("wagtailsnippets_banco_suscripcion:list"), {"export": "csv"})
    assert lista["Content-Type"].startswith("text/html")  # it is not taken away
    borrar = reverse("wagtailsnippets_banco_suscripcion:delete", args=[Suscripcion.objects.get().pk])
    assert entrar(administracion).post(borrar).status_code == 302 and not Suscripcion.objects.exists()
    historia = entrar(administracion).get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert CORREO not in historia and CORREO not in caplog.text


@pytest.mark.parametrize(
    ("papel", "entra"), [("moderadora", True), ("administracion", True), ("comunicaciones", False), ("focal", False)]
)
def test_quien_las_ve(papel, entra, suscrita, request, entrar):
    suscripcion = suscrita()
    navegador = entrar(request.getfixturevalue(papel))
    lista = navegador.get(reverse("wagtailsnippets_banco_suscripcion:list"))
    assert (lista.status_code == 200 and CORREO in lista.content.decode()) == entra
    assert navegador.get(reverse("wagtailsnippets_banco_suscripcion:add")).status_code == 302
    assert navegador.get(reverse("wagtailsnippets_banco_suscripcion:edit", args=[suscripcion.pk])).status_code == 302
    elegir = navegador.get("/admin/snippets/choose/banco/suscripcion/")
    assert elegir.status_code in (302, 403, 404) and CORREO not in elegir.content.decode()
