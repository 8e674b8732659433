"""Whoever writes a ficha knows where it stands: how far it is, what the letter asks, where it went, if it is twice."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Comment

from practicas import avance
from practicas.models import Evidencia, PracticaPage
from tests import fabrica as f


def editor(navegador, hoja):
    return BeautifulSoup(navegador.get(f.url_edicion(hoja)).content, "html.parser")


@pytest.fixture
def navegador(focal, entrar):
    return entrar(focal)


# --- How far it is --------------------------------------------------------------------------------------


def larga(palabras=60):
    return f.parrafo(palabras)


def hoja_con(*campos, focal=None, evidencias=()):
    prosa = dict.fromkeys(avance.FICHA.prosa, "") | dict.fromkeys(campos, larga())
    return f.practica(focal, evidencias=evidencias, **prosa)


LOGROS = avance.FICHA.en_la_balanza(avance.LOGRO)
ACCIONES = avance.FICHA.en_la_balanza(avance.ACCION)


def test_lo_que_se_aprendio_pesa_tanto_como_lo_que_se_hizo(db):
    solo_lo_hecho = avance.medir(hoja_con(*ACCIONES))
    solo_lo_logrado = avance.medir(hoja_con(*LOGROS, evidencias=[f.evidencia()]))
    todo = avance.medir(hoja_con(*LOGROS, *ACCIONES, "transferencia", evidencias=[f.evidencia()]))
    assert solo_lo_hecho.parte == solo_lo_logrado.parte < 67
    assert todo.parte == 100 and not any(lado.faltan for lado in todo.lados)


def test_una_frase_no_es_una_respuesta_entera(db):
    hoja = f.practica(None, resultados="<p>Fue un éxito.</p>", lecciones="<p></p>")
    logro = avance.medir(hoja).lados[0]
    assert 0 < logro.parte < 100
    assert ("lecciones", "Lecciones aprendidas") in logro.faltan


def test_se_ve_en_el_editor_sin_javascript_y_en_la_ficha_nueva(focal, navegador):
    hoja = f.practica(focal, lecciones="")
    medidor = editor(navegador, hoja).select_one("details.practicas-avance")
    assert f"{avance.medir(hoja).parte} %" in medidor.summary.text and "Lecciones aprendidas" in medidor.text
    assert BeautifulSoup(navegador.get(f.url_nueva()).content, "html.parser").select_one("details.practicas-avance")


def test_la_evidencia_que_se_agrega_cuenta(focal):
    hoja = f.practica(focal)
    antes = avance.medir(hoja).parte
    hoja.evidencias = [Evidencia(locale=hoja.locale, **f.evidencia())]
    assert avance.medir(hoja).parte > antes


# --- The letter -----------------------------------------------------------------------------------------


def test_la_carta_esta_sobre_el_editor_hasta_que_se_responde(focal, asesora, entrar, navegador):
    hoja = f.practica(focal)
    assert "Carta de" not in editor(navegador, hoja).text
    f.enviar(hoja, focal)
    f.decidir(
        entrar(asesora), f.tarea(hoja), "devolver", carta="Falta la fuente.", **{"comentario-resultados": "¿De dónde?"}
    )
    carta = editor(navegador, hoja).select_one("section.aval-aviso")
    assert "Falta la fuente." in carta.text and str(asesora) in carta.text
    assert Comment.objects.get().position == "[]"  # what the editor of a rich text can read
    datos = f.formulario_de(navegador, hoja) | {"action-submit": "1"}
    navegador.post(f.url_edicion(hoja), datos)
    assert "Falta la fuente." not in str(editor(navegador, hoja).select("section.aval-aviso"))


# --- After sending --------------------------------------------------------------------------------------


@pytest.mark.parametrize("nueva", [True, False], ids=["nueva", "ya guardada"])
def test_al_enviar_se_llega_al_tablero_y_se_dice_que_sigue(nueva, focal, navegador):
    if nueva:
        respuesta = f.crear_por_formulario(navegador, "action-submit")
    else:
        hoja = f.practica(focal)
        datos = f.formulario_de(navegador, hoja) | {"action-submit": "1"}
        respuesta = navegador.post(f.url_edicion(hoja), datos)
    assert respuesta.url == "/admin/"
    sopa = BeautifulSoup(navegador.get(respuesta.url).content, "html.parser")
    [dicho] = [uno.get_text(" ", strip=True) for uno in sopa.select(".messages > ul > li")]
    assert "está en la DDRI, en el paso «Estudio de la ficha»" in dicho and focal.email in dicho


def test_guardar_un_borrador_deja_en_el_editor(focal, navegador):
    hoja = f.practica(focal)
    respuesta = navegador.post(f.url_edicion(hoja), f.formulario_de(navegador, hoja))
    assert respuesta.url == f.url_edicion(hoja)


# --- The same title -------------------------------------------------------------------------------------


def test_un_titulo_repetido_se_guarda_y_se_dice_con_su_enlace(focal, navegador):
    una = f.practica(focal, titulo="Jardines de barrio")
    f.crear_por_formulario(navegador, title="Jardines de barrio", slug=una.slug)
    otra = PracticaPage.objects.get(draft_title="Jardines de barrio", pk__gt=una.pk)
    assert otra.slug == f"{una.slug}-2"
    aviso = editor(navegador, otra).select_one(".practicas-tocaya")
    assert aviso.a["href"] == f.url_edicion(una)
    assert not editor(navegador, f.practica(focal, titulo="Otra")).select(".practicas-tocaya")


def test_no_se_nombra_la_ficha_de_otra_entidad_que_no_esta_publicada(focal, otro_focal, entrar):
    f.practica(focal, titulo="Jardines de barrio")
    suya = f.practica(otro_focal, entidad="secretaria-cultura", titulo="Jardines de barrio", slug="jardines-2")
    assert not editor(entrar(otro_focal), suya).select(".practicas-tocaya")


def test_la_direccion_de_lo_publicado_no_cambia_sola(focal, asesora, moderadora, entrar):
    una = f.practica(focal, titulo="Jardines")
    otra = f.publicada(focal, asesora, moderadora, titulo="Huertas")
    navegador = entrar(moderadora)
    datos = f.formulario_de(navegador, otra) | {"slug": una.slug}
    respuesta = navegador.post(f.url_edicion(otra), datos)
    assert "Otra página tiene ya esta dirección" in respuesta.content.decode()
    assert f.fresca(otra).slug == otra.slug
