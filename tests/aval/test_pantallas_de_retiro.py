"""The screens that withdraw and delete, and Wagtail's doors that lead to them; what the public sees after."""

from urllib.parse import unquote

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from aval.models import Retiro
from aval.retiro import borrar, retirar
from aval.views_retiro import url_de
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.direcciones_del_admin import LA_API_ACTUA, de_la_api

MOTIVO = {"motivo": "La entidad revocó su autorización."}


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


@pytest.fixture
def inglesa(viva, comunicaciones, moderadora):
    return f.publicada_en_ingles(viva, comunicaciones, moderadora)


def _texto(respuesta):
    return respuesta.content.decode()


def _mensajes(respuesta):
    return [str(mensaje) for mensaje in respuesta.context["messages"]] if respuesta.context else []


# --- Doing it -----------------------------------------------------------------------------------------


def test_se_retira_en_la_pantalla_y_el_publico_lo_ve(
    viva, inglesa, moderadora, entrar, client, django_capture_on_commit_callbacks
):
    navegador = entrar(moderadora)
    pantalla = _texto(navegador.get(url_de("retirar", viva)))
    assert viva.title in pantalla and f.fresca(inglesa).title in pantalla
    frases = {"frase_es": "Se está corrigiendo.", "frase_en": "It is being corrected."}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        respuesta = navegador.post(url_de("retirar", viva), MOTIVO | frases, follow=True)
    assert "Se retiró" in " ".join(_mensajes(respuesta))
    assert not PracticaPage.objects.filter(live=True).exists()

    for pagina, titular, frase in (
        (viva, "Este texto ya no está publicado", "Se está corrigiendo."),
        (inglesa, "This text is no longer published", "It is being corrected."),
    ):
        publica = client.get(pagina.url)
        assert publica.status_code == 410
        html = _texto(publica)
        assert titular in html and frase in html
        assert "revocó" not in html and "Moderadora" not in html
        assert "noindex" in html

    destinatarios = {correo.to[0]: correo for correo in mail.outbox}
    assert set(destinatarios) == {"focal-idrd@example.org", "comunicaciones@example.org"}
    assert MOTIVO["motivo"] in destinatarios["focal-idrd@example.org"].body
    assert viva.title in destinatarios["focal-idrd@example.org"].body


@pytest.mark.parametrize("pantalla", ["retirar", "borrar"])
def test_sin_motivo_lo_dice_al_lado_del_campo_y_no_pierde_lo_escrito(pantalla, viva, moderadora, entrar):
    respuesta = entrar(moderadora).post(
        url_de(pantalla, viva), {"motivo": " ", "frase_es": "Se está corrigiendo.", "entiendo": "on"}
    )
    errores = respuesta.context["form"].errors
    assert set(errores) == {"motivo", "frase_en"}
    assert errores["motivo"][0] in _texto(respuesta)
    assert "Se está corrigiendo." in _texto(respuesta)
    assert f.fresca(viva).live
    assert not Retiro.objects.exists()


def test_el_ingles_solo(viva, inglesa, moderadora, entrar, client):
    entrar(moderadora).post(url_de("retirar", inglesa), MOTIVO | {"solo_esta": "on"})
    assert client.get(viva.url).status_code == 200
    publica = client.get(inglesa.url)
    assert publica.status_code == 410
    assert f'href="{unquote(viva.url)}"' in unquote(_texto(publica))  # the version that is still there is offered


def test_lo_borrado_tambien_lo_dice(viva, moderadora, entrar, client):
    navegador = entrar(moderadora)
    assert navegador.post(url_de("borrar", viva), MOTIVO).context["form"].errors.keys() == {"entiendo"}
    navegador.post(url_de("borrar", viva), MOTIVO | {"entiendo": "on"})
    assert not PracticaPage.objects.filter(pk=viva.pk).exists()
    assert client.get(viva.url).status_code == 410
    historia = navegador.get(reverse("aval:historia", args=[viva.get_base_content_type().pk, viva.pk]))
    assert MOTIVO["motivo"] in _texto(historia)


