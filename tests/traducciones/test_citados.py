"""A practice cites a network that is not in English yet: who translates, who decides and who reads are told."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import get_edit_url

from aval import flujo
from aval.retiro import retirar
from practicas.models import PlataformaDePractica, RedDePractica
from redes.models import Plataforma, Red
from tests import fabrica as f
from tests.traducciones.test_todos_los_tipos import vivo
from traducciones import servicio


@pytest.fixture
def red(db):
    """Live in Spanish only."""
    return vivo(Red.objects.get(slug="c40", locale__language_code="es"))


@pytest.fixture
def practica(red):
    hoja = f.practica(None, titulo="Viajera")
    sin_aval = Plataforma.objects.get(slug="use", locale__language_code="es")
    hoja.redes = [RedDePractica(red=red)]
    hoja.plataformas = [PlataformaDePractica(plataforma=sin_aval)]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


@pytest.fixture
def traduccion(practica, comunicaciones):
    return f.traducir(practica, comunicaciones)


def sopa(navegador, url):
    return BeautifulSoup(navegador.get(url).content, "html.parser")


def enlaces(pagina, objeto):
    return [enlace for enlace in pagina.select("main a") if str(objeto) in enlace.get_text()]


def test_se_advierte_a_quien_traduce_y_a_quien_decide(red, traduccion, comunicaciones, moderadora, entrar):
    # Only what the reader in Spanish sees: the platform has no aval in any language.
    assert servicio.citados_sin_version(traduccion) == [red]
    escritorio = sopa(entrar(comunicaciones), reverse("traducciones:escritorio", args=[traduccion.pk]))
    (enlace,) = [uno for uno in enlaces(escritorio, red)]
    assert enlace["href"] == get_edit_url(red)
    assert enlace["lang"] == "es"
    # It is no lock: it goes to the DDRI, who is told the same and may give the aval.
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    revision = sopa(entrar(moderadora), f.pantalla(f.tarea(inglesa)))
    avisos = [aviso for aviso in revision.select(".aval-aviso") if str(red) in aviso.get_text()]
    assert len(avisos) == 1 and "no está publicado en inglés" in avisos[0].get_text()
    f.decidir(entrar(moderadora), f.tarea(inglesa), "avalar", buena_practica="on")
    assert f.fresca(inglesa).live


def test_el_lector_la_ve_cuando_esta_publicada_en_su_idioma(
    red, traduccion, comunicaciones, moderadora, client, settings
):
    settings.CACHE_DE_PAGINAS = 0
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    assert sopa(client, f.fresca(inglesa).url).select("#viajes a") == []
    # In draft, or waiting, it is not there yet.
    de_la_red = f.traducir(red, comunicaciones)
    servicio.proponer(de_la_red, comunicaciones)
    assert servicio.citados_sin_version(traduccion) == [red]
    assert sopa(client, f.fresca(inglesa).url).select("#viajes a") == []
    f.avalar(de_la_red.get_target_instance(), moderadora)
    (enlace,) = sopa(client, f.fresca(inglesa).url).select("#viajes a")
    assert enlace["href"].startswith("/en/") and not enlace.has_attr("lang")
    assert servicio.citados_sin_version(traduccion) == []


def test_una_red_retirada_no_sale_en_ningun_idioma(red, practica, traduccion, comunicaciones, moderadora, client):
    servicio.proponer(traduccion, comunicaciones)
    f.avalar(traduccion.get_target_instance(), moderadora)
    retirar(red, moderadora, "Ya no participa.")
    for pagina in (practica, f.fresca(traduccion.get_target_instance())):
        assert not sopa(client, pagina.url).select("#viajes a")
