"""What leaves the site leaves a record: who, when, why, and which aval; and does not come back by itself."""

import datetime
from urllib.parse import unquote

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page

from aval.errores import ErrorDeAval, RetiroSoloDeModeracion, SinAval, SinMotivo
from aval.models import Retiro
from aval.retiro import borrar, retirar
from practicas.models import PracticaPage
from tests import fabrica as f


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


@pytest.fixture
def inglesa(viva, comunicaciones, moderadora):
    return f.publicada_en_ingles(viva, comunicaciones, moderadora)


def test_se_retira_en_los_dos_idiomas_y_queda_escrito(viva, inglesa, moderadora):
    avales = {f.fresca(viva).aval_id, f.fresca(inglesa).aval_id}
    retiros = retirar(f.fresca(inglesa), moderadora, "La entidad lo pidió.")
    assert not PracticaPage.objects.filter(live=True).exists()
    assert {retiro.aval_id for retiro in retiros} == avales
    assert {retiro.idioma for retiro in retiros} == {"es", "en"}
    assert len({retiro.acto for retiro in retiros}) == 1
    for retiro in retiros:
        assert (retiro.persona, retiro.motivo, retiro.origen) == (moderadora, "La entidad lo pidió.", "moderacion")
        assert retiro.translation_key == viva.translation_key
    assert {retiro.direccion for retiro in retiros} == {unquote(viva.url), unquote(inglesa.url)}


def test_el_ingles_se_puede_retirar_solo_y_el_espanol_no(viva, inglesa, moderadora):
    retirar(inglesa, moderadora, "No dice lo mismo.", solo_esta=True)
    assert f.fresca(viva).live
    assert not f.fresca(inglesa).live
    assert len(retirar(f.fresca(viva), moderadora, "Ya no se hace.", solo_esta=True)) == 1


def test_retirar_el_espanol_solo_no_deja_vivo_el_ingles(viva, inglesa, moderadora):
    retirar(viva, moderadora, "Ya no se hace.", solo_esta=True)
    assert not f.fresca(inglesa).live


@pytest.mark.parametrize("motivo", ["", "   \n"])
def test_sin_motivo_no_se_retira(motivo, viva, moderadora):
    with pytest.raises(SinMotivo):
        retirar(viva, moderadora, motivo)
    assert f.fresca(viva).live
    assert not Retiro.objects.exists()


@pytest.mark.parametrize("quien", ["focal", "comunicaciones", "administracion", "superusuario"])
def test_solo_moderacion_retira(quien, request, viva):
    persona = request.getfixturevalue(quien)
    for hacer in (retirar, borrar):
        with pytest.raises(RetiroSoloDeModeracion):
            hacer(viva, persona, "Porque sí.")
    assert f.fresca(viva).live


def test_el_sistema_retira_sin_persona(viva):
    (retiro,) = retirar(viva, None, "Su contenido no es el de su aval.")
    assert (retiro.persona, retiro.origen) == (None, Retiro.Origen.SISTEMA)
    assert not f.fresca(viva).live


def _despublicar(pagina, persona):
    pagina.unpublish(user=persona)


def _guardar_sin_publicar(pagina, persona):
    pagina.live = False
    pagina.save()


def _guardar_solo_live(pagina, persona):
    pagina.live = False
    pagina.save(update_fields=["live"])


def _guardar_como_pagina_base(pagina, persona):
    base = Page.objects.get(pk=pagina.pk)
    base.live = False
    base.save()


def _guardar_un_campo_con_live_viejo(pagina, persona):
    """A stale copy that says «not live» would write its text into the live row."""
    pagina.live = False
    pagina.resumen = "Cambiado."
    pagina.save(update_fields=["resumen"])


def _borrar(pagina, persona):
    pagina.delete(user=persona)


def _borrar_lo_que_la_contiene(pagina, persona):
    f.banco().delete(user=persona)


