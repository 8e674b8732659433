"""The ways to publish, through HTTP: whoever tries, superusers included, only the aval publishes."""

import json

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState

from aval.contenido import canonico_de
from aval.models import Aval
from aval.retiro import retirar
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.direcciones_del_admin import de_la_api

TODOS = ["focal", "comunicaciones", "moderadora", "administracion", "superusuario"]


@pytest.fixture
def todos(request, entrar):
    """A browser for each role: ``(name, browser)``. They knock one after the other at the same door."""
    return [(nombre, entrar(request.getfixturevalue(nombre))) for nombre in TODOS]


@pytest.fixture
def borrador(focal):
    return f.practica(focal, titulo="Sin aval")


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


def _publicadas():
    return PracticaPage.objects.filter(live=True).count()


# --- Doors that would publish -------------------------------------------------------------------------


def test_el_boton_de_publicar_no_existe(todos, borrador):
    for nombre, navegador in todos:
        html = navegador.get(f.url_edicion(borrador)).content.decode()
        assert "action-publish" not in html, nombre


def test_publicar_desde_el_editor(todos, borrador, client):
    datos = f.formulario_de(dict(todos)["focal"], borrador)
    for nombre, navegador in todos:
        respuesta = navegador.post(f.url_edicion(borrador), datos | {"action-publish": "1"})
        assert respuesta.status_code < 500, nombre
        assert _publicadas() == 0, nombre
    assert client.get(borrador.url).status_code == 404
    assert not Aval.objects.de(borrador).exists()


def test_crear_y_publicar(todos):
    for nombre, navegador in todos:
        respuesta = f.crear_por_formulario(navegador, "action-publish", slug=f"de-{nombre}")
        assert respuesta.status_code < 500, nombre
        assert _publicadas() == 0, nombre


@pytest.mark.parametrize("como", ["publish_copies", "alias"])
def test_copiar_lo_publicado_y_dejar_la_copia_viva(como, todos, viva):
    for nombre, navegador in todos:
        datos = {
            "new_title": "Copia",
            "new_slug": f"copia-de-{nombre}",
            "new_parent_page": str(f.banco().pk),
            como: "on",
        }
        respuesta = navegador.post(reverse("wagtailadmin_pages:copy", args=[viva.pk]), datos)
        assert respuesta.status_code < 500, nombre
        assert _publicadas() == 1, nombre


def test_una_copia_es_un_borrador_sin_aval(focal, viva, entrar):
    datos = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": str(f.banco().pk)}
    entrar(focal).post(reverse("wagtailadmin_pages:copy", args=[viva.pk]), datos)
    copia = PracticaPage.objects.get(slug="copia")
    assert (copia.live, copia.aval) == (False, None)
    assert not Aval.objects.de(copia).exists()


def test_publicar_en_bloque(todos, borrador):
    retirar(f.banco(), None, "Prueba de la puerta.", solo_esta=True)
    for nombre, navegador in todos:
        for pagina in (borrador, f.banco()):
            url = f"/admin/bulk/wagtailcore/page/publish/?id={pagina.pk}&next=/admin/"
            assert navegador.post(url, {"include_descendants": "on"}).status_code < 500, nombre
        assert _publicadas() == 0, nombre
        assert not f.banco().live, nombre


def test_volver_a_una_revision_y_publicarla(todos, viva, focal):
    vieja = f.cambiar(viva, focal, resumen="Esto nunca tuvo aval.")
    f.cambiar(viva, focal, resumen=viva.resumen)
    datos = f.formulario_de(dict(todos)["focal"], viva) | {
        "revision": vieja.pk,
        "resumen": "Esto nunca tuvo aval.",
        "action-publish": "1",
    }
    for nombre, navegador in todos:
        navegador.get(reverse("wagtailadmin_pages:revisions_revert", args=[viva.pk, vieja.pk]))
        assert navegador.post(f.url_edicion(viva), datos).status_code < 500, nombre
        assert canonico_de(f.fresca(viva)) == viva.aval.contenido, nombre


