"""The title of what was withdrawn may hold the name of a person: Moderación hides it from the public."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from aval.errores import RetiroSoloDeModeracion, SinMotivo
from aval.models import Retiro, TituloOculto
from aval.retiro import ocultar_titulo, retirar
from aval.views_retiro import url_de
from tests import fabrica as f

TITULO = "Zoraida Cuervo y sus huertas"
MOTIVO = {"motivo": "La persona pidió que no se la nombre."}


@pytest.fixture
def textos(focal, asesora, moderadora, comunicaciones):
    """The Spanish and the English of a live ficha, whose title names a person."""
    hoja = f.publicada(focal, asesora, moderadora, titulo=TITULO)
    return hoja, f.publicada_en_ingles(hoja, comunicaciones, moderadora)


def _publicas(textos):
    """Where a withdrawn text is still told of: its address, and its aval in both languages."""
    for texto in textos:
        yield texto.url, 410
        aval = texto.avales.first()
        for idioma in ("es", "en"):
            with override(idioma):
                yield aval.get_absolute_url(), 200


def _donde_se_lee(client, textos):
    hallados = []
    for url, codigo in _publicas(textos):
        respuesta = client.get(url)
        assert respuesta.status_code == codigo, url
        # The address is what the reader brought.
        html = respuesta.content.decode().replace(textos[0].slug, "").replace(textos[1].slug, "")
        if "Zoraida" in html:
            hallados.append(url)
    return hallados


def test_se_retira_sin_titulo_y_no_se_lee_en_ningun_idioma(textos, moderadora, entrar, client):
    assert "No mostrar el título" in entrar(moderadora).get(url_de("retirar", textos[0])).content.decode()
    entrar(moderadora).post(url_de("retirar", textos[0]), MOTIVO | {"sin_titulo": "on"})
    assert not _donde_se_lee(client, textos)
    assert TituloOculto.objects.count() == 2
    assert Retiro.objects.filter(titulo=TITULO).exists()  # the record keeps it


def test_sin_marcarlo_se_lee_y_se_oculta_despues(textos, moderadora, comunicaciones, entrar, client):
    navegador = entrar(moderadora)
    navegador.post(url_de("retirar", textos[0]), MOTIVO)
    assert len(_donde_se_lee(client, textos)) == 6
    historia = url_de("historia", textos[0])
    ocultar = reverse("aval:ocultar_titulo", args=[textos[0].get_base_content_type().pk, textos[0].pk])
    assert ocultar in navegador.get(historia).content.decode()
    respuesta = navegador.post(ocultar, {"motivo": " "})
    assert respuesta.context["form"].errors["motivo"]
    assert len(_donde_se_lee(client, textos)) == 6
    respuesta = navegador.post(ocultar, MOTIVO, follow=True)
    assert "Se ocultó el título al público" in respuesta.content.decode()
    assert MOTIVO["motivo"] in respuesta.content.decode()
    assert ocultar not in respuesta.content.decode()
    assert not _donde_se_lee(client, textos)
    assert entrar(comunicaciones).post(ocultar, MOTIVO).status_code == 302
    assert TituloOculto.objects.count() == 2


def test_tambien_el_de_lo_borrado(textos, moderadora, entrar, client):
    navegador = entrar(moderadora)
    avales = [texto.avales.first() for texto in textos]
    navegador.post(url_de("borrar", textos[0]), MOTIVO | {"entiendo": "on", "sin_titulo": "on"})
    for texto, aval in zip(textos, avales, strict=True):
        assert client.get(texto.url).status_code == 410
        assert "Zoraida" not in client.get(texto.url).content.decode().replace(texto.slug, "")
        assert "Zoraida" not in client.get(aval.get_absolute_url()).content.decode()


def test_lo_que_vuelve_con_otro_titulo_lo_muestra(textos, focal, asesora, moderadora, client):
    hoja = textos[0]
    retirar(hoja, moderadora, "Por pedido.", sin_titulo=True)
    f.cambiar(hoja, focal, title="Huertas de barrio")
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    nuevo, viejo = f.fresca(hoja).avales[:2]
    assert "Huertas de barrio" in client.get(nuevo.get_absolute_url()).content.decode()
    assert "Zoraida" not in client.get(viejo.get_absolute_url()).content.decode()
    retirar(f.fresca(hoja), moderadora, "Otra vez.")
    assert "Huertas de barrio" in client.get(f.fresca(hoja).url).content.decode()


def test_lo_oculta_moderacion_con_un_motivo_y_no_se_cambia(textos, moderadora, comunicaciones):
    hoja = textos[0]
    retirar(hoja, moderadora, "Por pedido.")
    cual = (hoja.get_base_content_type().pk, str(hoja.pk))
    with pytest.raises(RetiroSoloDeModeracion):
        ocultar_titulo(*cual, comunicaciones, "Porque sí.")
    with pytest.raises(SinMotivo):
        ocultar_titulo(*cual, moderadora, " ")
    assert len(ocultar_titulo(*cual, moderadora, "Nombra a una persona.")) == 2
    assert not ocultar_titulo(*cual, moderadora, "Otra vez.")
    with pytest.raises(TypeError):
        TituloOculto.objects.all().delete()
    with pytest.raises(TypeError):
        TituloOculto.objects.first().save()


def test_de_lo_que_esta_publicado_no_se_oculta(textos, moderadora, entrar):
    ocultar = reverse("aval:ocultar_titulo", args=[textos[0].get_base_content_type().pk, textos[0].pk])
    assert entrar(moderadora).get(ocultar).status_code == 404
