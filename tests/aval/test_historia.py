"""The record, read: history of a text, report of all avales, public part of an aval."""

import csv
import io
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from actores.models import Entidad
from aval import flujo
from aval.cambios import Traductor
from aval.contenido import canonico_de
from aval.models import Aval
from aval.retiro import borrar, retirar
from aval.views_retiro import url_de
from base.hojas import sin_formula
from practicas.models import PracticaPage
from tests import fabrica as f


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


@pytest.fixture
def segunda(viva, focal, asesora, moderadora):
    """``viva`` with a second aval, for another summary."""
    f.cambiar(viva, focal, resumen="Otro resumen para quien llega.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    return f.fresca(viva)


def _texto(respuesta):
    return b"".join(respuesta).decode() if respuesta.streaming else respuesta.content.decode()


# --- History -----------------------------------------------------------------------------------------


def test_cuenta_cada_aval_y_cada_retiro_y_lo_que_cambio(segunda, focal, moderadora, entrar):
    retirar(segunda, moderadora, "La entidad lo pidió.")
    respuesta = entrar(focal).get(url_de("historia", segunda))
    hitos = respuesta.context["hitos"]
    assert [(hito.es_aval, hito.version) for hito in hitos] == [(False, 2), (True, 2), (True, 1)]
    assert [cambio.etiqueta for cambio in hitos[1].cambios] == ["Resumen"]
    html = re.sub(r"\s+", " ", _texto(respuesta))
    assert re.search("<ins>.*Otro.*</ins>", html) and "<del>" in html
    assert "La entidad lo pidió." in html and "Moderadora" in html


def test_quien_trabaja_en_el_texto_la_lee_y_los_demas_no(
    viva, focal, otro_focal, comunicaciones, moderadora, administracion, entrar
):
    url = url_de("historia", viva)
    for quien in (focal, comunicaciones, moderadora, administracion):
        assert entrar(quien).get(url).status_code == 200, quien
    respuesta = entrar(otro_focal).get(url, follow=True)
    assert viva.title not in _texto(respuesta)


def test_se_llega_desde_el_editor_y_desde_la_pantalla_del_aval(viva, focal, moderadora, entrar):
    url = url_de("historia", viva)
    assert url in _texto(entrar(focal).get(f.url_edicion(viva)))
    f.cambiar(viva, focal, resumen="Otro.")
    f.enviar(viva, focal)
    assert url in _texto(entrar(moderadora).get(f.pantalla(f.tarea(viva))))


def test_sobrevive_al_texto(viva, moderadora, administracion, entrar, focal):
    url = url_de("historia", viva)
    borrar(viva, moderadora, "Se repetía.")
    assert "Se repetía." in _texto(entrar(administracion).get(url))
    assert "Se repetía." not in _texto(entrar(focal).get(url, follow=True))


@pytest.mark.parametrize("objeto", ["0", "no-es-un-numero"])
def test_lo_que_no_existe_no_tiene_historia(objeto, viva, moderadora, entrar):
    url = reverse("aval:historia", args=[viva.get_base_content_type().pk, objeto])
    assert entrar(moderadora).get(url, follow=True).status_code == 404


def test_se_exporta_sin_los_datos_de_las_personas(viva, focal, asesora, moderadora, entrar):
    privada = f.contacto(nombre="Jacinta Reservada", autoriza=False, autoriza_fecha=None)
    f.cambiar(viva, focal, contactos=[f.Contacto(**privada)], title="=1+1")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    navegador, url = entrar(moderadora), url_de("historia", viva)
    texto = _texto(navegador.get(url, {"export": "csv"}))
    filas = list(csv.DictReader(io.StringIO(texto)))
    assert [fila["Versión"] for fila in filas] == ["2", "1"]
    assert "Personas de contacto" in filas[0]["Qué cambió"]
    assert "Jacinta" not in texto
    hoja = load_workbook(io.BytesIO(b"".join(navegador.get(url, {"export": "xlsx"}))))
    assert hoja.active.max_row == 3


def test_una_formula_exportada_es_texto():
    assert [sin_formula(texto) for texto in ("=1+1", "@x", "Uno")] == ["'=1+1", "'@x", "Uno"]


def test_cada_clase_de_campo_se_dice_en_palabras(viva, focal):
    antes = canonico_de(viva)
    ahora = canonico_de(
        f.cambiar(
            viva,
            focal,
            lecciones="<p>Uno &amp; dos.</p><p>Tres.</p>",
            toda_la_ciudad=True,
            fecha_fin=viva.fecha_inicio,
            ods=f.ODS.objects.filter(orden=5),
            entidad=f.Entidad.objects.get(codigo="secretaria-cultura"),
            presupuesto_moneda="COP",
            presupuesto_financiero=None,
        ).as_object()
    )
    cambios = {cambio.campo: cambio for cambio in Traductor(PracticaPage).cambios(antes, ahora)}
    assert cambios["lecciones"].ahora == "Uno & dos.\nTres."
    assert (cambios["toda_la_ciudad"].antes, cambios["toda_la_ciudad"].ahora) == ("No", "Sí")
    assert cambios["fecha_fin"].ahora == "1 de junio de 2015"
    assert cambios["ods"].ahora.startswith("5. ")
    assert cambios["entidad"].ahora.startswith("Secretaría")
    assert "COP" in cambios["presupuesto_moneda"].ahora
    assert (cambios["presupuesto_financiero"].antes, cambios["presupuesto_financiero"].ahora) == ("125000,50", "")


def test_lo_escrito_no_es_marcado(viva, focal):
    antes = canonico_de(viva)
    ahora = canonico_de(f.cambiar(viva, focal, resumen="<script>alert(1)</script>").as_object())
    (cambio,) = Traductor(PracticaPage).cambios(antes, ahora)
    assert "<script>" not in cambio.html


# --- Report -------------------------------------------------------------------------------------------


FILTROS = {
    "entidad_codigo": ("idrd", None),
    "ruta": ("buena_practica", None),
    "origen": ("moderacion", None),
    "clase": ("practicas.practicapage", "sitio.iniciopage"),
    "idioma": ("es", "en"),
    "momento_from": ("2020-01-01", "2100-01-01"),
    "estado": ("vigente", "retirado"),
}


def test_el_informe_filtra_y_se_exporta(viva, moderadora, administracion, entrar):
    url = reverse("informe_de_avales")
    for quien in (moderadora, administracion):
        navegador = entrar(quien)
        pagina = _texto(navegador.get(url))
        assert viva.title in pagina and url_de("historia", viva) in pagina
    for filtro, (con, sin) in FILTROS.items():
        assert viva.title in _texto(navegador.get(url, {filtro: con})), filtro
        if sin:
            assert viva.title not in _texto(navegador.get(url, {filtro: sin, "export": "csv"})), filtro
    filas = list(csv.DictReader(io.StringIO(_texto(navegador.get(url, {"export": "csv", "idioma": "es"})))))
    (fila,) = [fila for fila in filas if fila["Texto"] == viva.title]
    assert (fila["Moderador"], fila["Estado"], fila["Clase"]) == ("Moderadora", "Vigente", "Práctica")
    assert fila["Entidad"] == viva.entidad.nombre_es
    hoja = load_workbook(io.BytesIO(b"".join(navegador.get(url, {"export": "xlsx"}))))
    assert hoja.active.max_row == Aval.objects.count() + 1


def test_el_informe_es_de_moderacion_y_administracion(viva, focal, comunicaciones, superusuario, entrar):
    for quien in (focal, comunicaciones, superusuario):
        for puerta in ("informe_de_avales", "informe_de_avales_resultados"):
            respuesta = entrar(quien).get(reverse(puerta))
            assert respuesta.status_code == 302, quien
    assert reverse("informe_de_avales") not in _texto(entrar(comunicaciones).get("/admin/"))


def test_el_informe_no_pregunta_mas_por_cada_aval(viva, moderadora, entrar):
    navegador, url = entrar(moderadora), reverse("informe_de_avales")
    navegador.get(url)
    with CaptureQueriesContext(connection) as pocas:
        navegador.get(url)
    for numero in range(3):
        f.viva(titulo=f"Otra {numero}", slug=f"otra-{numero}")
    with CaptureQueriesContext(connection) as muchas:
        navegador.get(url)
    assert len(muchas) == len(pocas)


# --- The public part ----------------------------------------------------------------------------------


def test_el_sello_lleva_a_la_parte_publica_en_los_dos_idiomas(viva, comunicaciones, moderadora, client):
    inglesa = f.publicada_en_ingles(viva, comunicaciones, moderadora)
    for pagina, prefijo, frase in ((viva, "/es/avales/", "En vigor"), (inglesa, "/en/approvals/", "In force")):
        url = f"{prefijo}{f.fresca(pagina).aval.publico}/"
        assert f'href="{url}"' in _texto(client.get(pagina.url))
        respuesta = client.get(url)
        html = _texto(respuesta)
        assert respuesta.status_code == 200
        assert frase in html and f.fresca(pagina).title in html and pagina.url in html
        assert "X-Robots-Tag" not in respuesta and "noindex" not in html


def test_la_parte_publica_no_dice_nombres_ni_comentarios(viva, focal, asesora, moderadora, client):
    f.cambiar(viva, focal, resumen="Otro.")
    f.enviar(viva, focal)
    pendiente = f.estudiar(viva, asesora)
    flujo.avalar(pendiente, moderadora, flujo.huella(pendiente.revision), "Comentario interno.", buena_practica=True)
    html = _texto(client.get(f.fresca(viva).aval.get_absolute_url()))
    for dato in ("Moderadora", "moderadora", "Asesora", "Comentario interno.", "Frailejón", focal.email):
        assert dato not in html, dato
    assert "Buena Práctica" in html and "Efectiva" in html  # the route, and what it was studied by


def test_el_idioma_se_cambia_sin_salir_del_aval(viva, client):
    for desde, hacia in (("es", "/en/approvals/"), ("en", "/es/avales/")):
        with translation.override(desde):
            url = viva.aval.get_absolute_url()
        assert f'?a={hacia}{viva.aval.publico}/"' in _texto(client.get(url))


def test_el_que_ya_no_esta_en_vigor_lo_dice_y_no_se_indexa(viva, segunda, moderadora, client):
    primero, ultimo = viva.aval, segunda.aval
    respuesta = client.get(primero.get_absolute_url())
    assert "Sustituido por un aval posterior" in _texto(respuesta)
    assert ultimo.get_absolute_url() in _texto(respuesta)
    assert respuesta["X-Robots-Tag"] == "noindex"
    retirar(segunda, moderadora, "Motivo interno.", frase_es="Se está corrigiendo.", frase_en="Being corrected.")
    respuesta = client.get(ultimo.get_absolute_url())
    assert "Retirado el" in _texto(respuesta) and "Se está corrigiendo." in _texto(respuesta)
    assert "Motivo interno." not in _texto(respuesta)
    assert respuesta["X-Robots-Tag"] == "noindex"
    borrar(f.fresca(segunda), moderadora, "Limpieza.")
    assert client.get(ultimo.get_absolute_url()).status_code == 200


def test_un_identificador_que_nadie_dio_no_existe(viva, client):
    assert client.get("/es/avales/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert client.get(f"/es/avales/{viva.aval.pk}/").status_code == 404


def test_el_aval_en_ingles_llama_a_la_entidad_en_ingles_y_dice_que_son_los_criterios(
    focal, asesora, comunicaciones, moderadora, client
):
    hoja = f.publicada(focal, asesora, moderadora)
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    with translation.override("en"):
        direccion = inglesa.aval.get_absolute_url()
    dice = client.get(direccion).content.decode()
    assert hoja.entidad.nombre_en in dice and hoja.entidad.nombre_es not in dice
    assert "does not publish or certify" in dice
    # Renamed since, the record goes on saying the name that it kept, as the Spanish that it is.
    antes = hoja.entidad.nombre_es
    Entidad.objects.filter(pk=hoja.entidad_id).update(nombre_es="Otro nombre", nombre_en="Another name")
    sopa = BeautifulSoup(client.get(f"{direccion}?x=1").content, "html.parser")
    [nombre] = [uno for uno in sopa.select("main dd") if uno.get_text() == antes]
    assert nombre["lang"] == "es"
