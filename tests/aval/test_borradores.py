"""The link that shows a draft to who has no account: who gives it, what it shows, and when it dies."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone

from aval import borradores
from aval.models import VistaDeBorrador
from aval.views_retiro import url_de
from base.enlaces import Enlace, UsoDeEnlace
from tests import fabrica as f


@pytest.fixture
def borrador(focal):
    return f.practica(focal, resumen="Un resumen que nadie ha leído todavía.")


def dar(navegador, objeto, **datos):
    """The address that the screen shows, as a path."""
    respuesta = navegador.post(url_de("borradores", objeto), {"nota": "la subdirectora", "dias": "14"} | datos)
    campo = BeautifulSoup(respuesta.content, "html.parser").select_one("#id_direccion")
    return "/" + re.search(r"https?://[^/]+/(\S+)", campo["value"])[1] if campo else None


def test_quien_edita_lo_da_y_quien_no_tiene_cuenta_lo_lee(borrador, focal, entrar, client):
    direccion = dar(entrar(focal), borrador)
    respuesta = client.get(direccion)
    html = respuesta.content.decode()
    assert respuesta.status_code == 200 and borrador.resumen in html
    assert "No está publicado ni tiene el aval" in html
    assert respuesta["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in respuesta["Cache-Control"]
    assert "ETag" not in respuesta and not respuesta.cookies
    client.get(direccion)
    vista = borradores.de(borrador).get()
    assert (vista.veces, vista.nota, vista.dada_por) == (2, "la subdirectora", focal) and vista.ultima


def test_no_queda_guardado_en_ninguna_parte(borrador, focal, entrar, client):
    direccion = dar(entrar(focal), borrador)
    cache.clear()
    client.get(direccion)
    Enlace.objects.update(revocado=timezone.now())
    respuesta = client.get(direccion)
    assert respuesta.status_code == 404 and borrador.resumen not in respuesta.content.decode()


def test_la_direccion_se_muestra_una_sola_vez(borrador, focal, entrar):
    navegador = entrar(focal)
    direccion = dar(navegador, borrador)
    despues = navegador.get(url_de("borradores", borrador)).content.decode()
    assert direccion not in despues and "la subdirectora" in despues
    assert direccion.split("/")[-2] not in str(list(Enlace.objects.values()))


def test_muere_al_publicarse_y_lleva_a_la_pagina(borrador, focal, asesora, moderadora, entrar, client):
    direccion = dar(entrar(focal), borrador)
    f.enviar(borrador, focal)
    f.estudiar(borrador, asesora)
    assert client.get(direccion).status_code == 200  # also while the DDRI reads it
    f.avalar(borrador, moderadora)
    respuesta = client.get(direccion)
    assert respuesta.status_code == 404 and f.fresca(borrador).url in respuesta.content.decode()
    f.cambiar(borrador, focal, resumen="Un cambio posterior, que ese enlace no muestra.")
    assert "que ese enlace no muestra" not in client.get(direccion).content.decode()


def test_de_lo_publicado_solo_muestra_lo_que_falta_publicar(focal, asesora, moderadora, entrar, client):
    viva = f.publicada(focal, asesora, moderadora)
    navegador = entrar(focal)
    assert dar(navegador, viva) is None
    assert "comparta la dirección de la página" in navegador.get(url_de("borradores", viva)).content.decode()
    f.cambiar(viva, focal, resumen="El resumen que se propone.")
    assert "El resumen que se propone." in client.get(dar(navegador, viva)).content.decode()
    assert "El resumen que se propone." not in client.get(viva.url).content.decode()


def test_se_quita_y_solo_lo_de_ese_texto(borrador, focal, entrar, client):
    navegador = entrar(focal)
    otro = f.practica(focal, titulo="Otra")
    una, ajena = dar(navegador, borrador), dar(navegador, otro)
    suya = borradores.de(borrador).get()
    assert navegador.post(url_de("borradores", otro), {"quitar": suya.pk}).status_code == 404
    assert navegador.post(url_de("borradores", borrador), {"quitar": "x"}).status_code == 404
    navegador.post(url_de("borradores", borrador), {"quitar": suya.pk})
    assert client.get(una).status_code == 404 and client.get(ajena).status_code == 200


def test_vence(borrador, focal, entrar, client):
    direccion = dar(entrar(focal), borrador, dias="7")
    Enlace.objects.update(vence=timezone.now() - datetime.timedelta(seconds=1))
    assert client.get(direccion).status_code == 404
    assert UsoDeEnlace.objects.filter(que=UsoDeEnlace.Que.TARDE).count() == 1


@pytest.mark.parametrize("mala", ["/es/avales/borrador/inventado/", "/en/approvals/draft/invented/"])
def test_uno_inventado_no_existe(mala, db, client):
    assert client.get(mala).status_code == 404


def test_quien_no_edita_el_texto_no_lo_da(borrador, administracion, entrar):
    ajeno = f.persona("ajeno", "Puntos focales", "secretaria-cultura")
    consulta = f.persona("consulta", "Consulta")
    for quien in (ajeno, administracion, consulta):
        assert dar(entrar(quien), borrador) is None
    assert not VistaDeBorrador.objects.exists()


def test_un_plazo_que_no_se_ofrece_no(borrador, focal, entrar):
    respuesta = entrar(focal).post(url_de("borradores", borrador), {"dias": "3650"})
    assert "dias" in respuesta.context["form"].errors and not Enlace.objects.exists()


def test_lo_privado_de_las_personas_tampoco_sale_por_aqui(focal, entrar, client):
    privada = {"nombre": "Canaria Privada", "correo": "canaria@example.org", "autoriza": False}
    html = client.get(dar(entrar(focal), f.practica(focal, contactos=[privada]))).content.decode()
    assert "Canaria Privada" not in html and "canaria@example.org" not in html


def test_sus_imagenes_se_ven_con_el_enlace_y_solo_con_el(focal, entrar, client):
    con_imagen = f.practica(focal, imagenes=[f.imagen()])
    html = client.get(dar(entrar(focal), con_imagen)).content.decode()
    rutas = re.findall(r"/media/images/[^\"'\s,]+", html)
    assert rutas
    assert client.get(rutas[0]).status_code == 200
    assert client.get(rutas[0].split("?")[0]).status_code == 404
    ajena = dar(entrar(focal), f.practica(focal, titulo="Otra")).split("/")[-2]
    assert client.get(f"{rutas[0].split('?')[0]}?borrador={ajena}").status_code == 404
    Enlace.objects.update(revocado=timezone.now())
    assert client.get(rutas[0]).status_code == 404
