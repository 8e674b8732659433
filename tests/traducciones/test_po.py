"""PO files to a professional and back: what comes in, what does not and why."""

import io

import polib
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from traducciones import servicio

RESULTADOS = '<p>Con el <a href="https://example.org/">IDRD</a>.</p>'


@pytest.fixture
def traduccion(comunicaciones):
    return servicio.empezar(f.viva("Ciclovía", resultados=RESULTADOS), comunicaciones)


@pytest.fixture
def navegador(comunicaciones, entrar):
    return entrar(comunicaciones)


def bajar(navegador, traduccion):
    """The file that the professional gets."""
    respuesta = navegador.get(reverse("wagtail_localize:download_pofile", args=[traduccion.pk]))
    return polib.pofile(respuesta.content.decode())


def subir(navegador, traduccion, contenido):
    archivo = io.BytesIO(contenido if isinstance(contenido, bytes) else str(contenido).encode())
    archivo.name = "vuelta.po"
    return navegador.post(
        reverse("wagtail_localize:upload_pofile", args=[traduccion.pk]), {"file": archivo}, follow=True
    )


def traducir(po):
    for entrada in po:
        entrada.msgstr = "cyclovia" if entrada.msgctxt == "slug" else f"{entrada.msgid} [en]"
    return po


def escritas(traduccion):
    return StringTranslation.objects.filter(context__object_id=traduccion.source.object_id)


def test_ida_y_vuelta(navegador, traduccion, comunicaciones, moderadora):
    respuesta = subir(navegador, traduccion, traducir(bajar(navegador, traduccion)))
    assert "entraron" in mensajes(respuesta)
    servicio.proponer(traduccion, comunicaciones)
    f.avalar(traduccion.get_target_instance(), moderadora, buena_practica=True)
    viva = traduccion.get_target_instance()
    assert (viva.live, viva.title, viva.slug) == (True, "Ciclovía [en]", "cyclovia")
    assert '<a href="https://example.org/">IDRD</a>. [en]' in viva.resultados


def test_lo_que_se_dice_dos_veces_va_una_y_vuelve_a_todos_sus_lugares(navegador, comunicaciones, moderadora):
    repetido = "<ul><li>Talleres</li><li>Caminatas</li><li>Talleres</li></ul><p>Talleres</p>"
    traduccion = servicio.empezar(f.viva("Ciclovía", resultados=repetido, lecciones="<p>Talleres</p>"), comunicaciones)
    respuesta = navegador.get(reverse("wagtail_localize:download_pofile", args=[traduccion.pk]))
    po = polib.pofile(respuesta.content.decode(), check_for_duplicates=True)  # raises what msgfmt would refuse
    assert sorted(una.msgctxt for una in po if una.msgid == "Talleres") == ["lecciones", "resultados"]
    subir(navegador, traduccion, traducir(po))
    servicio.proponer(traduccion, comunicaciones)
    f.avalar(traduccion.get_target_instance(), moderadora)
    viva = traduccion.get_target_instance()
    assert (viva.resultados.count("Talleres [en]"), viva.resultados.count("Talleres")) == (3, 3)
    assert "Caminatas [en]" in viva.resultados and "Talleres [en]" in viva.lecciones


def razones(respuesta):
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    return {
        fila.find_all("td")[3].get_text(): fila.find_all("td")[1].get_text() for fila in sopa.select("main tbody tr")
    }


def test_lo_que_no_se_puede_tomar_vuelve_con_su_razon(navegador, traduccion, nuevo_aval):
    po = traducir(bajar(navegador, traduccion))
    por_lugar = {entrada.msgctxt: entrada for entrada in po}
    por_lugar["resultados"].msgstr = "Lost the link."
    por_lugar["title"].msgctxt = "no_existe"
    por_lugar["lecciones"].flags.append("fuzzy")
    por_lugar["asociacion"].msgstr = "<script>alert(1)</script>"
    nuevo_aval(traduccion.source.get_source_instance(), resumen="Otro resumen.")  # changed since the file was made
    vistas = razones(subir(navegador, traduccion, po))
    assert set(vistas) == {
        "Lost the link.",
        "Ciclovía [en]",
        por_lugar["lecciones"].msgstr,
        "<script>alert(1)</script>",
        "Un resumen breve para quien llega. [en]",
    }
    assert "enlace" in vistas["Lost the link."]
    assert "ya no está" in vistas["Ciclovía [en]"]
    assert "fuzzy" in vistas[por_lugar["lecciones"].msgstr]
    assert "cambió" in vistas["Un resumen breve para quien llega. [en]"]
    assert escritas(traduccion).filter(data="Texto de visibilidad para la prueba. [en]").exists()  # the rest came in


def test_no_pisa_lo_que_otra_persona_escribio_despues(navegador, traduccion, superusuario):
    po = traducir(bajar(navegador, traduccion))
    segmento = traduccion.source.stringsegment_set.get(context__path="resumen")
    servicio.escribir(traduccion, segmento, "Theirs, later.", superusuario)
    vistas = razones(subir(navegador, traduccion, po))
    assert "Theirs, later." in vistas["Un resumen breve para quien llega. [en]"]
    assert escritas(traduccion).get(translation_of=segmento.string).data == "Theirs, later."


def test_un_archivo_vacio_no_borra_nada(navegador, traduccion):
    subir(navegador, traduccion, traducir(bajar(navegador, traduccion)))
    antes = escritas(traduccion).count()
    po = bajar(navegador, traduccion)
    for entrada in po:
        entrada.msgstr = ""
    subir(navegador, traduccion, po)
    assert escritas(traduccion).count() == antes


@pytest.mark.parametrize(
    "contenido, dice",
    [
        (b"", "Elija"),
        (b"this is not a PO file", "no es un archivo PO"),
        (b"\xff\xfe\x00\x01\x02", "no es un archivo PO"),
        (b'msgid "sin cerrar\nmsgstr', "no es un archivo PO"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "b"\n', "de qué página"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
    ],
    ids=["vacio", "otra cosa", "binario", "cortado", "sin cabecera", "enorme"],
)
def test_lo_que_no_es_un_po_de_aqui(contenido, dice, navegador, traduccion):
    assert dice in mensajes(subir(navegador, traduccion, contenido))
    assert not escritas(traduccion).exists()


def test_el_archivo_de_otra_pagina(navegador, traduccion, comunicaciones):
    otra = servicio.empezar(f.viva("Otra práctica"), comunicaciones)
    respuesta = subir(navegador, traduccion, traducir(bajar(navegador, otra)))
    assert "es de otra página: «Otra práctica»" in mensajes(respuesta)
    assert not escritas(traduccion).exists() and not escritas(otra).exists()
