"""Drafts by machine: what is kept intact, what is marked, and what happens when the machine does not answer."""

import shutil

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from traducciones import servicio
from traducciones.errores import SinConfirmar
from traducciones.maquina import Apertium, DeepL, Google, LibreTranslate

RESULTADOS = (
    '<p>En 2014 el <a href="https://example.org/">punto focal</a> del IDRD contó <b>1.250,5 km</b> con la Secretaría '
    "General.</p>"
)


@pytest.fixture
def traduccion(comunicaciones):
    return servicio.empezar(f.viva("Ciclovía", resultados=RESULTADOS), comunicaciones)


def traducir(entrar, usuario, traduccion):
    url = reverse("wagtail_localize:machine_translate", args=[traduccion.pk])
    return mensajes(entrar(usuario).post(url, follow=True))


def escritas(traduccion):
    return StringTranslation.objects.filter(context__object_id=traduccion.source.object_id)


def test_el_borrador_queda_marcado_y_no_se_envia(programa, traduccion, comunicaciones, entrar):
    programa("cat")  # says the same: what counts is what comes back intact
    assert "borrador" in traducir(entrar, comunicaciones, traduccion)
    assert set(escritas(traduccion).values_list("translation_type", flat=True)) == {"machine"}
    resultado = escritas(traduccion).get(context__path="resultados")
    assert resultado.data == (
        'En 2014 el <a id="a1">focal point</a> del IDRD contó <b>1,250.5 km</b> con la Secretaría General.'
    )
    with pytest.raises(SinConfirmar):
        servicio.proponer(traduccion, comunicaciones)


def test_no_toca_lo_que_una_persona_escribio(programa, traduccion, comunicaciones, entrar):
    segmento = traduccion.source.stringsegment_set.get(context__path="title")
    servicio.escribir(traduccion, segmento, "Open streets", comunicaciones)
    programa("cat")
    traducir(entrar, comunicaciones, traduccion)
    assert escritas(traduccion).get(context__path="title").data == "Open streets"


@pytest.mark.parametrize(
    "guion, segundos, dice",
    [("sleep 5", 1, "tardó más"), ("exit 3", 20, "no pudo traducir"), ("printf '\\377'", 20, "no pudo traducir")],
)
def test_si_el_programa_falla_nada_se_pierde(guion, segundos, dice, programa, traduccion, comunicaciones, entrar):
    segmento = traduccion.source.stringsegment_set.get(context__path="title")
    servicio.escribir(traduccion, segmento, "Open streets", comunicaciones)
    programa(guion, segundos)
    assert dice in traducir(entrar, comunicaciones, traduccion)
    assert list(escritas(traduccion).values_list("data", flat=True)) == ["Open streets"]


def test_lo_que_vuelve_sin_sus_marcas_no_se_usa(programa, traduccion, comunicaciones, entrar):
    programa("sed 's/Zq[a-z]*q//g'")
    assert "rotos y no se usaron" in traducir(entrar, comunicaciones, traduccion)
    assert not escritas(traduccion).filter(context__path="resultados").exists()


def test_sin_apertium_se_dice_y_el_escritorio_sirve(traduccion, comunicaciones, entrar, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "traducciones.maquina.Apertium",
        "OPTIONS": {"COMMAND": "no-hay-tal-programa"},
    }
    assert "no está instalado" in traducir(entrar, comunicaciones, traduccion)
    escritorio = entrar(comunicaciones).get(reverse("traducciones:escritorio", args=[traduccion.pk])).content.decode()
    assert "Apertium no está instalado" in escritorio
    assert "Borrador automático" not in escritorio


def test_sin_traductor_configurado(traduccion, comunicaciones, entrar, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
    assert "No hay un traductor" in traducir(entrar, comunicaciones, traduccion)


def test_los_demas_se_eligen_por_los_ajustes(db):
    es, en = Locale.objects.get(language_code="es"), Locale.objects.get(language_code="en")
    assert DeepL({"AUTH_KEY": "x"}).can_translate(es, en)
    for sin_ajustes, falta in (
        (DeepL({"AUTH_KEY": ""}), "AUTH_KEY"),
        (LibreTranslate({}), "LIBRETRANSLATE_URL"),
        (Google({}), "PROJECT_ID"),
    ):
        assert not sin_ajustes.can_translate(es, en)
        assert falta in sin_ajustes.razon()
    google = Google({"PROJECT_ID": "x"})  # its library is not a dependency
    assert google.can_translate(es, en) or "biblioteca" in google.razon()


@pytest.mark.skipif(not shutil.which("apertium"), reason="Apertium is not installed (Debian: apertium-eng-spa)")
def test_apertium_de_verdad(db):
    es, en = Locale.objects.get(language_code="es"), Locale.objects.get(language_code="en")
    frase = StringValue('Los <a id="a1">puntos focales</a> de la ciudad escriben 1.250 fichas cada año.')
    traducida = Apertium({}).translate(es, en, [frase])[frase].data
    assert '<a id="a1">focal points</a>' in traducida
    assert "1,250 fichas" in traducida
    assert "city" in traducida