@pytest.mark.parametrize(
    "puerta",
    [
        _despublicar,
        _guardar_sin_publicar,
        _guardar_solo_live,
        _guardar_como_pagina_base,
        _guardar_un_campo_con_live_viejo,
        _borrar,
        _borrar_lo_que_la_contiene,
    ],
    ids=lambda puerta: puerta.__name__.strip("_"),
)
def test_por_ninguna_otra_puerta_sale_del_sitio(puerta, viva, moderadora, client):
    with pytest.raises((ErrorDeAval, PermissionDenied)), transaction.atomic():
        puerta(f.fresca(viva), moderadora)
    assert f.fresca(viva).live
    assert f.fresca(viva).aval == viva.aval
    assert "Cambiado." not in client.get(viva.url).content.decode()
    assert not Retiro.objects.exists()


def test_lo_que_vence_se_retira_en_los_dos_idiomas_y_lo_dice(viva, inglesa):
    PracticaPage.objects.filter(pk=viva.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
    call_command("publish_scheduled")
    assert not PracticaPage.objects.filter(live=True).exists()
    assert {retiro.origen for retiro in Retiro.objects.all()} == {Retiro.Origen.VENCIMIENTO}
    assert Retiro.objects.count() == 2


def test_borrar_deja_registro_de_todo_lo_que_tuvo_aval(viva, inglesa, moderadora, focal):
    borrador = f.practica(focal, titulo="Nunca tuvo aval")
    retirar(f.fresca(inglesa), moderadora, "No dice lo mismo.", solo_esta=True)
    borrar(f.fresca(viva), moderadora, "La pidió la entidad.")
    assert list(PracticaPage.objects.all()) == [borrador]
    borrados = Retiro.objects.filter(borrado=True)
    assert {(retiro.object_id, retiro.idioma) for retiro in borrados} == {
        (str(viva.pk), "es"),
        (str(inglesa.pk), "en"),
    }
    assert {retiro.titulo for retiro in borrados} == {viva.title, inglesa.title}


def test_borrar_el_ingles_deja_el_espanol(viva, inglesa, moderadora):
    borrar(inglesa, moderadora, "Se va a traducir de nuevo.")
    assert f.fresca(viva).live
    assert Retiro.objects.get().idioma == "en"


def test_un_borrador_que_nunca_tuvo_aval_se_borra_sin_mas(focal):
    f.practica(focal).delete()
    assert not Retiro.objects.exists()


def test_lo_que_tuvo_aval_y_se_retiro_tampoco_se_borra_sin_motivo(viva, moderadora):
    retirar(viva, moderadora, "Ya no se hace.")
    with pytest.raises(SinMotivo), transaction.atomic():
        f.fresca(viva).delete()
    assert PracticaPage.objects.filter(pk=viva.pk).exists()


def test_el_registro_no_cambia_ni_se_borra_y_sobrevive(viva, moderadora):
    (retiro,) = retirar(viva, moderadora, "Ya no se hace.")
    for hacer in (retiro.save, retiro.delete, Retiro.objects.all().delete, lambda: Retiro.objects.update(motivo="")):
        with pytest.raises(TypeError):
            hacer()
    with pytest.raises(ProtectedError):
        retiro.content_type.delete()
    borrar(f.fresca(viva), moderadora, "Limpieza.")
    moderadora.delete()
    retiro = Retiro.objects.get(pk=retiro.pk)
    assert (retiro.persona, retiro.persona_nombre, retiro.titulo) == (None, "Moderadora", viva.title)


def test_lo_retirado_no_vuelve_sin_otro_aval(viva, moderadora):
    retirar(viva, moderadora, "Ya no se hace.")
    hoja = f.fresca(viva)
    assert hoja.aval is None
    hoja.live = True
    with pytest.raises(SinAval):
        hoja.save()


def test_lo_retirado_vuelve_con_otro_aval_aunque_no_cambie(viva, moderadora, focal, asesora):
    retirar(viva, moderadora, "Faltaba un permiso.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    assert f.fresca(viva).live
    assert [aval.numero for aval in f.fresca(viva).avales] == [2, 1]


def test_volver_a_un_texto_que_ya_tuvo_aval_pide_otro(viva, moderadora, focal, asesora):
    primera = f.fresca(viva).live_revision
    f.cambiar(viva, focal, resumen="Otro resumen.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    with pytest.raises(SinAval):
        f.fresca(viva).publish(primera, skip_permission_checks=True)
    assert f.fresca(viva).resumen == "Otro resumen."
