"""The kinds of withdrawal: in error, replaced by another, and ended but kept under a notice."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from aval import auditoria, avisos_de_fin
from aval.errores import RetiroSoloDeModeracion, SinMotivo
from aval.models import AvisoDeFin, Retiro
from aval.retiro import ocultar_titulo, retirar
from aval.views_retiro import url_de
from banco.models import FichaPublica
from practicas import vigencia
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.redes.test_redes import red as la_red
from tests.redes.test_redes import viva as red_viva

FRASES = {"frase_es": "Se acabó el convenio que la sostenía.", "frase_en": "The agreement behind it ran out."}
TERMINO = {"motivo": "Lo dijo la entidad por carta.", "clase": "terminado", "fin": "2026-03-31", **FRASES}


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


@pytest.fixture
def inglesa(viva, comunicaciones, moderadora):
    return f.publicada_en_ingles(viva, comunicaciones, moderadora)


def texto(respuesta):
    return respuesta.content.decode()


def nota(respuesta):
    """What the notices of the page say."""
    return " ".join(
        uno.get_text(" ", strip=True) for uno in BeautifulSoup(respuesta.content, "html.parser").select(".atraso")
    )


# --- In error ---------------------------------------------------------------------------------------


def test_por_error_su_direccion_dice_que_fue_por_eso(viva, inglesa, moderadora, entrar, client):
    entrar(moderadora).post(url_de("retirar", viva), {"motivo": "Era la versión de otra entidad.", "clase": "error"})
    assert {uno.clase for uno in Retiro.objects.all()} == {"error"}
    for pagina, frase in ((viva, "Se había publicado por error"), (inglesa, "It had been published by mistake")):
        respuesta = client.get(pagina.url)
        assert respuesta.status_code == 410 and frase in texto(respuesta)
    aval = Retiro.objects.get(idioma="es").aval
    with override("es"):
        direccion = aval.get_absolute_url()
    assert "porque se había publicado por error" in texto(client.get(direccion))


def test_lo_de_ayer_no_dice_clase(viva, moderadora, client):
    retirar(viva, moderadora, "Sin clase, como antes.")
    respuesta = client.get(viva.url)
    assert respuesta.status_code == 410 and "por error" not in texto(respuesta).replace("No es un error", "")


# --- Replaced ---------------------------------------------------------------------------------------


@pytest.fixture
def otra(db):
    return f.viva(titulo="La que ocupa su lugar")


def test_su_direccion_lleva_a_la_otra_que_lo_dice(viva, inglesa, otra, moderadora, entrar, client):
    datos = {"motivo": "Se juntaron las dos.", "clase": "reemplazo", "reemplazo": otra.pk}
    entrar(moderadora).post(url_de("retirar", viva), datos)
    for pagina in (viva, inglesa):  # the other has no English: its Spanish, rather than nothing
        respuesta = client.get(pagina.url)
        assert (respuesta.status_code, respuesta["Location"]) == (302, otra.url)
    assert viva.title in nota(client.get(otra.url))
    ocultar_titulo(viva.get_base_content_type().pk, str(viva.pk), moderadora, "Nombra a alguien.")
    dicho = nota(client.get(otra.url))
    assert viva.title not in dicho and "reemplaza" in dicho


def test_sus_archivos_tambien_llevan_a_los_de_la_otra(viva, otra, moderadora, client):
    pdf = f"/es/practicas/{viva.slug}/ficha.pdf"
    retirar(viva, moderadora, "Se juntaron.", clase=Retiro.Clase.REEMPLAZO, reemplazo=otra)
    respuesta = client.get(pdf)
    if respuesta.status_code != 404:  # where the address is another, nothing of it was there
        assert otra.slug in respuesta["Location"]


def test_si_la_otra_tambien_se_retira_se_sigue_hasta_la_ultima_o_se_dice(viva, otra, moderadora, client):
    tercera = f.viva(titulo="La tercera")
    retirar(viva, moderadora, "Se juntaron.", clase=Retiro.Clase.REEMPLAZO, reemplazo=otra)
    retirar(f.fresca(otra), moderadora, "Se juntaron otra vez.", clase=Retiro.Clase.REEMPLAZO, reemplazo=tercera)
    assert client.get(viva.url)["Location"] == tercera.url
    retirar(f.fresca(tercera), moderadora, "Se acabó.")
    respuesta = client.get(viva.url)
    assert respuesta.status_code == 410 and "tampoco está publicado" in texto(respuesta)


def test_lo_que_vuelve_con_otro_aval_deja_de_estar_reemplazado(viva, otra, focal, asesora, moderadora, client):
    retirar(viva, moderadora, "Se juntaron.", clase=Retiro.Clase.REEMPLAZO, reemplazo=otra)
    f.cambiar(viva, focal, resumen="Vuelve, con otro resumen.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    assert client.get(viva.url).status_code == 200
    assert viva.title not in nota(client.get(otra.url))


def test_sin_decir_cual_o_por_uno_mismo_no(viva, moderadora, entrar):
    borrador = f.practica(f.persona("otro-focal", "Puntos focales", "idrd"), titulo="Un borrador")
    for cual in ("", viva.pk, borrador.pk):
        datos = {"motivo": "x", "clase": "reemplazo", "reemplazo": cual}
        respuesta = entrar(moderadora).post(url_de("retirar", viva), datos)
        assert "reemplazo" in respuesta.context["form"].errors
    assert f.fresca(viva).live and not Retiro.objects.exists()


# --- Ended, and kept --------------------------------------------------------------------------------


def test_sigue_publicada_con_su_aval_y_un_aviso_en_los_dos_idiomas(
    viva, inglesa, moderadora, entrar, client, django_capture_on_commit_callbacks
):
    antes, cuerpo = f.fresca(viva), {}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        entrar(moderadora).post(url_de("retirar", viva), TERMINO)
    despues = f.fresca(viva)
    assert despues.live and (despues.aval_id, despues.latest_revision_id) == (antes.aval_id, antes.latest_revision_id)
    assert not Retiro.objects.exists() and auditoria.auditar().bien
    for pagina, cuando, porque in (
        (viva, "Terminó el 31 de marzo de 2026", FRASES["frase_es"]),
        (inglesa, "Ended on", FRASES["frase_en"]),
    ):
        respuesta = cuerpo[pagina] = client.get(pagina.url)
        assert respuesta.status_code == 200 and cuando in nota(respuesta) and porque in nota(respuesta)
        assert TERMINO["motivo"] not in texto(respuesta) and "noindex" not in texto(respuesta)
        assert pagina.resumen in texto(respuesta)
    assert {carta.to[0] for carta in mail.outbox} >= {"focal-idrd@example.org"}
    historia = texto(entrar(moderadora).get(url_de("historia", viva)))
    assert "Terminó: sigue con un aviso" in historia and TERMINO["motivo"] in historia


def test_el_banco_la_cuenta_entre_las_terminadas_y_la_pone_despues(viva, moderadora, client):
    otra = f.viva(titulo="La que sigue")
    FichaPublica.objects.filter(pk=otra.pk).update(publicada=timezone.now() - datetime.timedelta(days=400))
    avisos_de_fin.terminar(viva, moderadora, "x", fin=None, **FRASES)
    publica = FichaPublica.objects.get(pk=viva.pk)
    assert publica.vigencia_dicha == "Terminó" and not publica.en_marcha
    lista = texto(client.get("/es/practicas/"))
    assert lista.index(otra.title) < lista.index(viva.title)
    assert viva.title in texto(client.get("/es/practicas/?estado=terminada"))
    assert viva.title not in texto(client.get("/es/practicas/?estado=en-marcha"))
    datos = client.get(f"/api/v2/practicas/{viva.pk}/").json()["vigencia"]
    assert (datos["terminada"], datos["fin"], datos["por_que"]) == (True, None, FRASES["frase_es"])
    assert viva not in vigencia.vivas()


def test_quien_propone_no_pierde_lo_escrito_y_el_aviso_pide_sus_frases(viva, moderadora, entrar):
    manana = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    datos = {"motivo": "Lo dijo la entidad.", "clase": "terminado", "fin": manana}
    respuesta = entrar(moderadora).post(url_de("retirar", viva), datos)
    assert set(respuesta.context["form"].errors) == {"frase_es", "frase_en", "fin"}
    assert "Lo dijo la entidad." in texto(respuesta) and not AvisoDeFin.objects.exists()
    propuesta = entrar(moderadora).get(url_de("retirar", viva) + "?motivo=Propuesto&clase=terminado&fin=2026-03-31")
    sopa = BeautifulSoup(propuesta.content, "html.parser")
    assert sopa.select_one("[name=clase][checked]")["value"] == "terminado"
    assert sopa.select_one("[name=fin]")["value"] == "2026-03-31"


def test_el_aviso_se_quita_con_motivo_y_queda_en_el_registro(viva, moderadora, entrar, client):
    avisos_de_fin.terminar(viva, moderadora, "x", **FRASES)
    navegador = entrar(moderadora)
    direccion = url_de("quitar_aviso", viva)
    assert direccion in texto(navegador.get(url_de("historia", viva)))
    assert FRASES["frase_en"] in texto(navegador.get(direccion))
    assert "motivo" in navegador.post(direccion, {"motivo": " "}).context["form"].errors
    navegador.post(direccion, {"motivo": "Se renovó el convenio."})
    assert avisos_de_fin.vigente(viva) is None and FRASES["frase_es"] not in texto(client.get(viva.url))
    assert [uno.quitado for uno in AvisoDeFin.objects.order_by("pk")] == [False, True]
    assert navegador.get(direccion).status_code == 404


def test_retirarla_de_verdad_acaba_con_el_aviso(viva, focal, asesora, moderadora, client):
    avisos_de_fin.terminar(viva, moderadora, "x", **FRASES)
    retirar(f.fresca(viva), moderadora, "Ahora sí.")
    assert client.get(viva.url).status_code == 410
    f.cambiar(viva, focal, resumen="Vuelve.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    assert FRASES["frase_es"] not in texto(client.get(viva.url))


def test_otro_aval_no_lo_quita(viva, focal, asesora, moderadora, client):
    avisos_de_fin.terminar(viva, moderadora, "x", **FRASES)
    f.cambiar(viva, focal, resumen="Una tilde que faltaba.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    assert FRASES["frase_es"] in texto(client.get(viva.url))


def test_dos_veces_es_una(viva, moderadora):
    assert avisos_de_fin.terminar(viva, moderadora, "x", **FRASES)
    assert avisos_de_fin.terminar(viva, moderadora, "x", **FRASES) is None
    assert AvisoDeFin.objects.count() == 1


def test_nadie_mas_que_moderacion(viva, focal, comunicaciones, administracion, superusuario, moderadora, entrar):
    for quien in (focal, comunicaciones, administracion, superusuario):
        entrar(quien).post(url_de("retirar", viva), TERMINO)
        with pytest.raises(RetiroSoloDeModeracion):
            avisos_de_fin.terminar(viva, quien, "x", **FRASES)
    assert not AvisoDeFin.objects.exists()
    with pytest.raises(SinMotivo):
        avisos_de_fin.terminar(viva, moderadora, " ", **FRASES)
    avisos_de_fin.terminar(viva, moderadora, "x", **FRASES)
    for quien in (focal, comunicaciones, administracion, superusuario):
        entrar(quien).post(url_de("quitar_aviso", viva), {"motivo": "x"})
    assert avisos_de_fin.vigente(viva)


def test_de_la_estructura_y_de_una_traduccion_no_se_ofrece(inglesa, moderadora, entrar):
    banco = PracticaPage.objects.get(pk=inglesa.pk).get_parent().specific
    for objeto in (inglesa, banco):
        form = entrar(moderadora).get(url_de("retirar", objeto)).context["form"]
        assert [clase for clase, _nombre in form.fields["clase"].choices] == ["error", ""]
        respuesta = entrar(moderadora).post(url_de("retirar", objeto), TERMINO)
        assert "clase" in respuesta.context["form"].errors


def test_de_otra_clase_con_pagina_tambien(moderadora, entrar, client):
    red = red_viva(la_red())
    entrar(moderadora).post(url_de("retirar", red), TERMINO)
    assert f.fresca(red).live and FRASES["frase_es"] in nota(client.get(red.url))


def test_la_pagina_publica_no_cuesta_mas_por_cada_aviso(viva, moderadora, django_assert_max_num_queries):
    for cual in range(3):
        avisos_de_fin.terminar(f.viva(titulo=f"Otra {cual}"), moderadora, "x", **FRASES)
    avisos_de_fin.vigente(viva)
    avisos_de_fin.reemplazados_por(viva, "es")
    with django_assert_max_num_queries(2):  # the key of the generation, each time that it is asked outside of a request
        avisos_de_fin.vigente(viva)
        avisos_de_fin.reemplazados_por(viva, "es")


def test_el_historial_de_un_texto_sin_avisos_no_ofrece_quitarlo(viva, moderadora, entrar):
    assert reverse("aval:quitar_aviso", args=[viva.get_base_content_type().pk, viva.pk]) not in texto(
        entrar(moderadora).get(url_de("historia", viva))
    )
