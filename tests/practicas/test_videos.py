"""A video of a practice: what is asked of it, who may see it, and how it is read, searched and taken away."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from actores.models import Entidad
from aval import flujo, retiro
from base.documentos import sin_metadatos
from practicas.models import PracticaPage, VideoDePractica
from tests import fabrica as f
from tests import muestras

from .test_editor import errores_de

TRANSCRIPCION = "<p>Se oye al ornitorrinco junto al río.</p>"


@pytest.fixture
def archivos(db):
    """A video and its captions in both languages, of the entity of ``focal``."""
    suya = Entidad.objects.get(codigo="idrd").coleccion
    return {
        "documento": f.documento("feria.mp4", muestras.mp4(), collection=suya),
        "subtitulos": f.documento("feria-es.vtt", f.VTT.encode(), collection=suya),
        "subtitulos_en": f.documento("feria-en.vtt", f.VTT.replace("días", "days").encode(), collection=suya),
    }


def _con_video(titulo="Con video", **campos):
    hoja = f.practica(None, titulo=titulo)
    hoja.videos = [VideoDePractica(titulo="La feria del barrio", credito="IDRD", locale=hoja.locale, **campos)]
    hoja.save()
    hoja.save_revision(clean=False)
    return f.fresca(hoja)


@pytest.fixture
def viva(archivos):
    hoja = _con_video(**archivos, transcripcion=TRANSCRIPCION)
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def _sopa(pagina):
    return BeautifulSoup(Client().get(pagina.url).content, "html.parser")


# --- What is asked of it --------------------------------------------------------------------------------


def _fila(**cambios):
    texto = rich_text(cambios.pop("transcripcion", ""), features=["bold", "italic"])
    vacia = {"documento": "", "enlace": "", "subtitulos": "", "subtitulos_en": "", "cubierta": ""}
    return {**vacia, "titulo": "La feria", "credito": "IDRD", "transcripcion": texto, **cambios}


FALTAS = {
    "ni video ni dirección": ({}, "Video 1: Video", "Suba el video, o escriba la dirección"),
    "sin subtítulos ni transcripción": (
        {"documento": "documento"},
        "Video 1: Subtítulos en español",
        "quien no oye se queda por fuera",
    ),
    "solo subtítulos en inglés": (
        {"documento": "documento", "subtitulos_en": "subtitulos_en"},
        "Video 1: Subtítulos en español",
        "van primero",
    ),
    "no es un video": (
        {"documento": "subtitulos", "transcripcion": TRANSCRIPCION},
        "Video 1: Video",
        "no es un video",
    ),
    "no son subtítulos": (
        {"documento": "documento", "subtitulos": "documento"},
        "Video 1: Subtítulos en español",
        "WebVTT",
    ),
    "los dos": (
        {"documento": "documento", "enlace": "https://videos.example/1", "transcripcion": TRANSCRIPCION},
        "Video 1: O su dirección",
        "Deje uno de los dos",
    ),
    "una dirección sin cifrar": (
        {"enlace": "http://videos.example/1"},
        "Video 1: O su dirección",
        "https",
    ),
}


@pytest.mark.parametrize("caso", FALTAS)
def test_al_enviar_se_dice_al_lado_del_campo_y_nada_se_pierde(caso, archivos, focal, entrar):
    campos, donde, dice = FALTAS[caso]
    datos = {campo: archivos[valor].pk if valor in archivos else valor for campo, valor in campos.items()}
    navegador = entrar(focal)
    respuesta = f.crear_por_formulario(navegador, "action-submit", videos=[_fila(**datos)])
    errores = errores_de(respuesta)
    assert dice in errores[donde]
    vuelve = f.leer_formulario(respuesta, "page-edit-form")
    assert vuelve["videos-0-titulo"] == ["La feria"]
    for campo in ("documento", "subtitulos", "subtitulos_en", "enlace"):
        assert vuelve[f"videos-0-{campo}"] == [str(datos.get(campo, ""))]
    assert not PracticaPage.objects.exists()


BUENAS = {
    "con subtítulos": {"documento": "documento", "subtitulos": "subtitulos"},
    "con transcripción": {"documento": "documento", "transcripcion": TRANSCRIPCION},
    "en otra plataforma": {"enlace": "https://videos.example/1"},
}


@pytest.mark.parametrize("caso", BUENAS)
def test_se_envia(caso, archivos, focal, entrar):
    datos = {campo: archivos[valor].pk if valor in archivos else valor for campo, valor in BUENAS[caso].items()}
    respuesta = f.crear_por_formulario(entrar(focal), "action-submit", videos=[_fila(**datos)])
    assert respuesta.status_code == 302
    assert PracticaPage.objects.get().videos.count() == 1


def test_en_borrador_no_se_exige_nada(archivos, focal, entrar):
    f.crear_por_formulario(entrar(focal), videos=[_fila(documento=archivos["documento"].pk)])
    assert PracticaPage.objects.get().videos.count() == 1


def test_tampoco_recibe_el_aval_lo_que_dejo_de_cumplir(archivos):
    assert not _con_video("Bien", **archivos).incumplimientos()
    mal = _con_video("Mal", documento=archivos["documento"])
    assert [campo for campo, _frase in mal.incumplimientos()] == ["videos"]


def test_un_video_no_va_entre_los_archivos(archivos, focal, entrar):
    fila = {"documento": archivos["documento"].pk, "titulo": "La feria"}
    respuesta = f.crear_por_formulario(entrar(focal), "action-submit", archivos=[fila])
    assert "va en «Videos»" in errores_de(respuesta)["Archivo adjunto 1: Archivo"]


def test_no_se_elige_el_de_otra_entidad(archivos, otro_focal, entrar):
    fila = _fila(documento=archivos["documento"].pk, transcripcion=TRANSCRIPCION)
    f.crear_por_formulario(entrar(otro_focal), "", entidad=otro_focal.entidad_id, videos=[fila])
    assert not PracticaPage.objects.exists()


def test_no_dice_donde_se_grabo():
    antes = muestras.mp4(donde=b"+04.5981-074.0760/")
    despues = sin_metadatos("feria.mp4", antes)
    assert b"+04.5981" in antes and b"+04.5981" not in despues
    assert len(antes) == len(despues) and sin_metadatos("feria.mp4", despues) == despues


# --- Who may see it -------------------------------------------------------------------------------------


def test_es_publico_mientras_lo_cita_un_texto_vivo(archivos, moderadora):
    hoja = _con_video(**archivos)
    todos = list(archivos.values())
    assert {Client().get(uno.url).status_code for uno in todos} == {404}
    flujo.avalar_de_instalacion(hoja)
    assert {Client().get(uno.url).status_code for uno in todos} == {200}
    retiro.retirar(f.fresca(hoja), moderadora, "Ya no")
    assert {Client().get(uno.url).status_code for uno in todos} == {404}


def test_se_reproduce_desde_la_mitad(viva, archivos):
    video, entero = archivos["documento"], archivos["documento"].file.read()
    respuesta = Client().get(video.url)
    assert (respuesta["Accept-Ranges"], respuesta["Content-Type"]) == ("bytes", "video/mp4")
    etiqueta = respuesta["ETag"]

    def pedir(rango, **mas):
        respuesta = Client().get(video.url, headers={"range": rango, **mas})
        cuerpo = b"".join(respuesta) if respuesta.streaming else respuesta.content
        return respuesta.status_code, respuesta.headers.get("Content-Range"), cuerpo

    total = len(entero)
    assert pedir("bytes=10-19") == (206, f"bytes 10-19/{total}", entero[10:20])
    assert pedir("bytes=100-") == (206, f"bytes 100-{total - 1}/{total}", entero[100:])
    assert pedir("bytes=-7") == (206, f"bytes {total - 7}-{total - 1}/{total}", entero[-7:])
    assert pedir(f"bytes=5-{total * 9}")[2] == entero[5:]
    assert pedir("bytes=5-9", **{"if-range": etiqueta})[0] == 206
    assert pedir("bytes=5-9", **{"if-range": '"otro"'}) == (200, None, entero)
    assert pedir(f"bytes={total}-")[:2] == (416, f"bytes */{total}")
    for raro in ("bytes=1-2,5-6", "bytes=-", "otros=1-2", "bytes=9-5"):
        assert pedir(raro)[0] in (200, 416)


@override_settings(MEDIA_INTERNO="/interno/")
def test_con_nginx_lo_da_nginx(viva, archivos):
    respuesta = Client().get(archivos["documento"].url, headers={"range": "bytes=1-2"})
    assert respuesta.status_code == 200 and respuesta["X-Accel-Redirect"].startswith("/interno/documents/")
    assert respuesta["Content-Type"] == "video/mp4"
    assert Client().get(archivos["subtitulos"].url)["Content-Type"].startswith("text/vtt")


# --- How it is read -------------------------------------------------------------------------------------


def test_en_la_pagina_con_sus_subtitulos_y_sin_pedir_el_video(viva, archivos):
    sopa = _sopa(viva)
    video = sopa.select_one("#videos video")
    assert video.has_attr("controls") and video["preload"] == "none" and video["aria-label"] == "La feria del barrio"
    assert video.source["src"] == archivos["documento"].url
    pistas = {pista["srclang"]: pista for pista in video.select("track")}
    assert [*pistas] == ["es", "en"] and all(pista["kind"] == "captions" for pista in pistas.values())
    assert pistas["es"].has_attr("default") and not pistas["en"].has_attr("default")
    assert "ornitorrinco" in sopa.select_one("#videos details").get_text()
    assert sopa.select_one('.contenidos a[href="#videos"]')


def test_en_la_pagina_inglesa_titulo_y_transcripcion_traducidos_y_sus_subtitulos(viva, comunicaciones, moderadora):
    inglesa = f.publicada_en_ingles(viva, comunicaciones, moderadora)
    sopa = _sopa(inglesa)
    assert sopa.select_one(".video__titulo").get_text() == "[en] La feria del barrio"
    assert "[en] Se oye" in sopa.select_one("#videos details").get_text()
    por_defecto = [pista["srclang"] for pista in sopa.select("track") if pista.has_attr("default")]
    assert por_defecto == ["en"]


def test_lo_de_otra_plataforma_es_un_enlace_que_dice_que_se_sale(db):
    hoja = _con_video(enlace="https://www.videos.example/1")
    flujo.avalar_de_instalacion(hoja)
    sopa = _sopa(f.fresca(hoja))
    [enlace] = sopa.select("#videos a")
    assert enlace["href"] == "https://www.videos.example/1"
    assert enlace.get_text() == "Ver el video en videos.example (sale de este sitio)"
    assert not sopa.select("iframe, video")


def test_en_el_papel_esta_lo_que_dice(viva, archivos):
    papel = Client().get(reverse("banco:imprimir", kwargs={"slug": viva.slug}))
    texto = BeautifulSoup(papel.content, "html.parser").get_text(" ")
    assert "La feria del barrio" in texto and "ornitorrinco" in texto and archivos["documento"].url in texto


def test_se_busca_por_lo_que_se_dice_en_el(viva):
    assert viva.title in Client().get("/es/practicas/", {"q": "ornitorrinco"}).content.decode()


def test_en_la_api_y_en_los_datos_abiertos(viva, archivos):
    [video] = Client().get(f"/api/v2/practicas/{viva.pk}/").json()["videos"]
    assert video["url"] == archivos["documento"].url and video["titulo"] == "La feria del barrio"
    assert [pista["idioma"] for pista in video["subtitulos"]] == ["es", "en"]
    assert video["transcripcion"] == "Se oye al ornitorrinco junto al río."
    filas = json.loads(b"".join(Client().get("/es/banco/datos/practicas.json")))
    filas = filas if isinstance(filas, list) else filas["practicas"]
    [fila] = [una for una in filas if una["id"] == str(viva.translation_key)]
    assert fila["videos"] == ["La feria del barrio"] and fila["videos_subtitulos"] == ["es en"]
    assert fila["videos_url"][0].endswith(archivos["documento"].url)