def test_lo_que_vuelve_con_otro_aval_se_ve_otra_vez(viva, focal, asesora, moderadora, client):
    retirar(viva, moderadora, "Faltaba un permiso.")
    f.cambiar(viva, focal, slug="otra-direccion")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    respuesta = client.get(viva.url)
    assert (respuesta.status_code, respuesta["Location"]) == (301, f.fresca(viva).url)
    assert client.get(f.fresca(viva).url).status_code == 200


def test_un_borrador_que_nunca_se_publico_sigue_siendo_404(focal, client):
    assert client.get(f.practica(focal).url).status_code == 404


# --- Who ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pantalla", ["retirar", "borrar"])
def test_nadie_mas_que_moderacion(pantalla, viva, focal, comunicaciones, administracion, superusuario, entrar):
    for quien in (focal, comunicaciones, administracion, superusuario):
        navegador = entrar(quien)
        for respuesta in (
            navegador.get(url_de(pantalla, viva), follow=True),
            navegador.post(url_de(pantalla, viva), MOTIVO | {"entiendo": "on"}, follow=True),
        ):
            assert respuesta.status_code == 200, quien
            assert any("corresponde a Moderación" in mensaje for mensaje in _mensajes(respuesta)), quien
    assert f.fresca(viva).live


# --- Wagtail's own doors ------------------------------------------------------------------------------


@pytest.mark.parametrize("puerta", ["unpublish", "delete"])
def test_las_puertas_de_wagtail_llevan_a_la_pantalla(puerta, viva, moderadora, entrar):
    pantalla = url_de({"unpublish": "retirar", "delete": "borrar"}[puerta], viva)
    navegador = entrar(moderadora)
    for metodo in (navegador.get, navegador.post):
        respuesta = metodo(reverse(f"wagtailadmin_pages:{puerta}", args=[viva.pk]))
        assert (respuesta.status_code, respuesta["Location"]) == (302, pantalla)
    en_bloque = f"/admin/bulk/wagtailcore/page/{puerta}/?id={viva.pk}&next=/admin/"
    respuesta = navegador.post(en_bloque, follow=True)
    mensajes = _mensajes(respuesta)
    assert len(mensajes) == 2, mensajes  # this one, and that of the POST above
    assert pantalla in mensajes[-1]
    # Nor is it asked «are you sure?» of what would be refused: it leads to where it is done.
    respuesta = navegador.get(en_bloque)
    assert respuesta.status_code == 302
    assert pantalla in _mensajes(navegador.get(respuesta["Location"]))[-1]
    assert f.fresca(viva).live
    assert not Retiro.objects.exists()


def test_un_borrador_se_borra_por_la_puerta_de_siempre(focal, entrar):
    borrador = f.practica(focal)
    entrar(focal).post(reverse("wagtailadmin_pages:delete", args=[borrador.pk]))
    assert not PracticaPage.objects.filter(pk=borrador.pk).exists()


def test_lo_retirado_tampoco_lo_borra_quien_lo_escribio(viva, focal, moderadora, entrar):
    retirar(viva, moderadora, "Ya no se hace.")
    entrar(focal).post(reverse("wagtailadmin_pages:delete", args=[viva.pk]))
    assert PracticaPage.objects.filter(pk=viva.pk).exists()


@pytest.mark.skipif(not LA_API_ACTUA, reason="Wagtail 8.1 has no such address")
@pytest.mark.parametrize("accion", ["unpublish", "delete"])
def test_la_api_de_la_administracion_tampoco(accion, viva, moderadora, superusuario, entrar):
    for quien in (moderadora, superusuario):
        url = de_la_api("pages:action", viva.pk, accion)
        with transaction.atomic():
            respuesta = entrar(quien).post(url, {}, content_type="application/json")
        assert respuesta.status_code == 403, respuesta.content
    assert f.fresca(viva).live


def test_lo_retirado_por_sistema_avisa_con_su_origen(viva, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        retirar(viva, None, "Su contenido no es el de su aval.")
    assert "Revisión automática" in mail.outbox[-1].body


def test_de_lo_que_se_borra_se_avisa_a_quien_lo_escribio(viva, moderadora, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        borrar(viva, moderadora, "La pidió la entidad.")
    (correo,) = mail.outbox
    assert correo.to == ["focal-idrd@example.org"]
    assert "Se borró" in correo.subject
