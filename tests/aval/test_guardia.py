"""The guard: nothing is saved as live with a content that no aval covers, whatever the way."""

import datetime

import pytest
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowState

from aval import flujo
from aval.contenido import canonico_de
from aval.errores import ErrorDeAval, SinAval
from aval.models import Aval
from practicas.models import PracticaPage
from tests import fabrica as f


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


@pytest.fixture
def borrador(focal):
    return f.practica(focal, titulo="Sin aval")


def _nada_vivo(pagina, client):
    assert not f.fresca(pagina).live
    assert client.get(f.fresca(pagina).url).status_code == 404


# --- Something that has no aval ----------------------------------------------------------------------


def _guardar_viva(pagina, superusuario):
    pagina.live = True
    pagina.save()


def _guardar_viva_como_pagina_base(pagina, superusuario):
    base = Page.objects.get(pk=pagina.pk)
    base.live = True
    base.save()


def _guardar_solo_live(pagina, superusuario):
    pagina.live = True
    pagina.save(update_fields=["live"])


def _publicar_la_revision(pagina, superusuario):
    pagina.get_latest_revision().publish(user=superusuario)


def _publicar_sin_preguntar(pagina, superusuario):
    revision = pagina.get_latest_revision()
    PublishPageRevisionAction(revision, user=superusuario).execute(skip_permission_checks=True)


def _publicar_el_objeto(pagina, superusuario):
    pagina.publish(pagina.get_latest_revision(), user=superusuario, skip_permission_checks=True)


def _copiar_viva(pagina, superusuario):
    pagina.live = True
    CopyPageAction(pagina, update_attrs={"slug": "copia"}, keep_live=True, user=superusuario).execute(
        skip_permission_checks=True
    )


def _cargar_datos(pagina, superusuario):
    pagina.live = True
    for objeto in serializers.deserialize("json", serializers.serialize("json", [pagina.page_ptr, pagina])):
        objeto.object.live = True
        objeto.save()


def _programar(pagina, superusuario):
    pagina.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision = pagina.save_revision(user=superusuario, clean=False)
    revision.approved_go_live_at = pagina.go_live_at
    revision.save()
    call_command("publish_scheduled")


def _terminar_el_flujo(pagina, superusuario):
    flujo.enviar(pagina, superusuario)
    f.fresca(pagina).current_workflow_state.finish(user=superusuario)


def _terminar_el_flujo_con_el_estudio_aprobado(pagina, superusuario):
    flujo.enviar(pagina, superusuario)
    estado = f.fresca(pagina).current_workflow_state
    TaskState.objects.filter(pk=estado.current_task_state_id).update(status=TaskState.STATUS_APPROVED)
    estado.refresh_from_db()
    estado.finish(user=superusuario)


def _aprobar_el_aval_por_debajo(pagina, superusuario):
    """``TaskState.approve`` of the aval task, without ``flujo.avalar``."""
    flujo.enviar(pagina, superusuario)
    f.tarea(pagina).approve(user=superusuario)
    f.tarea(pagina).approve(user=superusuario)


def _flujo_sin_tareas(pagina, superusuario):
    vacio = Workflow.objects.create(name="Vacío")
    WorkflowPage.objects.create(workflow=vacio, page=pagina)
    f.fresca(pagina).get_workflow().start(f.fresca(pagina), superusuario)


def _un_aval_ajeno(pagina, superusuario):
    """The aval of another object does not cover this one."""
    otro = Aval.objects.first()
    PracticaPage.objects.filter(pk=pagina.pk).update(aval=otro)
    prestada = f.fresca(pagina)
    prestada.live = True
    prestada.save()


PUERTAS = [
    _guardar_viva,
    _guardar_viva_como_pagina_base,
    _guardar_solo_live,
    _publicar_la_revision,
    _publicar_sin_preguntar,
    _publicar_el_objeto,
    _copiar_viva,
    _cargar_datos,
    _programar,
    _terminar_el_flujo,
    _terminar_el_flujo_con_el_estudio_aprobado,
    _aprobar_el_aval_por_debajo,
    _flujo_sin_tareas,
    _un_aval_ajeno,
]


@pytest.mark.parametrize("puerta", PUERTAS, ids=lambda puerta: puerta.__name__.strip("_"))
def test_sin_aval_nada_se_publica(puerta, borrador, superusuario, client):
    with pytest.raises((SinAval, PermissionDenied, CommandError)):
        puerta(borrador, superusuario)
    _nada_vivo(borrador, client)
    assert not PracticaPage.objects.filter(live=True).exists()
    assert not Aval.objects.de(borrador).exists()


# --- Something live whose content would change --------------------------------------------------------


def _cambiar_la_fila(pagina, superusuario):
    pagina.resumen = "Cambiado."
    pagina.save()


def _cambiar_la_fila_base(pagina, superusuario):
    base = Page.objects.get(pk=pagina.pk)
    base.title = "Cambiado"
    base.save()


def _cambiar_la_direccion(pagina, superusuario):
    pagina.slug = "cambiada"
    pagina.save()


