"""The screen of the moderator: both texts side by side, and what to look at beside its place."""

import pytest
from bs4 import BeautifulSoup

from aval import flujo
from aval.models import Aval
from aval.retiro import retirar
from tests import fabrica as f
from traducciones import servicio

RESULTADOS = '<p>En 2014 participaron 1.250 personas con el <a href="https://example.org/">IDRD</a>.</p>'
BIEN = 'In 2014, 1,250 people took part with <a id="a1">IDRD</a>.'
MAL = 'In 2014, 1,520 people took part with <a id="a1">the institute</a>.'


@pytest.fixture
def original(db):
    return f.viva("Ciclovía", resultados=RESULTADOS, lecciones="<p>El punto focal debe escribir con calma.</p>")


@pytest.fixture
def traduccion(original, comunicaciones):
    return f.traducir(original, comunicaciones, lambda texto: texto if "<a" in texto else "In English.")


def escribir(traduccion, campo, texto, usuario):
    segmento = traduccion.source.stringsegment_set.select_related("string", "context").get(context__path=campo)
    servicio.escribir(traduccion, segmento, texto, usuario)


def abrir(entrar, moderadora, traduccion):
    pendiente = f.tarea(traduccion.get_target_instance())
    respuesta = entrar(moderadora).get(f.pantalla(pendiente))
    return BeautifulSoup(respuesta.content, "html.parser")


def senalado(sopa, campo):
    return [uno["data-clase"] for uno in sopa.select(f"#seccion-{campo} [data-clase]")]


def test_señala_lo_que_difiere_junto_a_su_lugar(traduccion, comunicaciones, moderadora, entrar):
    escribir(traduccion, "resultados", MAL, comunicaciones)
    escribir(traduccion, "lecciones", "The spotlight must write calmly.", comunicaciones)
    escribir(traduccion, "asociacion", "Texto de asociacion para la prueba.", comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    sopa = abrir(entrar, moderadora, traduccion)
    assert senalado(sopa, "resultados") == ["numeros", "numeros", "glosario"]
    assert "1520" in sopa.select_one("#seccion-resultados").get_text()
    assert senalado(sopa, "lecciones") == ["glosario"]
    assert "focal point" in sopa.select_one("#seccion-lecciones .traducciones-hallazgos").get_text()
    assert senalado(sopa, "asociacion") == ["sin-traducir"]
    assert senalado(sopa, "visibilidad") == []
    # The list at the top leads to each of them.
    indice = {enlace["href"] for enlace in sopa.select(".traducciones-indice a")}
    assert {"#seccion-resultados", "#seccion-lecciones", "#seccion-asociacion"} <= indice


def test_lo_bien_traducido_no_se_señala(traduccion, comunicaciones, moderadora, entrar):
    escribir(traduccion, "resultados", BIEN, comunicaciones)
    escribir(traduccion, "lecciones", "The focal point must write calmly.", comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    sopa = abrir(entrar, moderadora, traduccion)
    assert senalado(sopa, "resultados") == senalado(sopa, "lecciones") == []


def test_las_secciones_van_en_el_orden_de_la_ficha(traduccion, comunicaciones, moderadora, entrar):
    servicio.proponer(traduccion, comunicaciones)
    sopa = abrir(entrar, moderadora, traduccion)
    campos = [seccion["id"].removeprefix("seccion-") for seccion in sopa.select(".aval-seccion")]
    orden = list(traduccion.get_target_instance().campos_de_lectura)
    assert campos == sorted(campos, key=orden.index)
    for par in sopa.select(".traducciones-par"):
        assert [lado["lang"] for lado in par.select(".aval-prosa")] == ["es", "en"]


def test_marca_lo_que_cambio_desde_el_ultimo_aval(traduccion, comunicaciones, moderadora, entrar):
    escribir(traduccion, "resultados", BIEN, comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    escribir(traduccion, "resultados", BIEN.replace("people", "neighbours"), comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    sopa = abrir(entrar, moderadora, traduccion)
    assert [uno.get_text() for uno in sopa.select("#seccion-resultados ins")] == ["[añadido: neighbours]"]
    assert [uno.get_text() for uno in sopa.select("#seccion-resultados del")] == ["[quitado: people]"]
    assert not sopa.select("#seccion-lecciones ins, #seccion-lecciones del")


def test_desde_la_pantalla_se_comenta_se_devuelve_y_se_avala(traduccion, comunicaciones, moderadora, entrar):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.decidir(entrar(moderadora), f.tarea(inglesa), "devolver", **{"comentario-resultados": "Revise la cifra."})
    assert f.fresca(inglesa).wagtail_admin_comments.get().contentpath == "resultados"
    servicio.proponer(traduccion, comunicaciones)
    assert f.decidir(entrar(moderadora), f.tarea(inglesa), "avalar", buena_practica="on").status_code == 302
    assert f.fresca(inglesa).live


def test_quien_traduce_no_avala(traduccion, comunicaciones, asesora, moderadora, entrar):
    escribir(traduccion, "resultados", BIEN, moderadora)
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    sopa = abrir(entrar, moderadora, traduccion)
    assert sopa.select_one("button[value=avalar]").has_attr("disabled")
    assert f.decidir(entrar(moderadora), f.tarea(inglesa), "avalar", buena_practica="on").status_code == 409
    assert not Aval.objects.de(inglesa).exists()
    assert f.decidir(entrar(asesora), f.tarea(inglesa), "avalar", buena_practica="on").status_code == 302


def test_el_espanol_retirado_no_deja_avalar(original, traduccion, comunicaciones, moderadora):
    servicio.proponer(traduccion, comunicaciones)
    pendiente = f.tarea(traduccion.get_target_instance())
    retirar(f.fresca(original), moderadora, "Por la prueba.")
    with pytest.raises(flujo.YaResuelto):
        flujo.avalar(pendiente, moderadora, flujo.huella(pendiente.revision), buena_practica=True)
