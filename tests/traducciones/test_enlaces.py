"""Links in the other language: an address of their own, and those that lead to a Spanish page are said."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride

from aval.models import Autoria
from tests import fabrica as f
from traducciones import enlaces, revision, servicio

pytestmark = pytest.mark.django_db

CON_ENLACES = (
    '<p>Véanse <a href="/es/practicas/la-otra/">la otra</a>, <a href="https://es.wikipedia.org/wiki/Usme">Usme</a> '
    'y <a href="https://www.c40.org/">C40</a>.</p>'
)


@pytest.fixture
def hoja():
    return f.viva("Con enlaces", asociacion=CON_ENLACES)


@pytest.fixture
def traduccion(hoja, comunicaciones):
    return servicio.empezar(hoja, comunicaciones)


@pytest.mark.parametrize(
    ("direccion", "es"),
    [
        *(("/es/banco/", True), ("https://es.wikipedia.org/wiki/Usme", True), ("https://bogota.gov.co/es/agua", True)),
        *(("/en/bank/", False), ("https://www.c40.org/", False), ("https://estudios.org/", False), ("#es", False)),
        ("https://[malo", False),
    ],
)
def test_se_sabe_cual_lleva_a_una_pagina_en_espanol(direccion, es):
    assert enlaces.lleva_al_espanol(direccion) is es


def test_cada_enlace_con_sus_palabras_y_la_pagina_inglesa_si_la_hay(comunicaciones, moderadora, traduccion):
    otra = f.viva("La otra")
    inglesa = f.publicada_en_ingles(otra, comunicaciones, moderadora)
    assert enlaces.de_la_traduccion(traduccion)[0].sugerida == inglesa.url
    suyos = {uno.direccion: uno for uno in enlaces.de_la_traduccion(traduccion)}
    assert suyos["https://www.c40.org/"].palabras == ["C40"] and not suyos["https://www.c40.org/"].al_espanol
    assert suyos["https://es.wikipedia.org/wiki/Usme"].al_espanol
    assert enlaces.en_el_idioma(otra.url, Locale.objects.get(language_code="en")) == inglesa.url


def test_en_la_mesa_se_escribe_la_direccion_inglesa_y_sale_en_la_version(hoja, comunicaciones, traduccion, entrar):
    navegador = entrar(comunicaciones)
    url = reverse("traducciones:escritorio", args=[traduccion.pk])
    pagina = navegador.get(url).content.decode()
    assert "2 llevan a una página en español" in pagina
    nombre = next(uno.nombre for uno in enlaces.de_la_traduccion(traduccion) if "wikipedia" in uno.direccion)
    mal = navegador.post(url, {nombre: "/admin/pages/3/"}).content.decode()
    assert "es de la administración" in mal and 'value="/admin/pages/3/"' in mal
    assert not SegmentOverride.objects.exists()
    assert navegador.post(url, {nombre: "https://en.wikipedia.org/wiki/Usme"}).status_code == 302
    f.rellenar(traduccion, comunicaciones)
    propuesta = servicio.version_propuesta(traduccion)
    assert "https://en.wikipedia.org/wiki/Usme" in propuesta.asociacion
    assert "es.wikipedia" not in propuesta.asociacion
    # Who chose it is an author of the English: it cannot be theirs to approve.
    assert Autoria.objects.de(traduccion.get_target_instance()).filter(usuario=comunicaciones).exists()
    # The page of the house in English is one tick away.
    propia = next(uno for uno in enlaces.de_la_traduccion(traduccion) if uno.direccion.startswith("/es/"))
    assert propia.sugerida == ""  # there is none yet
    # Emptied, it is the Spanish one again.
    navegador.post(url, {nombre: ""})
    assert not SegmentOverride.objects.exists()


def test_la_revision_dice_cuales_llevan_al_espanol():
    dichos = [uno.frase for uno in revision.al_espanol(CON_ENLACES)]
    assert len(dichos) == 2
    assert "«la otra»" in dichos[0] and "/es/practicas/la-otra/" in dichos[0]
