"""Where fichas are listed, each draft says what it still lacks to be sent, and each name leads to its field."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from practicas import lo_que_falta, reglas
from practicas.ficha import FICHA
from practicas.models import PracticaPage
from practicas.situacion import con_situacion
from tests import fabrica as f

LISTA, TABLERO = reverse("fichas:index"), reverse("wagtailadmin_home")
VACIA = {campo: "" for campo in FICHA.requeridos if FICHA(campo).clase == "prosa"} | {"fecha_inicio": None}


def falta_de(navegador, direccion, hoja):
    """``(names in sight, folded names, addresses)`` of what the row of ``hoja`` says that it lacks."""
    sopa = BeautifulSoup(navegador.get(direccion).content, "html.parser")
    enlace = sopa.select_one(f"#main table a[href='{f.url_edicion(hoja)}']")
    dice = enlace.find_parent("tr").select_one(".practicas-faltan")
    if dice is None:
        return [], [], []
    plegados = [uno.text for uno in dice.select("details a")]
    todos = dice.select("a")
    return [uno.text for uno in todos][: len(todos) - len(plegados)], plegados, [uno["href"] for uno in todos]


@pytest.mark.parametrize("direccion", [LISTA, TABLERO])
def test_cada_borrador_dice_que_le_falta_y_lleva_a_cada_campo(direccion, focal, entrar):
    navegador = entrar(focal)
    entera = f.practica(focal, titulo="La entera")
    una = f.practica(focal, titulo="Le falta una cosa", lecciones="<p> </p>")
    casi_nada = f.practica(focal, titulo="Casi nada", contactos=[], **VACIA)

    assert falta_de(navegador, direccion, entera) == ([], [], [])
    vistos, plegados, enlaces = falta_de(navegador, direccion, una)
    assert (vistos, plegados) == (["Lecciones aprendidas"], [])
    assert enlaces == [f"{f.url_edicion(una)}#id_lecciones"]
    vistos, plegados, enlaces = falta_de(navegador, direccion, casi_nada)
    assert len(vistos) == 3 and "Fecha de inicio" in plegados and "Personas de contacto" in [*vistos, *plegados]
    assert f"{f.url_edicion(casi_nada)}#id_contactos" in enlaces
    # And in the editor each of them is there to be gone to.
    sopa = BeautifulSoup(navegador.get(f.url_edicion(casi_nada)).content, "html.parser")
    for enlace in enlaces:
        ancla = enlace.partition("#")[2]
        assert sopa.find(id=ancla) or sopa.find(id=f"{ancla}-FORMS"), ancla


def test_se_lee_de_la_ultima_version_y_calla_lo_que_no_se_envia(focal, asesora, moderadora, entrar):
    navegador = entrar(focal)
    enviada = f.practica(focal, titulo="La enviada")
    f.enviar(enviada, focal)
    viva = f.publicada(focal, asesora, moderadora, titulo="La publicada")
    assert falta_de(navegador, LISTA, enviada) == falta_de(navegador, LISTA, viva) == ([], [], [])
    f.cambiar(viva, focal, resultados="")
    assert falta_de(navegador, LISTA, viva)[0] == ["Resultados e impacto"]


def test_una_fecha_que_no_se_conoce_es_una_respuesta(focal, entrar):
    hoja = f.practica(focal, fecha_inicio=None, precision_inicio="desconocida")
    assert falta_de(entrar(focal), LISTA, hoja) == ([], [], [])


def test_dice_lo_mismo_que_se_exige_al_enviar(focal):
    """Of the page and of its revision, the same: what a list is silent about is not asked for afterwards."""
    hoja = f.practica(focal, contactos=[], **VACIA)
    obligatorio = [campo for campo, frase in reglas.revisar(hoja) if "obligatorio" in frase]
    assert obligatorio == reglas.sin_responder(hoja.latest_revision.content)
    assert set(obligatorio) == set(FICHA.requeridos) - {"title", "entidad"}


def test_en_ingles_se_dice_en_ingles(focal, entrar):
    hoja = f.practica(focal, lecciones="")
    UserProfile.objects.update_or_create(user=focal, defaults={"preferred_language": "en"})
    assert falta_de(entrar(focal), LISTA, hoja)[0] == ["Lessons learnt"]


def test_una_pregunta_a_la_base_sean_las_que_sean(focal, django_assert_num_queries):
    for numero in range(12):
        f.practica(focal, titulo=f"La {numero}", lecciones="")
    fichas = list(con_situacion(PracticaPage.objects.all()))
    with django_assert_num_queries(1):
        assert len(lo_que_falta.por_ficha(fichas)) == 12
    with django_assert_num_queries(0):
        assert lo_que_falta.por_ficha([]) == {}
