"""The translation desk: only what is to do, with what helps beside it, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from traducciones import servicio
from traducciones.errores import SinConfirmar

RESULTADOS = '<p>Con el <a href="https://example.org/">punto focal</a>.</p><p>Otra frase.</p>'


@pytest.fixture
def original(db):
    return f.viva("Ciclovía", resultados=RESULTADOS)


@pytest.fixture
def traduccion(original, comunicaciones):
    return f.traducir(original, comunicaciones)


def url(traduccion):
    return reverse("traducciones:mesa", args=[traduccion.pk])


def abrir(navegador, traduccion, ver=""):
    return BeautifulSoup(navegador.get(url(traduccion) + ver).content, "html.parser")


def formulario(sopa, **cambios):
    datos = {campo["name"]: campo.get("value", "") for campo in sopa.select(".traducciones-mesa input[type=hidden]")}
    datos |= {
        campo["name"]: campo.get_text().removeprefix("\n") for campo in sopa.select(".traducciones-mesa textarea")
    }
    return datos | cambios


def segmento(traduccion, texto):
    return traduccion.source.stringsegment_set.select_related("string", "context").get(string__data__contains=texto)


def guardada(traduccion, texto):
    uno = segmento(traduccion, texto)
    return StringTranslation.objects.filter(translation_of=uno.string, context=uno.context).first()


def test_solo_se_ve_lo_que_hay_que_rehacer(original, traduccion, comunicaciones, nuevo_aval, entrar):
    navegador = entrar(comunicaciones)
    assert not abrir(navegador, traduccion).select("textarea")
    nuevo_aval(original, resultados=RESULTADOS.replace("Otra frase.", "Otra frase distinta."))
    sopa = abrir(navegador, traduccion)
    assert len(sopa.select("textarea")) == 1
    # What it said, what it says, and how it was translated.
    fuente = sopa.select_one(".traducciones-fuente")
    assert "distinta" in fuente.select_one("ins").get_text()
    assert "[en] Otra frase." in sopa.get_text()
    assert len(abrir(navegador, traduccion, "?ver=todo").select("textarea")) > 10


def test_cada_segmento_tiene_sus_terminos_al_lado(traduccion, comunicaciones, entrar):
    sopa = abrir(entrar(comunicaciones), traduccion, "?ver=todo")
    renglon = sopa.select_one(f"#segmento-{segmento(traduccion, 'punto focal').pk}")
    assert "focal point" in renglon.select_one(".traducciones-terminos").get_text()
    otro = sopa.select_one(f"#segmento-{segmento(traduccion, 'Otra frase').pk}")
    assert otro.select_one(".traducciones-terminos") is None


@pytest.mark.parametrize("malo", ["The focal point.", '<a id="a2">x</a>', "<a id='a1'>x", "<p>x</p>"])
def test_una_frase_que_pierde_un_enlace_se_rechaza_en_su_lugar(malo, traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    pk = segmento(traduccion, "punto focal").pk
    antes = guardada(traduccion, "punto focal").data
    sopa = abrir(navegador, traduccion, "?ver=todo")
    bueno = segmento(traduccion, "Otra frase").pk
    respuesta = navegador.post(
        url(traduccion), formulario(sopa, **{f"texto-{pk}": malo, f"texto-{bueno}": "Another sentence."})
    )
    if malo == "<a id='a1'>x":  # the parser closes what was left open: the link is there
        assert respuesta.status_code == 302
        return
    vuelta = BeautifulSoup(respuesta.content, "html.parser")
    caja = vuelta.select_one(f"#texto-{pk}")
    assert caja.get_text().strip() == malo
    assert vuelta.select_one(f"#{caja['aria-describedby']}").get_text().strip()
    assert guardada(traduccion, "punto focal").data == antes
    assert guardada(traduccion, "Otra frase").data == "Another sentence."  # the rest is kept


def test_dos_personas_en_la_misma_frase_no_se_pisan(traduccion, comunicaciones, superusuario, entrar):
    navegador = entrar(comunicaciones)
    uno = segmento(traduccion, "Otra frase")
    abierta = abrir(navegador, traduccion, "?ver=todo")
    servicio.escribir(traduccion, uno, "Theirs.", superusuario)
    respuesta = navegador.post(url(traduccion), formulario(abierta, **{f"texto-{uno.pk}": "Mine."}))
    vuelta = BeautifulSoup(respuesta.content, "html.parser")
    assert "Theirs." in vuelta.select_one(f"#error-{uno.pk}").get_text()
    assert guardada(traduccion, "Otra frase").data == "Theirs."
    # Having read it, one may insist.
    navegador.post(url(traduccion), formulario(vuelta))
    assert guardada(traduccion, "Otra frase").data == "Mine."


def test_lo_de_la_maquina_espera_que_alguien_lo_lea(traduccion, comunicaciones, entrar):
    maquina = guardada(traduccion, "Otra frase")
    StringTranslation.objects.filter(pk=maquina.pk).update(translation_type="machine", tool_name="Apertium")
    with pytest.raises(SinConfirmar):
        servicio.proponer(traduccion, comunicaciones)
    navegador = entrar(comunicaciones)
    sopa = abrir(navegador, traduccion)
    pk = segmento(traduccion, "Otra frase").pk
    assert "Apertium" in sopa.select_one(f"#segmento-{pk}").get_text()
    navegador.post(url(traduccion), formulario(sopa))
    assert guardada(traduccion, "Otra frase").translation_type == "machine"  # saving the page is not reading it
    navegador.post(url(traduccion), formulario(sopa, **{f"confirmo-{pk}": "on"}))
    assert guardada(traduccion, "Otra frase").translation_type == "manual"
    respuesta = navegador.post(url(traduccion), {"enviar": "1"}, follow=True)
    assert "se envió a la DDRI" in mensajes(respuesta)


@pytest.mark.parametrize("nombre", ["focal", "administracion", "moderadora"])
def test_quien_no_traduce_no_entra(nombre, request, traduccion, entrar):
    respuesta = entrar(request.getfixturevalue(nombre)).get(url(traduccion))
    assert respuesta.status_code in (302, 403)


def test_se_para_y_se_retoma_sin_perder_nada(original, traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    navegador.post(reverse("wagtail_localize:stop_translation", args=[traduccion.pk]))
    assert navegador.get(url(traduccion)).status_code != 200
    retomada = servicio.empezar(f.fresca(original), comunicaciones)
    assert retomada.pk == traduccion.pk
    assert not servicio.segmentos_sin_traducir(retomada).exists()