def _cambiar_solo_un_campo(pagina, superusuario):
    pagina.resumen = "Cambiado."
    pagina.save(update_fields=["resumen"])


def _cambiar_las_filas_hijas(pagina, superusuario):
    contacto = pagina.contactos.get()
    contacto.nombre = "Cambiado"
    pagina.contactos = [contacto]
    pagina.save()


def _publicar_un_borrador(pagina, superusuario):
    f.cambiar(pagina, superusuario, resumen="Cambiado.")
    f.fresca(pagina).get_latest_revision().publish(user=superusuario)


def _publicar_lo_que_se_estudia(pagina, superusuario):
    f.cambiar(pagina, superusuario, resumen="Cambiado.")
    flujo.enviar(f.fresca(pagina), superusuario)
    f.fresca(pagina).current_workflow_state.finish(user=superusuario)


def _copiar_y_cambiar(pagina, superusuario):
    CopyPageAction(pagina, update_attrs={"slug": "copia", "title": "Copia"}, keep_live=True, user=superusuario).execute(
        skip_permission_checks=True
    )


def _programar_un_borrador(pagina, superusuario):
    borrador = pagina.get_latest_revision_as_object()
    borrador.resumen = "Cambiado."
    _programar(borrador, superusuario)


CAMBIOS = [
    _cambiar_la_fila,
    _cambiar_la_fila_base,
    _cambiar_la_direccion,
    _cambiar_solo_un_campo,
    _cambiar_las_filas_hijas,
    _publicar_un_borrador,
    _publicar_lo_que_se_estudia,
    _copiar_y_cambiar,
    _programar_un_borrador,
]


@pytest.mark.parametrize("puerta", CAMBIOS, ids=lambda puerta: puerta.__name__.strip("_"))
def test_lo_publicado_no_cambia_sin_otro_aval(puerta, viva, superusuario, client):
    antes = client.get(viva.url).content
    assert b"Cambiad" not in antes
    with pytest.raises((SinAval, PermissionDenied, CommandError)):
        puerta(viva, superusuario)
    assert canonico_de(f.fresca(viva)) == viva.aval.contenido
    assert f.fresca(viva).live
    assert b"Cambiad" not in client.get(viva.url).content
    assert PracticaPage.objects.filter(live=True).count() == 1
    assert Aval.objects.de(viva).count() == 1


def test_guardar_lo_publicado_sin_cambiarlo_se_puede(viva):
    viva.save()
    Page.objects.get(pk=viva.pk).save()
    viva.locked = True
    viva.save(update_fields=["locked"])
    assert f.fresca(viva).live


def test_un_borrador_nuevo_de_lo_publicado_se_guarda_sin_tocarlo(viva, focal, client):
    f.cambiar(viva, focal, title="Título todavía sin aval", resumen="Resumen todavía sin aval.")
    assert f.fresca(viva).title == viva.title
    assert "todavía sin aval" not in client.get(viva.url).content.decode()


def test_un_alias_de_lo_publicado_no_se_publica_sin_aval(viva, superusuario):
    """An alias is another page: it would need an aval of its own."""
    with pytest.raises(SinAval):
        CreatePageAliasAction(viva, update_slug="alias", user=superusuario).execute(skip_permission_checks=True)
    assert PracticaPage.objects.count() == 1


# --- The rules are read again at the aval -----------------------------------------------------------


INCUMPLIMIENTOS = {
    "resumen": "palabra " * 101,
    "visibilidad": "<p>" + "palabra " * 101 + "</p>",
    "asociacion": "<p></p>",
    "fecha_inicio": None,
    "fecha_fin": datetime.date(1900, 1, 1),
    "entidad": None,
    "contactos": [],
}


@pytest.mark.parametrize("campo", INCUMPLIMIENTOS)
def test_una_ficha_que_no_cumple_no_se_envia(campo, borrador, focal):
    f.cambiar(borrador, focal, **{campo: INCUMPLIMIENTOS[campo]})
    with pytest.raises(ErrorDeAval):
        f.enviar(borrador, focal)
    hoja = f.fresca(borrador)
    with pytest.raises(ErrorDeAval):
        hoja.get_workflow().start(hoja, focal)  # by whatever way
    assert not hoja.workflow_in_progress


@pytest.mark.parametrize("campo", INCUMPLIMIENTOS)
def test_una_ficha_que_dejo_de_cumplir_no_recibe_el_aval(campo, borrador, focal, asesora, moderadora):
    """As by a rule that came later: what waits is no more what it must be."""
    f.enviar(borrador, focal)
    f.estudiar(borrador, asesora)
    espera = f.tarea(borrador).revision
    espera.content[campo] = INCUMPLIMIENTOS[campo]
    espera.save(update_fields=["content"])
    with pytest.raises(ErrorDeAval):
        f.avalar(borrador, moderadora, buena_practica=True)
    assert not f.fresca(borrador).live
    assert f.tarea(borrador).status == TaskState.STATUS_IN_PROGRESS
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
