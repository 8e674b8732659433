"""The doors of the home: each leads to a page that is there, with somebody to write to; none leads nowhere."""

import pytest
from bs4 import BeautifulSoup

from aval import retiro
from sitio.instalacion import instalar
from sitio.models import AjustesSitio

PAGINAS = {"es": ("Ofrecer una práctica", "Pedir un intercambio"), "en": ("Offer a practice", "Ask for an exchange")}


def puertas(client, idioma):
    """Title of each door → its address, or None."""
    sopa = BeautifulSoup(client.get(f"/{idioma}/").content, "html.parser")
    return {uno.get_text(strip=True): uno.a and uno.a["href"] for uno in sopa.select(".puerta__titulo")}


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_cada_puerta_lleva_a_su_pagina_con_los_datos_de_la_entidad(idioma, client, db):
    ajustes = AjustesSitio.objects.get()
    ajustes.correo = "ddri@example.org"
    ajustes.save()
    for titulo in PAGINAS[idioma]:
        sopa = BeautifulSoup(client.get(puertas(client, idioma)[titulo]).content, "html.parser")
        assert sopa.html["lang"] == idioma
        assert sopa.find("h1").get_text(strip=True) == titulo
        assert sopa.select_one("main .contacto-entidad a")["href"] == "mailto:ddri@example.org"


def test_sin_correo_ni_telefono_la_pagina_lo_dice(client, db):
    main = BeautifulSoup(client.get(puertas(client, "es")["Pedir un intercambio"]).content, "html.parser").main
    assert "todavía no ha escrito aquí su correo" in main.get_text(" ")
    assert "Secretaría General" in main.get_text(" ")


def test_una_puerta_cuya_pagina_se_retira_no_lleva_a_ninguna_parte(client, db, moderadora):
    pagina = AjustesSitio.objects.get().pagina_ofrecer
    assert puertas(client, "es")["Ofrecer una práctica"] == pagina.url
    retiro.retirar(pagina, moderadora, "Se escribe de nuevo.")
    assert puertas(client, "es")["Ofrecer una práctica"] is None


def test_la_instalacion_no_repone_una_puerta_que_se_quito(client, db):
    ajustes = AjustesSitio.objects.get()
    ajustes.pagina_pedir = None
    ajustes.save()
    instalar()
    assert AjustesSitio.objects.get().pagina_pedir is None
    assert puertas(client, "es")["Pedir un intercambio"] is None


def test_administracion_elige_entre_las_paginas_publicadas_en_espanol(entrar, administracion, focal, db):
    ajustes = AjustesSitio.objects.get()
    respuesta = entrar(administracion).get(f"/admin/settings/sitio/ajustessitio/{ajustes.site_id}/")
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    opciones = [uno.get_text(strip=True) for uno in sopa.select("select[name=pagina_pedir] option")]
    assert "Pedir un intercambio" in opciones and "Ask for an exchange" not in opciones
