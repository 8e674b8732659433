"""What the DDRI found: how it is known that a practice works, each criterion's outcome, and who reads of it."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils.translation import override

from aval.models import Aval
from banco.models import FichaPublica
from estudio import servicio as estudios
from estudio.models import Estudio
from practicas.models import Evidencia, PracticaPage
from tests import fabrica as f
from vocabulario.models import ConjuntoDeCriterios, Criterio

CRITERIOS = ["efectiva", "sostenible", "replicable", "innovadora"]


@pytest.fixture
def por_estudiar(focal):
    hoja = f.practica(focal, titulo="Ciclovía")
    hoja.evidencias = [
        Evidencia(indicador="personas", unidad="personas", valor=40, fuente="Conteos del IDRD", locale=hoja.locale)
    ]
    hoja.save_revision(user=focal)
    return f.enviar(hoja, focal)


@pytest.fixture
def hoja(por_estudiar):
    return PracticaPage.objects.get(pk=por_estudiar.revision.object_id)


@pytest.fixture
def navegador(asesora, entrar):
    return entrar(asesora)


def hallazgos(resultado="cumple", frase_es="Lo muestran las cifras.", frase_en="The figures show it."):
    datos = {"publica_hallazgos": "on"}
    for criterio in Criterio.objects.all():
        prefijo = f"criterio-{criterio.codigo}"
        datos |= {f"{prefijo}-resultado": resultado, f"{prefijo}-frase_es": frase_es, f"{prefijo}-frase_en": frase_en}
    return datos


EVIDENCIA = {"nivel": "medida", "razon_es": "Hay conteos desde 2014.", "razon_en": "Counted since 2014."}


def publicar(por_estudiar, navegador, moderadora, **datos):
    respuesta = f.decidir(navegador, por_estudiar, "pasar", **(f.rubrica() | datos))
    assert respuesta.status_code == 302, respuesta.content.decode()
    hoja = PracticaPage.objects.get(pk=por_estudiar.revision.object_id)
    f.avalar(hoja, moderadora)
    return f.fresca(hoja)


def texto(respuesta, donde="main"):
    assert respuesta.status_code == 200
    return " ".join(BeautifulSoup(respuesta.content, "html.parser").select_one(donde).get_text(" ").split())


def constancia(client, hoja, idioma="es"):
    with override(idioma):
        return texto(client.get(hoja.aval.get_absolute_url()))


def test_si_no_se_publica_el_publico_solo_lee_con_que_se_estudio(por_estudiar, navegador, moderadora, client):
    datos = {campo: valor for campo, valor in hallazgos().items() if campo != "publica_hallazgos"}
    hoja = publicar(por_estudiar, navegador, moderadora, **datos)
    assert hoja.aval.dictamen == {}
    for lo_publico in (constancia(client, hoja), texto(client.get(hoja.url))):
        assert "Lo muestran las cifras." not in lo_publico
        assert "Lo que encontró la DDRI" not in lo_publico
    assert "valoración interna de la DDRI" in constancia(client, hoja)


def test_lo_publicado_se_lee_en_la_constancia_y_en_la_pagina(por_estudiar, navegador, moderadora, client):
    hoja = publicar(por_estudiar, navegador, moderadora, **hallazgos(), **EVIDENCIA)
    for lo_publico in (constancia(client, hoja), texto(client.get(hoja.url))):
        assert "Efectiva y exitosa Lo cumple Lo muestran las cifras." in lo_publico
        assert "Medida. Hay conteos desde 2014." in lo_publico
        assert (
            "Cumple todos los criterios de: FAO, Premio Internacional de Dubái, APC-Colombia, ONU-Hábitat."
            in lo_publico
        )
    en_ingles = constancia(client, hoja, "en")
    assert "The figures show it." in en_ingles
    assert "Counted since 2014." in en_ingles
    assert "Lo muestran las cifras." not in en_ingles


def test_lo_que_no_esta_en_ingles_se_lee_en_espanol_y_lo_dice(por_estudiar, navegador, moderadora, client):
    hoja = publicar(por_estudiar, navegador, moderadora, **hallazgos(frase_en=""))
    with override("en"):
        sopa = BeautifulSoup(client.get(hoja.aval.get_absolute_url()).content, "html.parser")
    frases = sopa.find_all("span", string="Lo muestran las cifras.")
    assert frases and {frase["lang"] for frase in frases} == {"es"}


def test_el_aval_ingles_lleva_lo_mismo(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.practica(focal, titulo="Ciclovía")
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    estudio = estudios.ultimo_favorable(hoja)
    Estudio.objects.filter(pk=estudio.pk).update(**EVIDENCIA)
    f.avalar(hoja, moderadora)
    inglesa = f.publicada_en_ingles(f.fresca(hoja), comunicaciones, moderadora)
    assert inglesa.aval.dictamen == f.fresca(hoja).aval.dictamen
    assert "Counted since 2014." in texto(client.get(inglesa.url))


def test_un_estudio_que_se_toca_despues_del_aval_no_cambia_lo_que_se_lee(por_estudiar, navegador, moderadora, client):
    hoja = publicar(por_estudiar, navegador, moderadora, **hallazgos(), **EVIDENCIA)
    estudio = Estudio.objects.get()
    Estudio.objects.update(nivel="comparada", razon_es="Otra cosa.")
    estudio.valoraciones.update(resultado="en-parte", frase_es="Otra cosa.")
    for lo_publico in (constancia(client, hoja), texto(client.get(hoja.url))):
        assert "Otra cosa." not in lo_publico
        assert "Hay conteos desde 2014." in lo_publico


def test_quien_da_el_aval_lee_en_los_dos_idiomas_lo_que_publica(por_estudiar, hoja, navegador, moderadora, entrar):
    f.decidir(navegador, por_estudiar, "pasar", **(f.rubrica() | hallazgos() | EVIDENCIA))
    pantalla = entrar(moderadora).get(f.pantalla(f.tarea(hoja)))
    sopa = BeautifulSoup(pantalla.content, "html.parser")
    assert "Hay conteos desde 2014." in sopa.select_one(".aval-dictamen [lang=es]").text
    assert "Counted since 2014." in sopa.select_one(".aval-dictamen [lang=en]").text


INCOMPLETOS = {
    "un nivel sin su razón": ({"nivel": "medida"}, "Diga por qué"),
    "un antes y un después sin el antes": (
        {"nivel": "antes-y-despues", "razon_es": "Se contó."},
        "una evidencia necesita también su línea de base",
    ),
    "una evaluación sin decir cuál": ({"nivel": "externa", "razon_es": "La evaluaron."}, "Diga en qué evaluación"),
    "publicar sin haber valorado": (hallazgos, "Diga qué se encontró"),
    "publicar sin la frase": (lambda: hallazgos(frase_es=""), "Escriba la frase"),
}


@pytest.mark.parametrize("caso", INCOMPLETOS)
def test_lo_incompleto_se_dice_y_no_se_pierde(caso, por_estudiar, hoja, navegador):
    datos, frase = INCOMPLETOS[caso]
    datos = datos() if callable(datos) else datos
    if caso == "publicar sin haber valorado":
        datos |= {campo: "sin-valorar" for campo in datos if campo.endswith("-resultado")}
    respuesta = f.decidir(navegador, por_estudiar, "pasar", **(f.rubrica() | datos | {"fortalezas": "El equipo."}))
    assert respuesta.status_code == 409
    decision = BeautifulSoup(respuesta.content, "html.parser").select_one(".aval-decision")
    assert frase in decision.text
    assert "El equipo." in decision.text
    assert f.tarea(hoja) == por_estudiar


def test_lo_que_nadie_midio_no_pasa_por_medido(focal, asesora, entrar):
    pendiente = f.enviar(f.practica(focal), focal)
    respuesta = f.decidir(entrar(asesora), pendiente, "pasar", **(f.rubrica() | EVIDENCIA))
    assert respuesta.status_code == 409
    assert "la ficha necesita una evidencia con su valor y su fuente" in respuesta.content.decode()


def test_para_una_buena_practica_se_pide_lo_que_otra_ciudad_pregunta(por_estudiar, navegador):
    aviso = BeautifulSoup(navegador.get(f.pantalla(por_estudiar)).content, "html.parser").select_one(
        ".aval-decision .aval-aviso"
    )
    assert "otra ciudad va a preguntar por lo que la ficha no dice" in aviso.text
    assert "Equipo" in aviso.text


def test_a_medias_se_guarda_aunque_falte(por_estudiar, navegador):
    f.decidir(navegador, por_estudiar, "guardar", nivel="medida")
    assert Estudio.objects.get().nivel == "medida"


def test_se_estudia_por_los_criterios_de_un_promotor(por_estudiar, hoja, navegador):
    apc = ConjuntoDeCriterios.objects.get(codigo="apc-colombia")
    assert set(apc.exigencias.values_list("criterio__codigo", flat=True)) == set(CRITERIOS)
    datos = {
        campo: valor
        for campo, valor in f.rubrica().items()
        if not campo.startswith("criterio-") or campo.split("-")[1] in CRITERIOS
    }
    respuesta = f.decidir(navegador, por_estudiar, "pasar", **(datos | {"conjuntos": [apc.pk]}))
    assert respuesta.status_code == 302
    assert f.tarea(hoja).task.name == "Aval"


def test_solo_cumple_un_conjunto_quien_cumple_todo_lo_suyo(por_estudiar, navegador, moderadora):
    datos = hallazgos() | {"criterio-sostenible-resultado": "en-parte"}
    hoja = publicar(por_estudiar, navegador, moderadora, **datos)
    assert [uno["es"] for uno in hoja.aval.dictamen["conjuntos"]] == ["ONU-Hábitat"]


def test_la_ruta_de_aprendizaje_se_filtra_y_se_lee(por_estudiar, navegador, moderadora, client):
    datos = {"experiencia_significativa": "", "aprendizaje": "on"}
    hoja = publicar(por_estudiar, navegador, moderadora, **datos)
    assert hoja.aval.rutas == ["Aprendizaje"]
    assert "Aprendizaje" in texto(client.get(hoja.url))
    assert "Ciclovía" in texto(client.get("/es/practicas/?ruta=aprendizaje"))
    assert "Ciclovía" not in texto(client.get("/es/practicas/?ruta=buena_practica"), ".resultados, main")


def test_se_filtra_y_se_entrega_como_dato(por_estudiar, navegador, moderadora, client):
    hoja = publicar(por_estudiar, navegador, moderadora, **hallazgos(), **EVIDENCIA)
    assert FichaPublica.objects.get(pk=hoja.pk).facetas["evidencia"] == ["medida"]
    assert "Ciclovía" in texto(client.get("/es/practicas/?evidencia=medida"))
    [dato] = client.get("/api/v2/practicas/?fields=*").json()["items"]
    assert dato["evidencia"] == {
        "nivel": "medida",
        "nombre": "Medida",
        "razon": "Hay conteos desde 2014.",
        "documento": "",
    }
    assert {uno["resultado"] for uno in dato["hallazgos"]} == {"cumple"}
    assert "FAO" in dato["conjuntos_de_criterios"]


def test_lo_encontrado_vuelve_a_quien_la_escribio(
    por_estudiar, hoja, navegador, moderadora, focal, otro_focal, entrar, django_capture_on_commit_callbacks
):
    datos = {"fortalezas": "El equipo es estable.", "para_otra_ciudad": "Contar cuánto cuesta."}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publicar(por_estudiar, navegador, moderadora, **datos)
    [carta] = [uno for uno in mail.outbox if focal.email in uno.to and "Lo que se encontró" in uno.subject]
    assert "El equipo es estable." in carta.body
    assert "Contar cuánto cuesta." in carta.body
    direccion = f"/admin/estudio/encontrado/{hoja.pk}/"
    assert direccion in carta.body
    assert "Contar cuánto cuesta." in texto(entrar(focal).get(direccion), "#main")
    assert entrar(otro_focal).get(direccion).status_code == 302  # sent away
    html = entrar(focal).get(f"/admin/pages/{hoja.pk}/edit/").content.decode()
    assert direccion in html


def test_lo_que_vuelve_al_autor_no_sale_al_publico(por_estudiar, navegador, moderadora, client):
    datos = {"fortalezas": "CANARIO1", "para_otra_ciudad": "CANARIO2", "concepto": "CANARIO3"}
    hoja = publicar(por_estudiar, navegador, moderadora, **datos, **hallazgos())
    for direccion in (hoja.url, hoja.aval.get_absolute_url(), "/api/v2/practicas/?fields=*"):
        assert "CANARIO" not in client.get(direccion).content.decode()


def test_los_avales_de_antes_no_dicen_nada(db):
    assert Aval().dictamen == {}
