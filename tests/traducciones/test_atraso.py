"""An English version that stays true: it says what its original has left behind, and goes when the original goes."""

import pytest
from bs4 import BeautifulSoup

from aval import flujo
from aval.errores import ErrorDeAval
from aval.retiro import retirar
from tests import fabrica as f
from traducciones import servicio
from traducciones.atraso import atraso_de
from traducciones.errores import OriginalSinAval
from traducciones.models import Procedencia

PARRAFO = "<p>Otro texto, más nuevo.</p>"


def aviso(client, pagina):
    return BeautifulSoup(client.get(f.fresca(pagina).url).content, "html.parser").find(class_="atraso")


def secciones(pagina):
    atraso = atraso_de(f.fresca(pagina))
    return [seccion.campo for seccion in atraso.secciones] if atraso else []


def test_recien_avalada_no_esta_atrasada(viva_en, client):
    assert atraso_de(viva_en) is None
    assert aviso(client, viva_en) is None


def test_dice_que_secciones_y_desde_cuando(viva_es, viva_en, nuevo_aval, client):
    primero = nuevo_aval(viva_es, resultados=PARRAFO)
    segundo = nuevo_aval(viva_es, lecciones=PARRAFO)
    atraso = atraso_de(f.fresca(viva_en))
    assert [(uno.campo, uno.desde) for uno in atraso.secciones] == [
        ("resultados", primero.momento),
        ("lecciones", segundo.momento),
    ]
    assert atraso.desde == primero.momento
    # The reader is told in the language of the page, with links to the sections.
    nota = aviso(client, viva_en)
    assert [enlace["href"] for enlace in nota.find_all("a")] == ["#resultados", "#lecciones"]
    html = BeautifulSoup(client.get(viva_en.url).content, "html.parser")
    assert all(html.find(id=enlace["href"][1:]) for enlace in nota.find_all("a"))
    assert "Results" in nota.get_text()
    # The text that has its aval stays.
    assert "[en] Texto de resultados" in html.get_text()


def test_un_aval_que_no_cambia_nada_no_atrasa(viva_es, viva_en, nuevo_aval):
    nuevo_aval(viva_es)
    assert atraso_de(f.fresca(viva_en)) is None


def test_lo_que_vuelve_a_su_texto_deja_de_estar_atrasado(viva_es, viva_en, nuevo_aval):
    antes = viva_es.resultados
    nuevo_aval(viva_es, resultados=PARRAFO)
    assert secciones(viva_en) == ["resultados"]
    nuevo_aval(viva_es, resultados=antes)
    assert secciones(viva_en) == []


def test_un_hecho_tambien_atrasa(viva_es, viva_en, nuevo_aval):
    nuevo_aval(viva_es, upz="Chapinero")
    assert secciones(viva_en) == ["upz"]


def test_el_aviso_se_va_con_el_nuevo_aval_ingles(viva_es, viva_en, nuevo_aval, proponer, moderadora, client):
    nuevo_aval(viva_es, resultados=PARRAFO)
    proponer(viva_en)
    assert aviso(client, viva_en)  # proposing changes nothing
    f.avalar(viva_en, moderadora)
    assert aviso(client, viva_en) is None


def test_si_el_espanol_cambia_mientras_el_ingles_espera_el_aval_no_lo_pone_al_dia(
    viva_es, viva_en, nuevo_aval, proponer, moderadora, entrar, client
):
    """By the clock it would be up to date; by its content it is not."""
    nuevo_aval(viva_es, resultados=PARRAFO)
    pendiente = proponer(viva_en)
    nuevo_aval(viva_es, lecciones=PARRAFO)
    pantalla = entrar(moderadora).get(f.pantalla(pendiente)).content.decode()
    assert "después de que esto se envió" in pantalla
    assert f.decidir(entrar(moderadora), pendiente, "avalar", buena_practica="on").status_code == 302
    assert secciones(viva_en) == ["lecciones"]
    assert aviso(client, viva_en)


def test_sin_procedencia_se_toma_la_que_estaba_vigente(viva_es, viva_en, nuevo_aval):
    Procedencia.objects.all().delete()
    assert secciones(viva_en) == []
    nuevo_aval(viva_es, resultados=PARRAFO)
    assert secciones(viva_en) == ["resultados"]


def test_retirar_el_espanol_retira_tambien_lo_que_espera(viva_es, viva_en, proponer, moderadora):
    proponer(viva_en, traducido=lambda texto: f"[mejor] {texto}")
    retirar(f.fresca(viva_es), moderadora, "Por la prueba.")
    inglesa = f.fresca(viva_en)
    assert not inglesa.live
    assert not inglesa.workflow_in_progress
    with pytest.raises(OriginalSinAval):
        servicio.proponer(servicio.traduccion_de(inglesa), moderadora)


def test_ninguna_puerta_avala_una_traduccion_sin_original(viva_es, viva_en, comunicaciones, moderadora):
    """Also of a page that stopped being translated and is written by hand."""
    retirar(f.fresca(viva_es), moderadora, "Por la prueba.")
    f.cambiar(viva_en, comunicaciones, title="By hand")
    flujo.enviar(f.fresca(viva_en), comunicaciones)
    with pytest.raises(ErrorDeAval):
        f.avalar(viva_en, moderadora)
    assert not f.fresca(viva_en).live


def test_quien_retira_su_autorizacion_sale_tambien_del_ingles(viva_es, viva_en, nuevo_aval, client):
    """Ley 1581 de 2012: the English keeps its approved text, not a consent that is gone."""
    assert "clara.frailejon@example.org" in client.get(viva_en.url).content.decode()
    borrador = f.fresca(viva_es)
    persona = borrador.contactos.get()
    persona.autoriza = False
    borrador.contactos = [persona]
    flujo.avalar_de_instalacion(borrador)
    html = client.get(viva_en.url).content.decode()
    assert "clara.frailejon@example.org" not in html
    assert "Frailejón" not in html


def test_la_direccion_inglesa_es_suya_y_no_cambia_mientras_circula(viva_en, comunicaciones):
    traduccion = servicio.traduccion_de(viva_en)
    segmento = traduccion.source.stringsegment_set.get(context__path="slug")
    servicio.escribir(traduccion, segmento, "open-streets", comunicaciones)
    with pytest.raises(ErrorDeAval, match=viva_en.slug):
        servicio.proponer(traduccion, comunicaciones)


def test_retirada_y_con_otra_direccion_la_vieja_lleva_a_la_nueva(
    viva_en, comunicaciones, moderadora, client, django_capture_on_commit_callbacks
):
    vieja = viva_en.url
    retirar(f.fresca(viva_en), moderadora, "Para cambiar su dirección.", solo_esta=True)
    traduccion = servicio.traduccion_de(viva_en)
    segmento = traduccion.source.stringsegment_set.get(context__path="slug")
    servicio.escribir(traduccion, segmento, "open-streets", comunicaciones)
    with django_capture_on_commit_callbacks(execute=True):
        servicio.proponer(traduccion, comunicaciones)
        f.avalar(viva_en, moderadora)
    assert f.fresca(viva_en).url == "/en/practices/open-streets/"
    respuesta = client.get(vieja)
    assert (respuesta.status_code, respuesta.get("Location")) == (301, "/en/practices/open-streets/")