def test_aprobar_por_las_puertas_genericas_del_flujo(todos, borrador, focal):
    f.enviar(borrador, focal)
    pendiente = f.tarea(borrador)
    datos = f.formulario_de(dict(todos)["focal"], borrador) | {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"comment": "Sí"}),
    }
    for nombre, navegador in todos:
        for accion in ("approve", "reject"):
            for puerta in ("workflow_action", "collect_workflow_action_data"):
                url = reverse(f"wagtailadmin_pages:{puerta}", args=[borrador.pk, accion, pendiente.pk])
                assert navegador.post(url, {"comment": "Sí"}).status_code < 500, nombre
        assert navegador.post(f.url_edicion(borrador), datos).status_code < 500, nombre
        assert _publicadas() == 0, nombre
        assert f.tarea(borrador) == pendiente, nombre
        pendiente.refresh_from_db()
        assert pendiente.status == TaskState.STATUS_IN_PROGRESS, nombre


def test_aprobar_la_tarea_de_una_pagina_por_la_direccion_de_otra(superusuario, borrador, viva, focal, entrar):
    f.enviar(borrador, focal)
    f.cambiar(viva, focal, resumen="Otra versión.")
    f.enviar(viva, focal)
    url = reverse("wagtailadmin_pages:workflow_action", args=[viva.pk, "approve", f.tarea(borrador).pk])
    entrar(superusuario).post(url, {"comment": "Sí"})
    assert not f.fresca(borrador).live
    assert f.tarea(borrador).task.name == f.tarea(viva).task.name == "Estudio"


def test_programar_la_publicacion(todos, borrador):
    datos = f.formulario_de(dict(todos)["focal"], borrador)
    for nombre, navegador in todos:
        navegador.post(f.url_edicion(borrador), datos | {"go_live_at": "2020-01-01 00:00", "action-publish": "1"})
        hoja = f.fresca(borrador)
        assert not hoja.live, nombre
        assert not hoja.revisions.filter(approved_go_live_at__isnull=False).exists(), nombre


def test_el_autoguardado_no_reescribe_la_revision_publicada(todos, viva):
    antes = viva.live_revision.content
    datos = f.formulario_de(dict(todos)["focal"], viva) | {
        "resumen": "Por debajo.",
        "overwrite_revision_id": viva.live_revision_id,
    }
    for nombre, navegador in todos:
        for cabeceras in ({"Accept": "application/json"}, {}):
            assert navegador.post(f.url_edicion(viva), datos, headers=cabeceras).status_code < 500, nombre
        despues = f.fresca(viva)
        assert despues.live_revision.content == antes, nombre
        assert canonico_de(despues) == viva.aval.contenido, nombre


def test_la_api_de_escritura_no_esta_montada(superusuario, client, borrador, entrar):
    navegador = entrar(superusuario)
    for url in ("/api/v2/pages/", "/api/v3/pages/", f"/api/v3/pages/{borrador.pk}/publish/"):
        assert client.get(url, follow=True).status_code == 404
        assert navegador.post(url, {}, follow=True).status_code == 404
    for accion in ("publish", "copy", "revert_to_page_revision", "create_alias", "convert_alias"):
        if url := de_la_api("pages:action", borrador.pk, accion):
            respuesta = navegador.post(url, {"keep_live": True, "slug": "copia"}, content_type="application/json")
            assert respuesta.status_code < 500
    assert _publicadas() == 0


def test_ninguna_respuesta_dice_que_se_publico(superusuario, borrador, focal, entrar):
    """A refusal is not dressed as a success: the message after «publish» does not claim it."""
    datos = f.formulario_de(entrar(focal), borrador) | {"action-publish": "1"}
    respuesta = entrar(superusuario).post(f.url_edicion(borrador), datos, follow=True)
    assert "ha sido publicada" not in respuesta.content.decode()
    assert not PageLogEntry.objects.filter(page=borrador.pk, action="wagtail.publish").exists()


# --- Doors that withdraw ------------------------------------------------------------------------------


def test_solo_moderacion_retira_lo_publicado(todos, viva, moderadora):
    """At each door first those who may not, and nothing happens; then who may."""
    retirar = {
        "retirar": reverse("wagtailadmin_pages:unpublish", args=[viva.pk]),
        "retirar en bloque": f"/admin/bulk/wagtailcore/page/unpublish/?id={viva.pk}&next=/admin/",
        "borrar": reverse("wagtailadmin_pages:delete", args=[viva.pk]),
        "borrar en bloque": f"/admin/bulk/wagtailcore/page/delete/?id={viva.pk}&next=/admin/",
    }
    for puerta, url in retirar.items():
        for nombre, navegador in todos:
            if nombre != "moderadora":
                navegador.post(url)
                assert f.fresca(viva).live, (puerta, nombre)
